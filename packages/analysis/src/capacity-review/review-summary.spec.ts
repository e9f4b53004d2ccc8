import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { reviewSummary } from './review-summary.js';

type Review = Parameters<typeof reviewSummary>[0];

const count = { services: 0, hosts: 0, databases: 0, hot: 0, idle: 0, unknown: 0, monthlySavingUsd: null };
const said = (
  storageDecisions: number,
  watchedFrom: string | null = '2026-11-01T00:00:00.000Z',
  more: Partial<Review> = {},
): string[] => {
  const deployments = { count: 0, succeeded: 0, failed: 0, rolledBack: 0, successPercent: null };
  const messages = reviewSummary({
    runsOut: [],
    stops: [],
    scaling: [],
    deployments: { total: deployments, lastWeek: null, services: [] },
    totals: { all: count, groups: [] } as never,
    nextReviewAt: '2026-11-30T00:00:00.000Z',
    openDecisions: 0,
    storageDecisions,
    from: '2026-11-16T00:00:00.000Z',
    asOf: '2026-11-23T00:00:00.000Z',
    watchedFrom,
    ...more,
  });
  return messages.map((message) => renderBoth(message, 'UTC').en);
};
const first = (storageDecisions: number): string => said(storageDecisions)[0] ?? '';

describe('the first sentence of a review', () => {
  it('says that nothing runs out only while no database is to be enlarged before it is full', () => {
    expect(first(0)).toBe('Nothing is expected to run out before the next review on 2026-11-30.');
    expect(first(1)).toMatch(
      /^By the trend of the week nothing .* 1 database runs out of storage: see the decisions\.$/,
    );
    expect(first(2)).toContain('2 databases run out of storage');
  });
});

describe('that no task stopped', () => {
  it.each([
    ['2026-11-10T00:00:00.000Z', 'No task stopped abnormally.'],
    [
      '2026-11-18T06:00:00.000Z',
      'No task stopped abnormally since 2026-11-18 06:00; what was before is not known.',
    ],
    [
      '2026-11-25T00:00:00.000Z',
      'Whether tasks stopped abnormally is not known: nobody watched before the week was over.',
    ],
    [null, 'Whether tasks stopped abnormally is not known: nobody watched before the week was over.'],
  ])('is said as far as somebody watched: since %s', (watchedFrom, sentence) => {
    expect(said(0, watchedFrom)[1]).toBe(sentence);
  });
});

describe('what there is nothing of', () => {
  const above = (name: string, minutesAboveTarget: number | null) => ({ name, minutesAboveTarget });

  it('is no service above its target where all stayed below', () => {
    const scaling = (...rows: ReturnType<typeof above>[]): string =>
      said(0, undefined, { scaling: rows as never }).join(' ');
    expect(scaling(above('cart', 0), above('search', null))).toBe(said(0).join(' '));
    expect(scaling(above('cart', 90), above('search', 0))).toMatch(/\bcart\b/);
  });

  it('is no saving where changes cost as much as they save, or it is not known', () => {
    const saving = (monthlySavingUsd: number | null): string =>
      said(0, undefined, {
        totals: { all: { ...count, monthlySavingUsd }, groups: [] } as never,
        openDecisions: 2,
      }).join(' ');
    expect(saving(0)).toBe(said(0).join(' '));
    expect(saving(null)).toBe(said(0).join(' '));
    expect(saving(120)).toContain('$120');
  });
});
