import { describe, expect, it } from '@jest/globals';
import { all, DAY, fleet, history, HOUR, MINUTE, STARTED_AT, text } from '../world/fleet.js';

// A weekend: little is rolled out, so most of what is told is told by the clock.
const of = fleet([], { startedAt: STARTED_AT - DAY, historyDays: 2 });

/** Steady lines of each production service with nothing else told between them and the one before. */
const calm = all(of.region, 'services')
  .filter((one) => text(one.clusterArn).includes('/prod-'))
  .map((one) => {
    const told = history(of, text(one.serviceName));
    const isSteady = (message: string | undefined) =>
      message?.endsWith('has reached a steady state.') ?? false;
    const gaps = told.flatMap(({ at, message }, i) => {
      const before = told[i - 1];
      return before && isSteady(message) && isSteady(before.message) ? [at - before.at] : [];
    });
    return { steady: told.filter(({ message }) => isSteady(message)), gaps };
  })
  .filter(({ gaps }) => gaps.length >= 4);

describe('detail 04: the steady state repeats', () => {
  it('comes about every six hours per service', () => {
    expect(calm.length).toBeGreaterThan(8);
    for (const { gaps } of calm) {
      for (const gap of gaps) expect(Math.abs(gap - 6 * HOUR)).toBeLessThan(6 * MINUTE);
    }
  });

  it('comes at each service’s own minute and not on the hour', () => {
    const minutes = calm.map(({ steady }) => Math.floor(((steady[0]?.at ?? 0) % (6 * HOUR)) / MINUTE));
    expect(new Set(minutes).size).toBeGreaterThan(0.8 * calm.length);
    expect(minutes.filter((minute) => minute % 60 === 0).length).toBeLessThan(3);
  });
});
