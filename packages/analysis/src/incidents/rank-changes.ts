/** What kinds of change are looked for before an alert. */
export type ChangeKind = 'deployment' | 'configuration' | 'scaling' | 'task_stops' | 'log_lines';

/** How near a change is to what the alert is about, from the thing itself to the whole account. */
export type ChangeRelation = 'same' | 'related' | 'host' | 'cluster' | 'account';

export interface RecentChange {
  id: string;
  kind: ChangeKind;
  /** Epoch ms. */
  at: number;
  relation: ChangeRelation;
}

export interface RankedChange {
  id: string;
  /** 0 to 1: the product of the three. */
  score: number;
  proximity: number;
  relevance: number;
  nearness: number;
}

/** How far back is looked, and by when half and more of the weight is gone: exp(-minutes / 30). */
const WINDOW_MS = 30 * 60_000;
/** A symptom is stored up to a poll after it began, so what seems to follow it by so little may precede it. */
const AFTER_MS = 5 * 60_000;

/** What people did counts most; what the fleet did by itself is often the symptom and not the cause. */
const RELEVANCE: Readonly<Record<ChangeKind, number>> = {
  deployment: 1,
  configuration: 0.9,
  scaling: 0.5,
  task_stops: 0.4,
  log_lines: 0.3,
};
const NEARNESS: Readonly<Record<ChangeRelation, number>> = {
  same: 1,
  related: 0.8,
  host: 0.6,
  cluster: 0.4,
  account: 0.2,
};

/**
 * Ranks what changed in the half hour before an alert began, most probable cause first; ties by time (newest first) and id.
 * @param beganAt since when the symptom holds, epoch ms
 */
export function rankChanges(beganAt: number, changes: readonly RecentChange[]): RankedChange[] {
  return changes
    .filter(({ at }) => at >= beganAt - WINDOW_MS && at <= beganAt + AFTER_MS)
    .map(({ id, kind, at, relation }) => {
      const proximity = Math.exp(-Math.max(0, beganAt - at) / WINDOW_MS);
      const relevance = RELEVANCE[kind];
      const nearness = NEARNESS[relation];
      return { id, at, score: proximity * relevance * nearness, proximity, relevance, nearness };
    })
    .toSorted((a, b) => b.score - a.score || b.at - a.at || (a.id < b.id ? -1 : 1))
    .map(({ at: _at, ...ranked }) => ranked);
}
