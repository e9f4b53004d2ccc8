import { describe, expect, it } from '@jest/globals';
import { parseRange } from '@/lib/range/range';
import { resourceLink } from './links';

const WEEK = { from: '2026-11-15T15:00:00.000Z', asOf: '2026-11-22T15:00:00.000Z' };

describe('the link from a number to its chart', () => {
  it('opens the resource over the week of the report, in a range that the page understands', () => {
    const link = resourceLink('ecs_service', 'svc-aaaaaaaaaaaaaaaa', WEEK) ?? '';
    const url = new URL(link, 'http://danji.example.com');
    expect(url.pathname).toBe('/services/svc-aaaaaaaaaaaaaaaa');
    expect(parseRange(url.searchParams.get('range') ?? '')).toEqual({
      from: '2026-11-15T15:00Z',
      to: '2026-11-22T15:00Z',
    });
  });

  it('is none for what has no page', () => {
    expect(resourceLink('scope', 'x', WEEK)).toBeNull();
  });
});
