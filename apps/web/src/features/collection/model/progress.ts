import type { CollectionCompleteness, CollectionStatus } from '@danji/shared';

export interface CollectionSentence {
  key: 'failing' | 'waiting' | 'budget' | 'freeOnly' | 'stale' | 'backfill' | 'partial' | 'complete';
  /** Scopes that fail or answer in part. */
  scopes: number;
  percent: number;
  etaSeconds: number | null;
  /** Seconds since the newest datapoint; null without one. */
  ageSeconds: number | null;
}

/** Datapoints older than the poll interval plus this many seconds of publication and work are late. */
const LATE_SECONDS = 900;

/** What the page opens with: the gravest thing that is true, else that nothing is missing. */
export function collectionSentence(status: CollectionStatus): CollectionSentence {
  const at = Date.parse(status.at);
  const last = status.metrics.lastPointAt;
  const ageSeconds = last === null ? null : Math.max(0, (at - Date.parse(last)) / 1000);
  const failing = status.scopes.filter((scope) => scope.state === 'failing').length;
  const partial = status.scopes.filter((scope) => scope.state === 'partial').length;
  const figures = {
    scopes: failing || partial,
    percent: status.backfill.percent,
    etaSeconds: status.backfill.etaSeconds,
    ageSeconds,
  };
  const late = ageSeconds !== null && ageSeconds > status.pollSeconds + LATE_SECONDS;
  const states = [
    ['failing', failing > 0],
    ['waiting', status.metrics.state === 'waiting_for_acceptance'],
    ['budget', status.metrics.state === 'stopped_by_budget'],
    ['freeOnly', status.metrics.state === 'free_only'],
    ['stale', late],
    ['backfill', status.backfill.state === 'running'],
    ['partial', partial > 0],
  ] as const;
  return { key: states.find(([, holds]) => holds)?.[0] ?? 'complete', ...figures };
}

export interface CompletenessRow {
  key: string;
  scope: string;
  region: string;
  namespace: string;
  expected: number;
  stored: number;
  missing: number;
  percent: number | null;
  p50: number | null;
  p95: number | null;
}

/** Least complete first; a namespace from which nothing was expected has no percentage. */
export function completenessRows(items: CollectionCompleteness['items']): CompletenessRow[] {
  return items
    .map((item) => ({
      key: `${item.scope}|${item.region}|${item.namespace}`,
      scope: item.scope,
      region: item.region,
      namespace: item.namespace,
      expected: item.expected,
      stored: item.stored,
      missing: Math.max(0, item.expected - item.stored),
      percent: item.percent,
      p50: item.lagSeconds.p50,
      p95: item.lagSeconds.p95,
    }))
    .sort((a, b) => (a.percent ?? 101) - (b.percent ?? 101) || a.namespace.localeCompare(b.namespace));
}

/** Never rounds up to "complete": 99.96 % is 99.9 %. */
export function percentText(percent: number | null): string {
  if (percent === null) return '–';
  if (percent >= 100) return '100 %';
  return `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
}

export interface JobRow {
  key: string;
  scope: string;
  region: string;
  job: string;
  lastAt: string | null;
  lastStatus: string | null;
  seconds: number | null;
  items: number | null;
  message: string | null;
  runs: number;
  failed: number;
  throttled: number;
  /** It ran in the last hour and every run failed. */
  broken: boolean;
}

/** Every job of every scope, those that fail first. */
export function jobRows(scopes: CollectionStatus['scopes']): JobRow[] {
  return scopes
    .flatMap((scope) =>
      scope.jobs.map((job) => ({
        key: `${scope.scopeId}|${scope.region}|${job.job}`,
        scope: scope.name,
        region: scope.region,
        job: job.job,
        lastAt: job.lastAt,
        lastStatus: job.lastStatus,
        seconds: job.seconds,
        items: job.items,
        message: job.message,
        runs: job.runsLastHour,
        failed: job.failedLastHour,
        throttled: job.throttledLastHour,
        broken: job.runsLastHour > 0 && job.failedLastHour >= job.runsLastHour,
      })),
    )
    .sort(
      (a, b) =>
        Number(b.broken) - Number(a.broken) ||
        b.failed - a.failed ||
        a.scope.localeCompare(b.scope) ||
        a.region.localeCompare(b.region) ||
        a.job.localeCompare(b.job),
    );
}
