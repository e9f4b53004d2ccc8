import { describe, expect, it } from '@jest/globals';
import { CapacityReview, type ReviewFigure } from '@danji/shared';
import { buildReview } from './build-review.js';
import type { ReviewFacts, ReviewFilter } from './review-facts.js';
import { reviewCsv } from './review-csv.js';

const ALL: ReviewFilter = { environments: [], teams: [], scopes: 'all' };
const REST = { frozen: false, actions: [], previousWeek: '2026-W46', nextWeek: null };
const figure = (dimension: ReviewFigure['dimension'], p95: number | null): ReviewFigure => ({
  dimension,
  unit: 'vCPU',
  provisioned: 4,
  reserved: null,
  p50: p95,
  p95,
  max: p95,
  unknown: p95 === null ? 'no_data' : null,
  completeness: p95 === null ? 0 : 100,
  lastWeek: { provisioned: 4, p50: p95, p95, max: p95, completeness: 100 },
  trend: [43, 44, 45, 46].map((week) => ({ week: `2026-W${week}`, p95, completeness: 100 })),
  slope: null,
  full: null,
  source: null,
});
const subject = (n: number, team: string | null, name = `service-${n}`) =>
  ({
    id: `svc-aaaaaaaaaaaaaaa${'abcdefgh'[n]}`,
    kind: 'ecs_service',
    name,
    parentId: null,
    parentName: 'prod',
    accountId: '111122223333',
    accountAlias: null,
    region: 'ap-northeast-2',
    environment: n % 2 === 0 ? 'prod' : 'stage',
    team,
    scopeId: n === 3 ? 'other' : 'main',
  }) as const;
const row = (n: number, team: string | null, cpu: number | null, memory: number | null) => ({
  ...subject(n, team),
  size: null,
  count: 2,
  gone: false,
  figures: [figure('cpu', cpu), figure('memory', memory)],
});
const soon = (days: number): NonNullable<ReviewFigure['full']> => {
  const at = (d: number): string => new Date(Date.UTC(2026, 10, 20) + d * 86_400_000).toISOString();
  return {
    at: at(days),
    earliest: at(days / 2),
    latest: null,
    days,
    earliestDays: days / 2,
    latestDays: null,
    method: 'trend',
  };
};

function facts(): ReviewFacts {
  const full = row(2, 'pay', 50, 60);
  full.figures[1] = { ...figure('memory', 60), full: soon(5) };
  return {
    week: '2026-W47',
    zone: 'Asia/Seoul',
    from: '2026-11-15T15:00:00.000Z',
    to: '2026-11-22T15:00:00.000Z',
    asOf: '2026-11-20T00:00:00.000Z',
    hours: 168,
    nextReviewAt: '2026-11-22T15:00:00.000Z',
    computedAt: '2026-11-20T00:00:00.000Z',
    notes: [],
    lastWeekKnown: true,
    rows: [row(0, 'shop', 85, 20), row(1, 'shop', 5, null), full, row(3, null, 30, 30)],
    decisions: [],
    stops: [
      { ...subject(0, 'shop'), serviceId: 's0', class: 'oom', abnormal: true, count: 3, lastWeek: 1 },
      { ...subject(2, 'pay'), serviceId: 's2', class: 'oom', abnormal: true, count: 9, lastWeek: 0 },
      { ...subject(0, 'shop'), serviceId: 's0', class: 'deploy', abnormal: false, count: 40, lastWeek: 2 },
    ],
    deployments: [
      {
        ...subject(0, 'shop'),
        count: 4,
        succeeded: 3,
        failed: 1,
        rolledBack: 1,
        successPercent: 75,
        lastWeek: null,
      },
    ],
    scaling: [],
  };
}

describe('a review', () => {
  const review = buildReview(facts(), ALL, REST);

  it('keeps its contract', () => expect(review).toMatchObject(CapacityReview.parse(review)));

  it('ranks each resource once, by its fullest dimension', () => {
    expect(review.saturation.map(({ resource, dimension, p95 }) => [resource.name, dimension, p95])).toEqual([
      ['service-0', 'cpu', 85],
      ['service-2', 'memory', 60],
      ['service-3', 'cpu', 30],
      ['service-1', 'cpu', 5],
    ]);
  });

  it('counts by environment and team, and the groups are the whole', () => {
    const { all, groups } = review.totals;
    expect(all).toMatchObject({ services: 4, hot: 1, idle: 1, unknown: 1, abnormalStops: 12, runsOut: 1 });
    expect(groups.map(({ environment, team }) => [environment, team])).toEqual([
      ['prod', 'pay'],
      ['prod', 'shop'],
      ['stage', null],
      ['stage', 'shop'],
    ]);
    for (const key of ['services', 'hot', 'idle', 'unknown', 'abnormalStops', 'deployments'] as const) {
      expect(groups.reduce((sum, group) => sum + group[key], 0)).toBe(all[key]);
    }
    expect(all.vcpu).toEqual({ provisioned: 16, used: 4 * (0.85 + 0.05 + 0.5 + 0.3) });
  });

  it('says the most important first, in both languages', () => {
    expect(review.summary.map(({ en }) => en)).toEqual([
      '1 resource may run out before the next review on 2026-11-23: first service-2 (memory), about 2026-11-25.',
      '12 abnormal stops, 1 in the week before; most often: Out of memory.',
      '1 of 4 deployments failed, 0 of 0 in the week before.',
      'Of 4 services, 0 hosts and 0 databases, 1 used 80 % or more of something for one hour in twenty, 1 never much more than 10 % of their CPU.',
      'Of 1 resource a figure is not known.',
    ]);
    for (const { ko } of review.summary) expect(ko).toMatch(/[가-힣]/);
  });

  it('is narrowed to environments, teams and what may be seen', () => {
    const shop = buildReview(facts(), { ...ALL, environments: ['prod'], teams: ['shop'] }, REST);
    expect(shop.services.map(({ name }) => name)).toEqual(['service-0']);
    expect(shop.stops.map((stop) => [stop.class, stop.count])).toEqual([
      ['oom', 3],
      ['deploy', 40],
    ]);
    expect(shop.totals.all.runsOut).toBe(0);
    const own = buildReview(facts(), { ...ALL, scopes: ['main'] }, REST);
    expect(own.services).toHaveLength(3);
  });
});

describe('its CSV', () => {
  it('leaves unknown cells empty and has a line for each dimension', () => {
    const lines = reviewCsv(buildReview(facts(), ALL, REST), 'services').split('\r\n');
    expect(lines).toHaveLength(1 + 8 + 1);
    const columns = lines[0]?.split(',') ?? [];
    const cells = lines[4]?.split(',') ?? [];
    expect(cells).toHaveLength(columns.length);
    expect(cells[columns.indexOf('p95Percent')]).toBe('');
    expect(cells[columns.indexOf('unknown')]).toBe('no_data');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['a,"b"', '"a,""b"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('writes the name %j as %j', (name, cell) => {
    const made = facts();
    made.rows = [{ ...row(0, 'shop', 50, 50), ...subject(0, 'shop', name) }];
    expect(reviewCsv(buildReview(made, ALL, REST), 'services')).toContain(`,ecs_service,${cell},prod,`);
  });
});
