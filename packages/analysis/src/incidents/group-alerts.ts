/** An alert that fired, with what it is about; times in epoch ms. */
export interface GroupedAlert {
  id: string;
  firedAt: number;
  /** Null while it is open. */
  resolvedAt: number | null;
  /** The service, host or database that it is about: what a storm is counted by. */
  subject: string;
  /** Other things it concerns, such as a deployment or the host of a task. */
  related: readonly string[];
  /** What it shares with others: cluster, zone, account. */
  areas: readonly string[];
  /** It only repeats what others are about, as an alarm of AWS does: it joins a storm and makes none. */
  follows: boolean;
}

export interface AlertGroup {
  /** The alert that came first (of several the one whose id is least): a group keeps it while others join. */
  first: string;
  /** Ids of all, in the order in which they fired. */
  alerts: string[];
  /** Where so many subjects failed at once that the group is about the area; null for one about its subjects. */
  storm: string | null;
}

/** Alerts about one thing with less than this between them are one stretch. */
const GAP_MS = 10 * 60_000;
/** So many subjects of one area within the gap are a storm. */
const STORM_SUBJECTS = 5;

/**
 * Which alerts are one incident: those about one service, host, database or deployment within one stretch of time, and
 * those of a storm. The answer depends on the alerts alone, not on the order in which they are given; alerts that
 * come later can join two groups into one, never part one.
 */
export function groupAlerts(alerts: readonly GroupedAlert[]): AlertGroup[] {
  const ordered = alerts.toSorted((a, b) => a.firedAt - b.firedAt || compare(a.id, b.id));
  const sets = new DisjointSets(ordered.length);
  for (const members of byKey(ordered, ({ subject, related }) => [subject, ...related]).values()) {
    joinStretches(ordered, members, sets);
  }
  const storms = new Map<number, string>();
  for (const [area, members] of byKey(ordered, ({ areas }) => areas)) {
    for (const member of joinStorms(ordered, members, sets)) {
      const known = storms.get(member);
      if (known === undefined || compare(area, known) < 0) storms.set(member, area);
    }
  }
  const groups = new Map<number, AlertGroup>();
  ordered.forEach((alert, i) => {
    const root = sets.find(i);
    const group = groups.get(root) ?? { first: alert.id, alerts: [], storm: null };
    group.alerts.push(alert.id);
    group.storm ??= storms.get(i) ?? null;
    groups.set(root, group);
  });
  return [...groups.values()];
}

function joinStretches(
  ordered: readonly GroupedAlert[],
  members: readonly number[],
  sets: DisjointSets,
): void {
  let before = -1;
  let end = -Infinity;
  for (const member of members) {
    const { firedAt, resolvedAt } = ordered[member] as GroupedAlert;
    if (before >= 0 && firedAt <= end + GAP_MS) sets.join(before, member);
    else end = -Infinity;
    before = member;
    end = Math.max(end, resolvedAt ?? Infinity);
  }
}

/** Joins what lies within a window in which enough subjects fail; answers the members of storms. */
function joinStorms(
  ordered: readonly GroupedAlert[],
  members: readonly number[],
  sets: DisjointSets,
): Set<number> {
  const inStorm = new Set<number>();
  const subjects = new Map<string, number>();
  let start = 0;
  let joined = 0;
  members.forEach((member, end) => {
    const { firedAt } = ordered[member] as GroupedAlert;
    count(subjects, ordered[member] as GroupedAlert, 1);
    while ((ordered[members[start] as number] as GroupedAlert).firedAt < firedAt - GAP_MS) {
      count(subjects, ordered[members[start] as number] as GroupedAlert, -1);
      start += 1;
    }
    if (subjects.size < STORM_SUBJECTS) return;
    // What an earlier window joined is not joined again: each alert is touched once, however long the storm.
    for (let i = Math.max(start, joined); i <= end; i += 1) {
      const at = members[i] as number;
      sets.join(members[Math.max(start, i - 1)] as number, at);
      inStorm.add(at);
    }
    joined = end + 1;
  });
  return inStorm;
}

/** Alerts of each subject, of those that make a storm. */
function count(subjects: Map<string, number>, { subject, follows }: GroupedAlert, by: 1 | -1): void {
  if (follows) return;
  const held = (subjects.get(subject) ?? 0) + by;
  if (held === 0) subjects.delete(subject);
  else subjects.set(subject, held);
}

function byKey(
  ordered: readonly GroupedAlert[],
  keys: (alert: GroupedAlert) => readonly string[],
): Map<string, number[]> {
  const members = new Map<string, number[]>();
  ordered.forEach((alert, i) => {
    for (const key of new Set(keys(alert))) {
      const known = members.get(key);
      if (known) known.push(i);
      else members.set(key, [i]);
    }
  });
  return members;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Union-find with halved paths. */
class DisjointSets {
  private readonly parents: Int32Array;

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(item: number): number {
    let at = item;
    while (this.parents[at] !== at) {
      this.parents[at] = this.parents[this.parents[at] as number] as number;
      at = this.parents[at] as number;
    }
    return at;
  }

  /** The smaller index stays the root. */
  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    this.parents[Math.max(x, y)] = Math.min(x, y);
  }
}
