import { directionChanges, type CountStep } from '../scaling/turns.js';
import { HOUR_MS, type HourlyUse } from './hourly-use.js';

const MINUTE_MS = 60_000;
/** Out and in again and again: four turns within six hours. A daily season turns twice a day. */
const FLAP_WINDOW_MS = 6 * HOUR_MS;
const FLAP_TURNS = 4;

export interface ScalingQualityFacts {
  /** Epoch ms. */
  from: number;
  to: number;
  maximum: number;
  /** The desired count; each step holds until the next, the last one until `to`. Oldest first. */
  desired: readonly { at: number; value: number }[];
  /** Scalings that were done within the range, oldest first. */
  changes: readonly CountStep[];
  /** What target tracking follows, with its targets in percent. */
  tracked: readonly { use: HourlyUse; target: number }[];
}

export interface ScalingQuality {
  activities: number;
  /** Null where the desired count is not known in any minute of the range. */
  minutesAtMaximum: number | null;
  minutesAboveTarget: number | null;
  turns: number;
  flapping: boolean;
}

/**
 * How well something scaled within a range. Minutes at the maximum: desired at or above the present maximum, as far as
 * the desired count is known. Above the target: of these minutes, those in hours whose mean of a tracked metric is above
 * its target; null where nothing is tracked, or no hour at the maximum has data.
 */
export function scalingQuality(facts: ScalingQualityFacts): ScalingQuality {
  const { from, to, maximum, tracked } = facts;
  const turns = directionChanges(facts.changes);
  const spans = spansAtMaximum(facts);
  const known = facts.desired.some(({ at }) => at < to);
  let [above, judged] = [0, false];
  for (const span of spans) {
    for (let hour = Math.floor(span.from / HOUR_MS) * HOUR_MS; hour < span.to; hour += HOUR_MS) {
      const values = tracked.map(({ use, target }) => ({ value: meanOf(use, hour), target }));
      const seen = values.filter(({ value }) => value === value);
      if (seen.length > 0) judged = true;
      if (!seen.some(({ value, target }) => value > target)) continue;
      above += Math.min(span.to, hour + HOUR_MS) - Math.max(span.from, hour);
    }
  }
  const atMaximum = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  const countable = known && maximum > 0 && to > from;
  return {
    activities: facts.changes.length,
    minutesAtMaximum: countable ? Math.round(atMaximum / MINUTE_MS) : null,
    minutesAboveTarget:
      countable && tracked.length > 0 && (judged || atMaximum === 0) ? Math.round(above / MINUTE_MS) : null,
    turns: turns.length,
    flapping: turns.some((at, i) => (turns[i + FLAP_TURNS - 1] ?? Infinity) - at <= FLAP_WINDOW_MS),
  };
}

function spansAtMaximum({ from, to, maximum, desired }: ScalingQualityFacts): { from: number; to: number }[] {
  return desired.flatMap(({ at, value }, i) => {
    const begin = Math.max(at, from);
    const end = Math.min(desired[i + 1]?.at ?? to, to);
    return value >= maximum && maximum > 0 && end > begin ? [{ from: begin, to: end }] : [];
  });
}

function meanOf({ from, means }: HourlyUse, hour: number): number {
  return means[Math.round((hour - from) / HOUR_MS)] ?? NaN;
}
