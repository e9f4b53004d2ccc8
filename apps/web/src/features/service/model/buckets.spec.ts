import { describe, expect, it } from '@jest/globals';
import { bucketGrid, bucketStops, knownFrom, startUpModel } from './buckets';

describe('stops per bucket', () => {
  it('counts each stop once in the bucket that holds it, folded ones by their count', () => {
    const grid = [0, 60_000, 120_000];
    const stops = [
      { at: 59_999, abnormal: true, count: 1 },
      { at: 60_000, abnormal: true, count: 4 },
      { at: 61_000, abnormal: false, count: 1 },
      { at: 180_000, abnormal: true, count: 9 },
    ];
    expect(bucketStops(stops, grid, 60_000, 0)).toMatchObject({ planned: [0, 1, 0], abnormal: [1, 4, 0] });
  });

  it('knows nothing of the time before anybody looked', () => {
    expect(bucketStops([], [0, 60_000, 120_000], 60_000, 90_000).planned).toEqual([null, 0, 0]);
    expect(knownFrom('2026-11-23T10:00:00.000Z')).toBe(Date.parse('2026-11-23T09:00:00.000Z'));
  });

  it('cuts a range into at most so many aligned buckets', () => {
    const { grid, stepMs } = bucketGrid(90_000, 3_690_000, 60);
    expect(stepMs).toBe(60_000);
    expect(grid[0]).toBe(60_000);
    expect(bucketGrid(0, 86_400_000, 96).stepMs).toBe(900_000);
  });
});

describe('start-up times', () => {
  it('draws a dot per task and none outside the range', () => {
    const model = startUpModel(
      0,
      1000,
      [
        { at: 500, seconds: 45, current: true },
        { at: 100, seconds: 20, current: false },
        { at: 2000, seconds: 9, current: true },
      ],
      300,
      { current: 'rev 2', earlier: 'earlier' },
    );
    expect(model.grid).toEqual([100, 500]);
    expect(model.series.map((s) => s.isolated)).toEqual([[0], [1]]);
    expect(model.yDomain).toEqual([0, 50]);
    expect(model.gaps).toEqual([[0, 300]]);
  });
});
