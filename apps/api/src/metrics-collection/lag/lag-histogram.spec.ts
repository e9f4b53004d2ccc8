import { expect, it } from '@jest/globals';
import { lagQuantile } from '@danji/shared';
import { LagHistogram } from './lag-histogram.js';

it('counts lags from the end of a datapoint, by namespace', () => {
  const lags = new LagHistogram();
  const at = Date.UTC(2026, 10, 23, 5);
  for (const seconds of [40, 50, 170]) lags.add('AWS/ECS', { at, period: 60 }, at + (60 + seconds) * 1000);
  lags.add('AWS/EC2', { at, period: 300 }, at + 100_000);
  const [[ecs, buckets], [ec2, early]] = lags.entries() as [[string, number[]], [string, number[]]];
  expect([ecs, ec2]).toEqual(['AWS/ECS', 'AWS/EC2']);
  expect(lagQuantile(buckets, 0.5)).toBe(60);
  expect(lagQuantile(buckets, 1)).toBe(180);
  expect(lagQuantile(early, 1)).toBe(15);
});
