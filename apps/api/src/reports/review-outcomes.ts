import { rolloutOutcome, withSuccess, type ReviewFacts, type StopFact } from '@danji/analysis';
import { Environment, StopCause, type ReviewDeployments } from '@danji/shared';
import type { RolloutRow, StopRow } from './outcome.repository.js';
import type { SubjectRow } from './review.repository.js';
import { subjectFields } from './review-rows.js';

export function stopFacts(rows: readonly StopRow[], lastWeekKnown: boolean): StopFact[] {
  return rows.map((row) => ({
    serviceId: row.service_id,
    name: row.name,
    scopeId: row.scope_id,
    environment: Environment.parse(row.environment),
    team: row.team,
    class: StopCause.safeParse(row.cause).data ?? 'unknown',
    abnormal: row.abnormal,
    count: row.count,
    lastWeek: lastWeekKnown ? row.last_week : null,
  }));
}

/** Of each service with a rollout that ended; `from`: the begin of the week (epoch ms). */
export function deploymentFacts(
  rows: readonly RolloutRow[],
  services: readonly SubjectRow[],
  { from, lastWeekKnown }: { from: number; lastWeekKnown: boolean },
): ReviewFacts['deployments'] {
  const byService = Map.groupBy(rows, (row) => row.service_id);
  return services.flatMap((service) => {
    const own = byService.get(service.id);
    if (own === undefined) return [];
    const { now = [], before = [] } = Object.groupBy(own, (row) =>
      row.ended_at.getTime() >= from ? 'now' : 'before',
    );
    return [
      {
        ...subjectFields(service),
        ...countOf(now),
        lastWeek: lastWeekKnown ? countOf(before) : null,
      },
    ];
  });
}

function countOf(rows: readonly RolloutRow[]): ReviewDeployments {
  const outcomes = rows.map((row) => rolloutOutcome({ ...row, rolloutState: row.rollout_state }));
  return withSuccess({
    count: rows.length,
    failed: outcomes.filter((outcome) => outcome.failed).length,
    rolledBack: outcomes.filter((outcome) => outcome.rolledBack).length,
  });
}
