import { describe, expect, it } from '@jest/globals';
import { byZone, fits, providerShares, type Host } from './room';

const host = (over: Partial<Host> = {}): Host => ({
  zone: 'a',
  usable: true,
  registered: { cpu: 2048, memory: 7800 },
  remaining: { cpu: 1024, memory: 4000 },
  tasks: 2,
  ...over,
});

describe('room on hosts', () => {
  it('counts whole tasks per host, limited by the scarcer of CPU and memory', () => {
    expect(fits([host(), host({ remaining: { cpu: 900, memory: 9000 } })], { cpu: 512, memory: 1024 })).toBe(
      3,
    );
    expect(fits([host({ remaining: { cpu: 600, memory: 600 } })], { cpu: 1024, memory: 512 })).toBe(0);
  });

  it('leaves out hosts that take no tasks', () => {
    expect(fits([host({ usable: false })], { cpu: 256, memory: 512 })).toBe(0);
  });

  it('adds hosts up per zone', () => {
    expect(byZone([host({ zone: 'b' }), host(), host()])).toEqual([
      {
        zone: 'a',
        hosts: 2,
        tasks: 4,
        registered: { cpu: 4096, memory: 15600 },
        reserved: { cpu: 2048, memory: 7600 },
      },
      {
        zone: 'b',
        hosts: 1,
        tasks: 2,
        registered: { cpu: 2048, memory: 7800 },
        reserved: { cpu: 1024, memory: 3800 },
      },
    ]);
  });
});

describe('capacity provider shares', () => {
  it('gives the base first and the rest by weight', () => {
    const shares = providerShares(
      [
        { capacityProvider: 'FARGATE', base: 2, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3 },
      ],
      { FARGATE: 4, FARGATE_SPOT: 6 },
    );
    expect(shares.map((s) => s.wanted)).toEqual([0.4, 0.6]);
    expect(shares.map((s) => s.actual)).toEqual([0.4, 0.6]);
  });

  it('names providers that run tasks without being asked for', () => {
    expect(providerShares([], { EC2: 3 })).toEqual([
      { capacityProvider: 'EC2', base: 0, weight: 0, wanted: null, running: 3, actual: 1 },
    ]);
  });

  it('knows no actual share while nothing runs', () => {
    expect(providerShares([{ capacityProvider: 'FARGATE', base: 0, weight: 1 }], {})[0]).toMatchObject({
      wanted: 1,
      actual: null,
    });
  });
});
