import type { CollectionStatus, Localised } from '@danji/shared';

/** What a person should know before trusting the rest; empty on a good day. */
export function statusNotes(status: Omit<CollectionStatus, 'notes'>): Localised[] {
  const notes: Localised[] = [];
  if (status.mode === 'demo') {
    notes.push({ en: 'This account is simulated.', ko: '시뮬레이션된 계정입니다.' });
  }
  const { state, estimate } = status.metrics;
  if (state === 'waiting_for_acceptance') {
    notes.push({
      en: `Metrics wait until their price is accepted${price(estimate?.monthUsd, ', about {usd} a month')}. Everything else is free and runs.`,
      ko: `비용을 승인하면 지표 수집을 시작합니다${price(estimate?.monthUsd, '(월 {usd} 예상)')}. 나머지는 무료이며 수집 중입니다.`,
    });
  }
  if (state === 'stopped_by_budget') {
    notes.push({
      en: 'The monthly budget is spent: metrics pause until next month, or until DANJI_BUDGET_USD is raised.',
      ko: '월 예산을 모두 썼습니다. 다음 달까지, 또는 DANJI_BUDGET_USD를 올릴 때까지 지표 수집을 멈춥니다.',
    });
  }
  if (state === 'free_only') {
    notes.push({
      en: 'DANJI_BUDGET_USD is 0: only free calls are made, and metrics are not collected.',
      ko: 'DANJI_BUDGET_USD가 0이므로 무료 호출만 하며 지표는 수집하지 않습니다.',
    });
  }
  for (const place of status.scopes.filter((scope) => scope.state === 'failing')) {
    const message = place.jobs.find((job) => job.job === 'inventory')?.message ?? null;
    notes.push({
      en: `${place.name} in ${place.region} cannot be read: ${message ?? 'AWS does not answer, or the worker does not run.'}`,
      ko: `${place.region}의 ${place.name}을(를) 읽을 수 없습니다: ${message ?? 'AWS가 응답하지 않거나 워커가 실행 중이 아닙니다.'}`,
    });
  }
  return notes;
}

function price(range: { low: number; high: number } | undefined, text: string): string {
  if (range === undefined) return '';
  const usd =
    range.low === range.high
      ? `$${range.low.toFixed(2)}`
      : `$${range.low.toFixed(2)}–${range.high.toFixed(2)}`;
  return text.replace('{usd}', usd);
}
