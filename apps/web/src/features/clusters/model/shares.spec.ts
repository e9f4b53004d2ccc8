import { describe, expect, it } from '@jest/globals';
import { askedBy, providerShares, runningBy } from './shares';

describe('what a strategy asks for', () => {
  const mixed = [
    { capacityProvider: 'FARGATE', base: 2, weight: 1 },
    { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3 },
  ];

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
    const shares = providerShares(
      mixed,
      services,
      new Map([
        ['FARGATE', 9],
        ['FARGATE_SPOT', 6],
      ]),
    );
    expect(shares).toEqual([
      { provider: 'FARGATE', base: 2, weight: 1, asked: 9, running: 9 },
      { provider: 'FARGATE_SPOT', base: 0, weight: 3, asked: 6, running: 6 },
    ]);
  });
});

describe('where tasks run', () => {
  it('counts tasks without a provider under their launch type', () => {
    const running = runningBy(
      [
        { value: 'FARGATE_SPOT', count: 18 },
        { value: 'FARGATE', count: 13 },
      ],
      [{ value: 'FARGATE', count: 53 }],
    );
    expect([...running]).toEqual([
      ['FARGATE_SPOT', 18],
      ['FARGATE', 35],
    ]);
    expect([...runningBy([{ value: 'my-asg', count: 4 }], [{ value: 'EC2', count: 6 }])]).toEqual([
      ['my-asg', 4],
      ['EC2', 2],
    ]);
  });
});
