import { quantile } from '../statistics/index.js';

export const HOST_RESOURCES = ['cpu', 'memory', 'network'] as const;
export type HostResource = (typeof HOST_RESOURCES)[number];

/** What one task used, a value for each minute; NaN where nothing is known. */
export interface TaskUse extends Record<HostResource, ArrayLike<number>> {
  id: string;
  /** Minute in which it started, when that lies inside; before it used nothing. */
  startsAt: number | null;
}

export interface Suspect {
  id: string;
  /** Of what it took more. */
  resource: HostResource;
  /** Usual use before it grew, and the highest after, in the resource's own unit. */
  before: number;
  after: number;
  /** Growth as a share of what the host has. */
  growth: number;
  /** Minute in which its use began to grow. */
  since: number;
  /** Whether it grew before, or with, those that suffer; what follows them is a consequence. */
  first: boolean;
  /** Share of all suspects' weight, 0 to 1. */
  weight: number;
}

export interface Crime {
  tasks: readonly TaskUse[];
  /** What the host has: CPU units, MiB, bytes a second (received and sent); null where not known. */
  capacity: Record<HostResource, number | null>;
  /** Minute in which the victims' latency, or the host's CPU, rose. */
  onset: number;
}

/** A cause may lie so many minutes before what is felt, and is looked for so many after. */
const LOOK_BACK = 75;
const LOOK_AHEAD = 12;
/** Who begins to grow later than so many minutes after the victims suffer follows them. */
const SLACK = 3;
/** What counts of the growth of one that follows. */
const FOLLOWER = 0.2;
/** Below this share of the host nobody notices. */
const LEAST_GROWTH = 0.02;
/** What counts of a resource whose limit nobody told: that it is short is a guess. */
const GUESSED = 0.3;
/** From this share of a resource in use on it may be what is short; at full weight from the second on. */
const SHORT: Record<HostResource, readonly [from: number, full: number]> = {
  cpu: [0.5, 0.9],
  memory: [0.6, 0.85],
  network: [0.3, 0.8],
};

/**
 * Tasks of a host by how much of what is short they took more than before, the likely culprit first: growth counts and
 * not size, so one that is large and steady is innocent. Growth is measured against the host, weighted by how short
 * each resource became, and what grew only after the victims suffered counts a fifth.
 */
export function rankSuspects({ tasks, capacity, onset }: Crime): Suspect[] {
  const from = Math.max(0, onset - LOOK_BACK);
  const to = onset + LOOK_AHEAD;
  const scored: { suspect: Suspect; score: number }[] = [];
  for (const resource of HOST_RESOURCES) {
    const limit = capacity[resource];
    const whole = limit ?? observedMost(tasks, resource, from, to);
    if (!(whole > 0)) continue;
    const shortness = shortnessOf(tasks, resource, whole, onset, to) * (limit === null ? GUESSED : 1);
    if (shortness === 0) continue;
    for (const task of tasks) {
      const grown = growthOf(task, resource, { from, onset, to });
      if (grown === null) continue;
      const growth = (grown.after - grown.before) / whole;
      if (growth < LEAST_GROWTH) continue;
      const first = grown.since <= onset + SLACK;
      const score = growth * shortness * (first ? 1 : FOLLOWER);
      scored.push({ suspect: { id: task.id, resource, ...grown, growth, first, weight: 0 }, score });
    }
  }
  const best = bestOfEach(scored);
  const total = best.reduce((sum, { score }) => sum + score, 0);
  return best.map(({ suspect, score }) => ({ ...suspect, weight: score / total }));
}

/** One entry for each task, by the resource that speaks loudest; ties by id, so that the order is always the same. */
function bestOfEach(scored: readonly { suspect: Suspect; score: number }[]): typeof scored {
  const byTask = new Map<string, (typeof scored)[number]>();
  for (const entry of scored) {
    const known = byTask.get(entry.suspect.id);
    if (!known || entry.score > known.score) byTask.set(entry.suspect.id, entry);
  }
  return [...byTask.values()].sort((a, b) => b.score - a.score || (a.suspect.id < b.suspect.id ? -1 : 1));
}

/**
 * Growth of one task: the usual before is its calmest quarter of the minutes before the onset, the use after is the
 * median of its highest stretch around and after it, and it began to grow where it left the usual by half of the way.
 */
function growthOf(
  task: TaskUse,
  resource: HostResource,
  { from, onset, to }: { from: number; onset: number; to: number },
): { before: number; after: number; since: number } | null {
  const values = task[resource];
  const at = (minute: number): number => {
    const value = values[minute] ?? NaN;
    return Number.isNaN(value) && task.startsAt !== null && minute < task.startsAt ? 0 : value;
  };
  const span = (first: number, last: number): number[] =>
    Array.from({ length: Math.max(0, last - first) }, (_, i) => at(first + i));
  const before = quantile(span(from, Math.max(from + 1, onset - 1)), 0.25);
  const after = quantile(span(onset, to), 0.6);
  if (Number.isNaN(before) || Number.isNaN(after) || after <= before) return null;
  const half = before + (after - before) / 2;
  return { before, after, since: lastCrossing(at, half, from, to) };
}

/** The minute from which a series stays above a level, but for single dips, up to the end. */
function lastCrossing(at: (minute: number) => number, level: number, from: number, to: number): number {
  let since = to;
  let dips = 0;
  for (let minute = to - 1; minute >= from; minute -= 1) {
    const value = at(minute);
    if (Number.isNaN(value)) continue;
    if (value >= level) {
      since = minute;
      dips = 0;
    } else if (since < to && (dips += 1) > 2) break;
  }
  return since;
}

/** What still counts of a resource of which there was plenty: the minute's mean may hide that it was not. */
const PLENTY = 0.1;

/** How short a resource became: 1 where it was as good as gone; 0 where nothing is known of it. */
function shortnessOf(
  tasks: readonly TaskUse[],
  resource: HostResource,
  whole: number,
  onset: number,
  to: number,
): number {
  const [plenty, gone] = SHORT[resource];
  const used = quantile(totals(tasks, resource, onset, to), 0.6) / whole;
  return Number.isNaN(used) ? 0 : Math.min(1, Math.max(PLENTY, (used - plenty) / (gone - plenty)));
}

/** The most that was seen moving, for a resource whose limit nobody told. */
function observedMost(tasks: readonly TaskUse[], resource: HostResource, from: number, to: number): number {
  return quantile(totals(tasks, resource, from, to), 1);
}

/** Use of all tasks together, minute by minute; NaN where nothing is known of any. */
function totals(tasks: readonly TaskUse[], resource: HostResource, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const known = tasks.map((task) => task[resource][from + i] ?? NaN).filter((value) => value === value);
    return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0);
  });
}
