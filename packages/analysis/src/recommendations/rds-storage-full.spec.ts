import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../message/render.js';
import { seededRandom } from '../statistics/random.js';
import { evaluateRdsStorageFull, type RdsStorageFacts } from './rds-storage-full.js';
import { forecastStorage } from './storage-forecast.js';

const GIB = 1024 ** 3;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 1);
const DAYS = 14;

/** Free GiB at each hour of the last two weeks, the last one being `NOW`. */
const hourly = (free: (hoursAgo: number) => number): RdsStorageFacts['hourly'] => ({
  from: NOW - (DAYS * 24 - 1) * HOUR,
  values: Array.from({ length: DAYS * 24 }, (_, i) => free(DAYS * 24 - 1 - i) * GIB),
});
/** Free GiB at each of the last 180 minutes. */
const recent = (free: (minutesAgo: number) => number): RdsStorageFacts['recent'] => ({
  from: NOW - 179 * 60_000,
  stepSeconds: 60,
  values: Array.from({ length: 180 }, (_, i) => free(179 - i) * GIB),
});

const database = (facts: Partial<RdsStorageFacts> = {}): RdsStorageFacts => ({
  databaseName: 'orders-db',
  region: 'ap-northeast-2',
  storageType: 'gp3',
  now: NOW,
  hourly: hourly((ago) => 40 + ago * 0.25),
  recent: null,
  allocatedBytes: 500 * GIB,
  maxAllocatedBytes: null,
  lastChangeAt: null,
  ...facts,
});
const daysUntil = (at: number | null | undefined): number => ((at ?? NaN) - NOW) / (24 * HOUR);

describe('forecasting when storage is full', () => {
  it('finds the day by the slope of weeks', () => {
    const forecast = forecastStorage(database());
    // 40 GiB at 6 GiB a day
    expect(daysUntil(forecast?.fullAt)).toBeCloseTo(40 / 6, 1);
    expect(forecast).toMatchObject({ kind: 'slow', autoscaling: false });
    expect(forecast?.exhaustedAt).toBe(forecast?.fullAt);
  });

  it('is not misled by nightly temporary files, and its band holds the truth', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.05, max: 0.5, noNaN: true }), (seed, perHour) => {
        const random = seededRandom(seed);
        const free = (ago: number): number =>
          60 + ago * perHour - ((NOW / HOUR - ago) % 24 === 3 ? 8 + random() : 0) + random();
        const forecast = forecastStorage(database({ hourly: hourly(free) }));
        const truth = daysUntil(forecast ? NOW + (forecast.freeBytes / GIB / perHour) * HOUR : null);
        expect(daysUntil(forecast?.fullAt) / truth).toBeGreaterThan(0.85);
        expect(daysUntil(forecast?.fullAt) / truth).toBeLessThan(1.15);
        expect(forecast?.earliest).toBeLessThanOrEqual(forecast?.fullAt ?? NaN);
        if (forecast?.latest) expect(forecast.latest).toBeGreaterThanOrEqual(forecast.fullAt);
      }),
      { numRuns: 60 },
    );
  });

  it('says nothing where storage does not grow for certain', () => {
    const random = seededRandom(9);
    expect(forecastStorage(database({ hourly: hourly(() => 100 + random()) }))).toBeNull();
    expect(forecastStorage(database({ hourly: hourly((ago) => 100 - ago * 0.1) }))).toBeNull();
    expect(forecastStorage(database({ hourly: hourly(() => NaN) }))).toBeNull();
  });

  it('looks through an enlargement', () => {
    const forecast = forecastStorage(
      database({ hourly: hourly((ago) => 40 + ago * 0.25 - (ago > 100 ? 100 : 0)) }),
    );
    expect(daysUntil(forecast?.fullAt)).toBeCloseTo(40 / 6, 1);
  });

  it('sees a fast growth where half an hour and three hours agree', () => {
    const forecast = forecastStorage(
      database({
        hourly: hourly((ago) => (ago === 0 ? 41 : 44)),
        recent: recent((ago) => 41 + (ago / 60) * 3.1),
      }),
    );
    expect(forecast?.kind).toBe('fast');
    expect(((forecast?.fullAt ?? NaN) - NOW) / HOUR).toBeCloseTo(41 / 3.1, 1);
  });

  it('does not take one busy half hour for a trend', () => {
    const burst = recent((ago) => (ago < 30 ? 41 + ago * 0.1 : 44));
    expect(forecastStorage(database({ hourly: hourly(() => 44), recent: burst }))).toBeNull();
  });

  it('does not take half an hour that falls much faster than the hours before for a trend', () => {
    const faster = recent((ago) => (ago < 30 ? 41 + ago * 0.2 : 47 + (ago - 30) * 0.02));
    expect(forecastStorage(database({ hourly: hourly(() => 44), recent: faster }))).toBeNull();
  });

  it('plays storage autoscaling forward to its ceiling', () => {
    const forecast = forecastStorage(database({ maxAllocatedBytes: 600 * GIB }));
    // 40 GiB now and 100 GiB more by steps of 50, at 6 GiB a day
    expect(daysUntil(forecast?.exhaustedAt)).toBeCloseTo(140 / 6, 0);
    expect(forecast?.autoscaling).toBe(true);
    expect(daysUntil(forecast?.fullAt)).toBeCloseTo(40 / 6, 1);
  });

  it('knows that RDS does not enlarge twice within six hours', () => {
    const racing = database({
      hourly: hourly((ago) => (ago === 0 ? 10 : 12)),
      recent: recent((ago) => 10 + (ago / 60) * 4),
      maxAllocatedBytes: 2000 * GIB,
      lastChangeAt: NOW - HOUR,
    });
    // 10 GiB at 4 GiB an hour end before the five hours left are over.
    expect(((forecastStorage(racing)?.exhaustedAt ?? NaN) - NOW) / HOUR).toBeCloseTo(2.5, 1);
  });
});

describe('recommending storage', () => {
  it('gives the date with its band, what to change, and what it would have said before', () => {
    const verdict = evaluateRdsStorageFull(database());
    if (verdict.kind !== 'change') throw new Error(verdict.reason.key);
    const { recommendation: got } = verdict;
    expect(renderBoth(got.title, 'Asia/Seoul').en).toBe('orders-db runs out of storage on 2026-11-30 02:00');
    expect(got.current).toMatchObject({ allocatedGiB: 500, maxAllocatedGiB: null, freeGiB: 40 });
    expect(got.current['fullInDays']).toBeCloseTo(6.67, 1);
    expect(Number(got.current['fullInDaysLow'])).toBeLessThanOrEqual(Number(got.current['fullInDays']));
    // Used 460 and 90 days of 6 GiB, a tenth free, and 26 % above for the ceiling
    expect(got.proposed).toEqual({
      allocatedGiB: 500,
      maxAllocatedGiB: Math.ceil(Math.ceil(1000 / 0.9) * 1.26),
    });
    expect(got.change[0]?.text).toContain('--max-allocated-storage 1402');
    expect(got.evidence.facts.at(-1)).toMatchObject({ value: '40.0 GiB / 40.0 GiB' });
    expect(got.confidence).toBe('high');
    expect(got.monthlySavingUsd).toBeNull();
  });

  it('enlarges at once where it is full within a day', () => {
    const verdict = evaluateRdsStorageFull(
      database({
        hourly: hourly((ago) => (ago === 0 ? 41 : 44)),
        recent: recent((ago) => 41 + (ago / 60) * 3.1),
      }),
    );
    if (verdict.kind !== 'change') throw new Error(verdict.reason.key);
    expect(verdict.recommendation.proposed['allocatedGiB']).toBeGreaterThan(600);
    expect(verdict.recommendation.change[0]?.text).toContain('--allocated-storage');
    expect(verdict.recommendation.summary.key).toBe('storage.summary.fast');
  });

  it.each<[string, Partial<RdsStorageFacts>, string]>([
    ['where there is room for months', { hourly: hourly((ago) => 400 + ago * 0.25) }, 'keep.storage_room'],
    ['where nothing grows', { hourly: hourly(() => 30) }, 'keep.storage_steady'],
    ['without data', { hourly: { from: NOW, values: [30 * GIB] } }, 'refuse.little_data'],
  ])('leaves it %s', (_what, facts, reason) => {
    const verdict = evaluateRdsStorageFull(database(facts));
    expect(verdict.kind === 'change' ? 'change' : verdict.reason.key).toBe(reason);
  });
});
