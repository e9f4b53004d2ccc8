import { describe, expect, it } from '@jest/globals';
import { askedBy, providerShares } from './strategy.js';

const mixed = [
  { capacityProvider: 'FARGATE', base: 2, weight: 1 },
  { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3 },
];

describe('what a strategy asks for', () => {
  it('is the base first and the rest by weight', () => {
    expect([...askedBy(mixed, 10)]).toEqual([
      ['FARGATE', 4],
      ['FARGATE_SPOT', 6],
    ]);
    expect([...askedBy(mixed, 1)]).toEqual([
      ['FARGATE', 1],
      ['FARGATE_SPOT', 0],
    ]);
  });

  it('adds up to the tasks that run, over services with and without a strategy', () => {
    const services = [
      { running: 10, strategy: mixed, launchType: 'FARGATE' },
      { running: 5, strategy: [], launchType: 'FARGATE' },
    ];
    const running = new Map([
      ['FARGATE', 9],
      ['FARGATE_SPOT', 6],
    ]);
    expect(providerShares(mixed, services, running)).toEqual([
      { provider: 'FARGATE', base: 2, weight: 1, asked: 9, running: 9 },
      { provider: 'FARGATE_SPOT', base: 0, weight: 3, asked: 6, running: 6 },
    ]);
  });
});
