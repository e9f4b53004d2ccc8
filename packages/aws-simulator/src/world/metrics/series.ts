import { hashString, mix, unit } from '../random.js';
import { MINUTE, SECOND } from '../calendar.js';
import type { Dimension, MetricSeries, Millis, StatisticSet } from '../types.js';

/** Reads one native slot that begins at `at` (ms, aligned to the period), or undefined when nothing was published. */
export type Reader = (at: Millis) => StatisticSet | undefined;

/** A change an incident makes to the published metric itself. */
export interface Override {
  from: Millis;
  to: Millis;
  kind: 'gap' | 'value' | 'factor' | 'add' | 'late';
  value: number;
  /** Raises one sample and leaves the others alone. */
  maximumOnly: boolean;
}

/** One metric of one resource, with the time in which its resource existed. */
export class Series implements MetricSeries {
  readonly hash: number;
  overrides?: Override[];
  /** Seconds after the slot within which its counts become whole (lowest, highest); absent: they are when published. */
  settles?: [number, number];
  /** A recording that drives it instead of the fleet. */
  recorded?: Reader;

  constructor(
    readonly namespace: string,
    readonly metricName: string,
    readonly dimensions: Dimension[],
    readonly unit: string,
    readonly period: number,
    readonly delay: [number, number],
    /** First and last instant at which it may publish. */
    readonly livesFrom: Millis,
    readonly livesUntil: () => Millis,
    readonly read: Reader,
  ) {
    this.hash = hashString(seriesKey(namespace, metricName, dimensions));
  }

  /** Publication delay after the end of the slot, jittered per slot. */
  visibleAt(at: Millis): Millis {
    const [low, high] = this.delay;
    const jitter = unit(mix(this.hash, Math.floor(at / MINUTE)));
    let late = 0;
    for (const override of this.overrides ?? []) {
      if (override.kind === 'late' && at >= override.from && at < override.to)
        late += override.value * SECOND;
    }
    return at + this.period * SECOND + Math.round((low + (high - low) * jitter) * SECOND) + late;
  }

  /** What CloudWatch shows of a slot at an instant: the newest counts are low, and revised upward. */
  toldAt(at: Millis, set: StatisticSet | undefined, asOf: Millis): StatisticSet | undefined {
    if (!set || !this.settles || asOf === Infinity) return set;
    const part = unit(mix(this.hash ^ 0x5e77, Math.floor(at / MINUTE)));
    const [low, high] = this.settles;
    if (asOf >= at + this.period * SECOND + (low + (high - low) * part) * SECOND) return set;
    return grown(set, 0.55 + 0.35 * part);
  }
}

/** Canonical key: dimensions sorted by name, so that their order does not matter. */
export function seriesKey(namespace: string, metricName: string, dimensions: Dimension[]): string {
  const sorted =
    dimensions.length < 2 ? dimensions : [...dimensions].sort((a, b) => (a.Name < b.Name ? -1 : 1));
  let key = `${namespace}\u0000${metricName}`;
  for (const { Name, Value } of sorted) key += `\u0000${Name}\u0001${Value}`;
  return key;
}

/** One sample as a set. */
export function single(value: number): StatisticSet {
  return { sum: value, minimum: value, maximum: value, sampleCount: 1 };
}

/** What the overrides of a series make of its slot. */
export function overridden(
  series: Series,
  at: Millis,
  set: StatisticSet | undefined,
): StatisticSet | undefined {
  let current = set;
  for (const { from, to, kind, value, maximumOnly } of series.overrides ?? []) {
    if (at < from || at >= to) continue;
    if (kind === 'gap') return undefined;
    if (maximumOnly && current && (kind === 'value' || kind === 'add')) {
      current = withMaximum(current, kind === 'value' ? value : current.maximum + value);
      continue;
    }
    if (kind === 'value') current = scaled(single(1), value, 0, current?.sampleCount ?? 1);
    else if (current && kind === 'factor') current = scaled(current, value, 0, 1);
    else if (current && kind === 'add') current = scaled(current, 1, value, 1);
  }
  return current;
}

/** Part of the samples of a slot, at least one; of a slot of one sample, part of its value. */
function grown(set: StatisticSet, share: number): StatisticSet {
  if (set.sampleCount === 1) return single(set.sum > 1 ? Math.max(1, Math.round(set.sum * share)) : set.sum);
  const sampleCount = Math.max(1, Math.round(set.sampleCount * share));
  return { ...set, sampleCount, sum: (set.sum / set.sampleCount) * sampleCount };
}

/** One sample of the slot raised to `maximum`. */
function withMaximum(set: StatisticSet, maximum: number): StatisticSet {
  const minimum = set.sampleCount === 1 ? maximum : Math.min(set.minimum, maximum);
  return { ...set, maximum, minimum, sum: set.sum - set.maximum + maximum, values: undefined };
}

function scaled(set: StatisticSet, factor: number, shift: number, copies: number): StatisticSet {
  return {
    sum: (set.sum * factor + shift * set.sampleCount) * copies,
    minimum: set.minimum * factor + shift,
    maximum: set.maximum * factor + shift,
    sampleCount: set.sampleCount * copies,
    values: set.values?.map((value) => value * factor + shift),
  };
}
