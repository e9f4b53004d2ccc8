import { describe, expect, it } from '@jest/globals';
import { byZone, fits, type Host } from './room';

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
