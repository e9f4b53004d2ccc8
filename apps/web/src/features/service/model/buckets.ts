import type { ChartModel } from '@/components/charts';
import { yAxis } from '@/components/charts';

export interface StopBuckets {
  t: string[];
  planned: (number | null)[];
  abnormal: (number | null)[];
}

/** AWS shows a stopped task for about an hour: that far back of the first look stops are known. */
const AWS_REMEMBERS_MS = 3_600_000;

/** Since when the stops of a resource are known, epoch ms, by the moment at which Danji first saw it. */
export function knownFrom(firstSeen: string): number {
  return Date.parse(firstSeen) - AWS_REMEMBERS_MS;
}

/** Counts stops per bucket; buckets that begin before `known` (epoch ms) are unknown, which is not zero. */
export function bucketStops(
  stops: readonly { at: number; abnormal: boolean; count: number }[],
  grid: readonly number[],
  stepMs: number,
  known: number,
): StopBuckets {
  const none = (at: number): number | null => (at + stepMs <= known ? null : 0);
  const planned = grid.map(none);
  const abnormal = grid.map(none);
  const first = grid[0] ?? 0;
  for (const stop of stops) {
    const index = Math.floor((stop.at - first) / stepMs);
    if (index < 0 || index >= grid.length) continue;
    const into = stop.abnormal ? abnormal : planned;
    into[index] = (into[index] ?? 0) + stop.count;
  }
  return { t: grid.map((at) => new Date(at).toISOString()), planned, abnormal };
}

/** A range in equal buckets of a readable width, at most `count`; epoch ms, aligned to the width. */
export function bucketGrid(from: number, to: number, count: number): { grid: number[]; stepMs: number } {
  const widths = [60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400].map((s) => s * 1000);
  const stepMs = widths.find((width) => (to - from) / width <= count) ?? 86_400_000;
  const grid: number[] = [];
  for (let at = Math.floor(from / stepMs) * stepMs; at < to; at += stepMs) grid.push(at);
  return { grid, stepMs };
}

export interface StartUp {
  at: number;
  seconds: number;
  current: boolean;
}

/**
 * How long each task took from its creation until it ran, one dot per task at the moment it ran. Before `known` (epoch
 * ms) only the tasks that still lived at the first look are there, so that stretch is hatched.
 */
export function startUpModel(
  from: number,
  to: number,
  starts: readonly StartUp[],
  known: number,
  labels: { current: string; earlier: string },
): ChartModel {
  const sorted = starts.filter((s) => s.at >= from && s.at <= to).sort((a, b) => a.at - b.at);
  const grid = sorted.map((s) => s.at);
  const axis = yAxis(Math.max(1, ...sorted.map((s) => s.seconds)), 's');
  const dots = (
    id: string,
    label: string,
    current: boolean,
    colour: 4 | 'muted',
  ): ChartModel['series'][number] => {
    const values = sorted.map((s) => (s.current === current ? s.seconds : null));
    const present = values.filter((value) => value !== null);
    const max = present.length === 0 ? null : Math.max(...present);
    return {
      id,
      label,
      colour,
      look: 'line',
      quiet: present.length === 0,
      source: null,
      highSource: null,
      lowSource: null,
      method: '',
      values,
      low: null,
      high: null,
      drawn: values.map(() => null),
      tailFrom: values.length,
      hold: 1,
      isolated: values.flatMap((value, i) => (value === null ? [] : [i])),
      latest: present.at(-1) ?? null,
      latestAt: null,
      max,
      maxAt: max === null ? null : grid[values.indexOf(max)]!,
      min: present.length === 0 ? null : Math.min(...present),
      average: null,
    };
  };
  return {
    kind: 'lines',
    from,
    to,
    stepMs: 60_000,
    unit: 's',
    per: null,
    grid,
    series: [dots('earlier', labels.earlier, false, 'muted'), dots('current', labels.current, true, 4)],
    thresholds: [],
    yDomain: axis.domain,
    yTicks: axis.ticks,
    gaps: known > from ? [[from, Math.min(known, to)]] : [],
    empty: sorted.length === 0 ? 'no_data' : null,
    lastAt: null,
  };
}
