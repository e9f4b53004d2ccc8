import { describe, expect, it } from '@jest/globals';
import type { Recommendation } from '@danji/shared';
import { daysToFull, daysToFullText, fullTone } from './days-to-full';

const COMPUTED = '2026-11-20T00:00:00.000Z';
const NOW = Date.parse(COMPUTED);
const DAY = 86_400_000;
const forecast = { recommendationId: 'r', computedAt: NOW, low: 11, expected: 13.6, high: 17 };

function recommendation(over: Partial<Recommendation>): Recommendation {
  const text = { en: '', ko: '' };
  return {
    id: 'rec-1',
    rule: 'rds_storage_full',
    resource: { id: 'rds-a', kind: 'rds_instance', name: 'orders-db', parentName: null },
    environment: 'prod',
    team: null,
    title: text,
    summary: text,
    current: { fullInDays: 13.6, fullInDaysLow: 11, fullInDaysHigh: null },
    proposed: {},
    monthlySavingUsd: null,
    savingNote: null,
    risk: 'low',
    confidence: 'high',
    confidenceReason: text,
    change: [],
    evidence: { from: COMPUTED, to: COMPUTED, charts: [], backtest: null, facts: [] },
    state: 'open',
    version: 1,
    createdAt: COMPUTED,
    computedAt: COMPUTED,
    ...over,
  };
}

describe('daysToFull', () => {
  it('reads the forecast of the open recommendation for this database', () => {
    expect(daysToFull([recommendation({})], 'rds-a')).toMatchObject({ expected: 13.6, low: 11, high: null });
    expect(daysToFull([recommendation({})], 'rds-b')).toBeNull();
    expect(daysToFull([recommendation({ state: 'closed' })], 'rds-a')).toBeNull();
    expect(daysToFull([recommendation({ rule: 'idle_ec2_instance' })], 'rds-a')).toBeNull();
  });
  it('says nothing where the recommendation carries no number', () => {
    expect(daysToFull([recommendation({ current: { fullInDays: 'soon' } })], 'rds-a')).toBeNull();
  });
});

describe('daysToFullText', () => {
  it('rounds down: a person who is told 13 days has 13 days', () => {
    expect(daysToFullText(forecast, NOW)).toEqual({ key: 'daysBand', n: 13, low: 11, high: 17 });
  });
  it('counts the time since the forecast', () => {
    expect(daysToFullText(forecast, NOW + 10 * DAY)).toEqual({ key: 'daysBand', n: 3, low: 1, high: 7 });
  });
  it('speaks of hours below two days and never of less than nothing', () => {
    expect(daysToFullText({ ...forecast, low: 0.2, expected: 0.55, high: 0.9 }, NOW)).toEqual({
      key: 'hoursBand',
      n: 13,
      low: 4,
      high: 21,
    });
    expect(daysToFullText({ ...forecast, low: 0, expected: 1, high: 1 }, NOW + 2 * DAY).key).toBe('past');
  });
  it('leaves the far end open where the forecast does', () => {
    expect(daysToFullText({ ...forecast, high: null }, NOW).key).toBe('daysOpen');
    expect(daysToFullText({ ...forecast, low: null }, NOW).key).toBe('days');
  });
});

describe('fullTone', () => {
  it('is critical in hours, a warning within two weeks', () => {
    const at = (n: number) => fullTone({ key: 'daysBand', n, low: n, high: n });
    expect([at(3), at(13), at(14)]).toEqual(['warning', 'warning', 'plain']);
    expect(fullTone({ key: 'hours', n: 30, low: 0, high: 0 })).toBe('critical');
  });
});
