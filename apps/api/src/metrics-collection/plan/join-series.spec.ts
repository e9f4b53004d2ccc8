import { describe, expect, it } from '@jest/globals';
import { joinSeries, missingSeries, TAIL_MS } from './join-series.js';
import type { KnownSeries } from './series.repository.js';
import { seriesKey, type WantedSeries } from './wanted-series.js';

const NOW = Date.UTC(2026, 10, 23, 5, 30);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function wanted(row: Partial<WantedSeries> = {}): WantedSeries {
  return {
    resourceId: 'svc-1',
    resourceName: 'checkout',
    namespace: 'AWS/ECS',
    metric: 'CPUUtilization',
    stat: 'Average',
    dimensions: '',
    awsDimensions: [],
    unit: 'Percent',
    period: 60,
    delaySeconds: 180,
    live: true,
    deleted: false,
    since: null,
    group: null,
    ...row,
  };
}

const known = (one: WantedSeries, row: Partial<KnownSeries> = {}): Map<string, KnownSeries> =>
  new Map([
    [
      seriesKey(one),
      {
        id: 7,
        period: 60,
        fetchedUntil: NOW,
        retiredAt: null,
        createdAt: NOW - 5 * DAY,
        lastPointAt: NOW,
        unread: false,
        ...row,
      },
    ],
  ]);

describe('joining wanted series with their rows', () => {
  it('names those without a row, and begins nothing for what is gone', () => {
    expect(missingSeries([wanted()], new Map())).toHaveLength(1);
    expect(missingSeries([wanted()], known(wanted()))).toEqual([]);
    expect(missingSeries([wanted({ deleted: true, live: false })], new Map())).toEqual([]);
  });

  it('polls a live series and changes nothing', () => {
    const plan = joinSeries([wanted()], known(wanted()), NOW);
    expect(plan.changes).toEqual([]);
    expect(plan.series).toMatchObject([{ id: 7, polled: true, fetchedUntil: NOW }]);
  });

  it('retires a series whose resource stopped, and awaits its last points for a while', () => {
    const asleep = wanted({ live: false });
    const first = joinSeries([asleep], known(asleep), NOW);
    expect(first.changes).toEqual([{ id: 7, period: 60, retiredAt: NOW }]);
    expect(first.series[0]?.polled).toBe(true);
    const polledAfter = (ms: number): boolean | undefined =>
      joinSeries([asleep], known(asleep, { retiredAt: NOW }), NOW + ms).series[0]?.polled;
    expect(polledAfter(TAIL_MS - 1)).toBe(true);
    expect(polledAfter(TAIL_MS)).toBe(false);
  });

  it('does not poll what slept before it was ever polled', () => {
    const asleep = wanted({ live: false });
    expect(joinSeries([asleep], known(asleep, { fetchedUntil: null }), NOW).series[0]?.polled).toBe(false);
  });

  it('revives a series whose resource publishes again', () => {
    const plan = joinSeries([wanted()], known(wanted(), { retiredAt: NOW - 1 }), NOW);
    expect(plan.changes).toEqual([{ id: 7, period: 60, retiredAt: null }]);
    expect(plan.series[0]?.polled).toBe(true);
  });

  it('notes another period', () => {
    const plan = joinSeries([wanted({ period: 300 })], known(wanted()), NOW);
    expect(plan.changes).toEqual([{ id: 7, period: 300, retiredAt: null }]);
  });

  it('retires what nothing calls for any more, once', () => {
    expect(joinSeries([], known(wanted()), NOW).changes).toEqual([{ id: 7, period: 60, retiredAt: NOW }]);
    expect(joinSeries([], known(wanted(), { retiredAt: 1 }), NOW).changes).toEqual([]);
  });
});

describe('a metric that AWS never answers', () => {
  const loud = wanted({ metric: 'MemoryUtilization' });
  const polled = (
    row: Partial<KnownSeries>,
    one: Partial<WantedSeries> = {},
    others = true,
  ): boolean | undefined => {
    const quiet = wanted({ since: NOW - 9 * DAY, ...one });
    const rows = known(quiet, { lastPointAt: null, fetchedUntil: NOW - HOUR, ...row });
    if (others) for (const [key, value] of known(loud, { id: 8 })) rows.set(key, value);
    return joinSeries([quiet, loud], rows, NOW).series.find(({ id }) => id === 7)?.polled;
  };

  it('is left alone while the rest of its resource publishes', () => {
    expect(polled({})).toBe(false);
  });

  it.each<[string, Partial<KnownSeries>, Partial<WantedSeries>]>([
    ['once a day', { fetchedUntil: NOW - DAY }, {}],
    ['until its past was read', { unread: true }, {}],
    ['when it was never asked', { fetchedUntil: null }, {}],
    ['when it answered once', { lastPointAt: NOW - 9 * DAY }, {}],
    ['in the hour after it was found', { createdAt: NOW - HOUR + 1 }, {}],
    ['on the first day of its resource', {}, { since: NOW - DAY + 1 }],
  ])('is asked %s', (_when, row, one) => {
    expect(polled(row, one)).toBe(true);
  });

  it('is asked while nothing of its resource publishes: it may begin any minute', () => {
    expect(polled({}, {}, false)).toBe(true);
  });
});
