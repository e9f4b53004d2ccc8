import type {
  Environment,
  Localised,
  ReviewDecision,
  ReviewDeploymentRow,
  ReviewRow,
  ReviewScaling,
  StopCause,
} from '@danji/shared';

/** Whose it is, for those who may not see every scope. */
interface Scoped {
  scopeId: string;
}

/** Stops of one service (or, outside of services, of one task family) for one cause. */
export interface StopFact extends Scoped {
  serviceId: string | null;
  name: string;
  environment: Environment;
  team: string | null;
  class: StopCause;
  abnormal: boolean;
  count: number;
  /** Null where nothing of last week is stored. */
  lastWeek: number | null;
}

/**
 * Everything that a review says, before it is filtered and ranked; plain JSON, and what is frozen. Times: ISO 8601, UTC.
 */
export interface ReviewFacts {
  week: string;
  zone: string;
  from: string;
  to: string;
  asOf: string;
  hours: number;
  nextReviewAt: string;
  computedAt: string;
  notes: Localised[];
  /** Since when tasks are watched; null: never. Absent from reports that were frozen before it was kept. */
  watchedFrom?: string | null;
  /** Whether stops and deployments of last week are stored. */
  lastWeekKnown: boolean;
  rows: (ReviewRow & Scoped)[];
  /** All that are open, the most urgent and most saving first. */
  decisions: (ReviewDecision & Scoped)[];
  stops: StopFact[];
  deployments: (ReviewDeploymentRow & Scoped)[];
  scaling: (ReviewScaling & Scoped)[];
}

export interface ReviewFilter {
  environments: readonly Environment[];
  teams: readonly string[];
  scopes: 'all' | readonly string[];
}

/** Whether something is what a review was narrowed to; no environment and no team named means all. */
export function passes(
  filter: ReviewFilter,
  of: { environment: Environment; team: string | null; scopeId: string },
): boolean {
  return (
    (filter.environments.length === 0 || filter.environments.includes(of.environment)) &&
    (filter.teams.length === 0 || (of.team !== null && filter.teams.includes(of.team))) &&
    (filter.scopes === 'all' || filter.scopes.includes(of.scopeId))
  );
}

export function filterFacts(facts: ReviewFacts, filter: ReviewFilter): ReviewFacts {
  const kept = <T extends { environment: Environment; team: string | null; scopeId: string }>(
    items: readonly T[],
  ): T[] => items.filter((item) => passes(filter, item));
  return {
    ...facts,
    rows: kept(facts.rows),
    decisions: kept(facts.decisions),
    stops: kept(facts.stops),
    deployments: kept(facts.deployments),
    scaling: kept(facts.scaling),
  };
}
