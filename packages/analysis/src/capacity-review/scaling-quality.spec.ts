import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR_MS } from './hourly-use.js';
import { scalingQuality, type ScalingQualityFacts } from './scaling-quality.js';

const FROM = Date.UTC(2026, 10, 16);
const MINUTE = 60_000;
const use = (means: number[]) => ({
  from: FROM,
  means: Float64Array.from(means),
  peaks: Float64Array.from(means),
});
const base: ScalingQualityFacts = {
  from: FROM,
  to: FROM + 4 * HOUR_MS,
  maximum: 10,
  desired: [],
  changes: [],
  tracked: [],
};

describe('scaling quality', () => {
  it('counts minutes at the maximum, and of these those above target', () => {
    const quality = scalingQuality({
      ...base,
      desired: [
        { at: FROM - 5 * HOUR_MS, value: 10 },
        { at: FROM + 90 * MINUTE, value: 6 },
        { at: FROM + 180 * MINUTE, value: 12 },
      ],
      tracked: [{ use: use([80, 50, 90, 71]), target: 70 }],
    });
    expect(quality).toMatchObject({ minutesAtMaximum: 150, minutesAboveTarget: 120 });
  });

  it('agrees with counting minute by minute', () => {
    const step = fc.record({
      at: fc.integer({ min: -60, max: 239 }),
      value: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(step, { selector: (one) => one.at, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
        (steps, means) => {
          const sorted = steps.toSorted((a, b) => a.at - b.at);
          let [at, above] = [0, 0];
          for (let minute = 0; minute < 240; minute += 1) {
            const held = sorted.findLast((one) => one.at <= minute);
            if (held === undefined || held.value < 10) continue;
            at += 1;
            if ((means[Math.floor(minute / 60)] ?? 0) > 70) above += 1;
          }
          const quality = scalingQuality({
            ...base,
            desired: sorted.map((one) => ({ at: FROM + one.at * MINUTE, value: one.value })),
            tracked: [{ use: use(means), target: 70 }],
          });
          const known = sorted.length > 0;
          expect(quality.minutesAtMaximum).toBe(known ? at : null);
          expect(quality.minutesAboveTarget).toBe(known ? above : null);
        },
      ),
    );
  });

  it('knows nothing where the desired count is not known, or nothing is tracked', () => {
    expect(scalingQuality(base)).toMatchObject({ minutesAtMaximum: null, minutesAboveTarget: null });
    const untracked = { ...base, desired: [{ at: FROM, value: 10 }] };
    expect(scalingQuality(untracked)).toMatchObject({ minutesAtMaximum: 240, minutesAboveTarget: null });
    const silent = { ...untracked, tracked: [{ use: use([NaN, NaN, NaN, NaN]), target: 70 }] };
    expect(scalingQuality(silent).minutesAboveTarget).toBeNull();
  });

  it('calls four turns within six hours flapping', () => {
    const changes = (gap: number) =>
      Array.from({ length: 6 }, (_, i) => ({ at: FROM + i * gap, from: null, to: i % 2 === 0 ? 4 : 6 }));
    expect(scalingQuality({ ...base, changes: changes(HOUR_MS) })).toMatchObject({
      turns: 4,
      flapping: true,
    });
    expect(scalingQuality({ ...base, changes: changes(3 * HOUR_MS) }).flapping).toBe(false);
  });
});
