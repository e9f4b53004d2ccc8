import type {
  CapacityReview,
  ReviewAction,
  ReviewDeployments,
  ReviewRow,
  ReviewStop,
  StopCause,
} from '@danji/shared';
import { renderBoth } from '../message/render.js';
import { causeLabel } from '../task-flow/task-flow.js';
import { rankRunsOut, rankSaturation } from './ranking.js';
import { filterFacts, type ReviewFacts, type ReviewFilter, type StopFact } from './review-facts.js';
import { reviewSummary } from './review-summary.js';
import { reviewTotals } from './review-totals.js';

const MOST_DECISIONS = 10;
const MOST_SERVICES = 3;

/** A review as it is answered: what passes the filter, ranked, counted and put into words. */
export function buildReview(
  everything: ReviewFacts,
  filter: ReviewFilter,
  rest: { frozen: boolean; actions: ReviewAction[]; previousWeek: string; nextWeek: string | null },
): CapacityReview {
  const facts = filterFacts(everything, filter);
  const { rows, decisions, zone, nextReviewAt } = facts;
  const parts = {
    nextReviewAt,
    from: facts.from,
    asOf: facts.asOf,
    watchedFrom: facts.watchedFrom === undefined ? facts.from : facts.watchedFrom,
    runsOut: rankRunsOut(rows, nextReviewAt),
    stops: stopsOf(facts.stops),
    deployments: deploymentsOf(facts),
    scaling: facts.scaling.toSorted(
      (a, b) =>
        (b.minutesAboveTarget ?? -1) - (a.minutesAboveTarget ?? -1) ||
        (b.minutesAtMaximum ?? -1) - (a.minutesAtMaximum ?? -1) ||
        (a.id < b.id ? -1 : 1),
    ),
    totals: reviewTotals(facts),
  };
  const summary = reviewSummary({
    ...parts,
    openDecisions: decisions.filter((item) => item.monthlySavingUsd !== null).length,
    storageDecisions: decisions.filter((item) => item.rule === 'rds_storage_full').length,
  });
  const { week, to, hours, computedAt, notes } = facts;
  return {
    week,
    zone,
    to,
    hours,
    computedAt,
    notes,
    ...rest,
    ...parts,
    summary: summary.map((message) => renderBoth(message, zone)),
    decisions: decisions.slice(0, MOST_DECISIONS),
    saturation: rankSaturation(rows),
    clusters: ofKind(rows, 'ecs_cluster'),
    services: ofKind(rows, 'ecs_service'),
    hosts: ofKind(rows, 'ec2_instance'),
    databases: ofKind(rows, 'rds_instance'),
  };
}

function ofKind(rows: readonly ReviewRow[], kind: ReviewRow['kind']): ReviewRow[] {
  return rows.filter((row) => row.kind === kind);
}

/** By cause: abnormal ones first, then the most frequent. */
function stopsOf(facts: readonly StopFact[]): ReviewStop[] {
  const byClass = new Map<StopCause, StopFact[]>();
  for (const fact of facts) byClass.set(fact.class, [...(byClass.get(fact.class) ?? []), fact]);
  return [...byClass]
    .map(([cause, own]) => ({
      class: cause,
      label: renderBoth(causeLabel(cause)),
      abnormal: own.some((fact) => fact.abnormal),
      count: own.reduce((sum, fact) => sum + fact.count, 0),
      lastWeek: own.every((fact) => fact.lastWeek !== null)
        ? own.reduce((sum, fact) => sum + (fact.lastWeek ?? 0), 0)
        : null,
      services: own
        .filter((fact) => fact.count > 0)
        .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, MOST_SERVICES)
        .map(({ serviceId: id, name, count }) => ({ id, name, count })),
    }))
    .toSorted(
      (a, b) => Number(b.abnormal) - Number(a.abnormal) || b.count - a.count || (a.class < b.class ? -1 : 1),
    );
}

function deploymentsOf({ deployments, lastWeekKnown }: ReviewFacts): CapacityReview['deployments'] {
  return {
    total: together(deployments),
    lastWeek: lastWeekKnown
      ? together(deployments.flatMap((row) => (row.lastWeek === null ? [] : [row.lastWeek])))
      : null,
    services: deployments
      .filter((row) => row.count > 0)
      .toSorted((a, b) => b.failed - a.failed || b.count - a.count || (a.id < b.id ? -1 : 1)),
  };
}

type Counts = Pick<ReviewDeployments, 'count' | 'failed' | 'rolledBack'>;

function together(rows: readonly Counts[]): ReviewDeployments {
  const sum = (of: keyof Counts): number => rows.reduce((total, row) => total + row[of], 0);
  return withSuccess({ count: sum('count'), failed: sum('failed'), rolledBack: sum('rolledBack') });
}

/** What did not fail succeeded; percent of those that ended. */
export function withSuccess({ count, failed, rolledBack }: Counts): ReviewDeployments {
  const succeeded = count - failed;
  return {
    count,
    succeeded,
    failed,
    rolledBack,
    successPercent: count === 0 ? null : (100 * succeeded) / count,
  };
}
