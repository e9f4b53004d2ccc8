import { describe, expect, it } from '@jest/globals';
import { engineSupport, restorableLag } from './engine-support';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

describe('engineSupport', () => {
  it('warns half a year before the end and holds through the last day', () => {
    expect(engineSupport('postgres', '14.17', at('2026-11-23'))).toMatchObject({
      ends: '2027-02-28',
      state: 'ends_soon',
    });
    expect(engineSupport('postgres', '16.4', at('2026-11-23'))?.state).toBe('supported');
    expect(engineSupport('postgres', '13.23', at('2026-02-28'))).toMatchObject({
      daysLeft: 1,
      state: 'ends_soon',
    });
    expect(engineSupport('postgres', '13.23', at('2026-03-01'))?.state).toBe('ended');
  });
  it('says nothing about what it does not know', () => {
    expect(engineSupport('mysql', '8.0.36', at('2026-11-23'))).toBeNull();
    expect(engineSupport('postgres', '42.1', at('2026-11-23'))).toBeNull();
  });
});

describe('restorableLag', () => {
  it('is late beyond a quarter of an hour and unknown without a point', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(restorableLag('2026-11-23T11:55:00.000Z', now)).toEqual({ minutes: 5, late: false });
    expect(restorableLag('2026-11-23T11:40:00.000Z', now)?.late).toBe(true);
    expect(restorableLag(null, now)).toBeNull();
  });
});
