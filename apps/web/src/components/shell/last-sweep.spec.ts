import { describe, expect, it } from '@jest/globals';
import type { CollectionStatus } from '@danji/shared';
import { lastSweep } from './last-sweep';

type Place = CollectionStatus['scopes'][number];
const NOW = Date.UTC(2026, 10, 28, 3);
const secondsAgo = (seconds: number): string => new Date(NOW - seconds * 1_000).toISOString();

function place(seconds: number | null, job = 'inventory'): Place {
  const lastGoodAt = seconds === null ? null : secondsAgo(seconds);
  return { name: 'main', region: `region-${seconds}`, jobs: [{ job, lastGoodAt }] } as Place;
}

const asked = (scopes: Place[], lastPointAt: string | null = secondsAgo(90)) => {
  const metrics = { lastPointAt } as CollectionStatus['metrics'];
  return lastSweep({ at: new Date(NOW).toISOString(), scopes, metrics });
};

describe('when the fleet was last looked at', () => {
  it('is the newest sweep that read something, of any place', () => {
    const both = { ...place(10), jobs: [...place(2, 'metrics').jobs, ...place(10).jobs] };
    expect(asked([place(40), both])).toEqual({ at: secondsAgo(10), late: [] });
  });

  it('is late of each place that was not read for two minutes', () => {
    expect(asked([place(10), place(120)]).late).toEqual([]);
    expect(asked([place(10), place(121)]).late).toEqual([{ name: 'main', region: 'region-121' }]);
  });

  it('is late of a place of which no sweep of the day went well', () => {
    const late = [{ name: 'main', region: 'region-null' }];
    expect(asked([place(10), place(null)])).toEqual({ at: secondsAgo(10), late });
    expect(asked([place(null, 'metrics')])).toEqual({ at: null, late });
  });

  it('is unknown and not late before anything was stored', () => {
    expect(asked([place(null)], null)).toEqual({ at: null, late: [] });
    expect(asked([])).toEqual({ at: null, late: [] });
  });
});
