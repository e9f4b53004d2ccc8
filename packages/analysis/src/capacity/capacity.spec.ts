import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { largestTasks } from './largest-tasks.js';
import { taskInterfaces } from './network-interfaces.js';
import { roomByZone, roomFor, type CapacityHost, type TaskNeed } from './room.js';

const aHost = fc
  .record({
    zone: fc.constantFrom('a', 'b', 'c'),
    usable: fc.boolean(),
    cpu: fc.integer({ min: 0, max: 16_384 }),
    memory: fc.integer({ min: 0, max: 65_536 }),
    usedPorts: fc.subarray([80, 443, 8080]),
    freeInterfaces: fc.option(fc.integer({ min: 0, max: 14 }), { nil: null }),
  })
  .map(({ cpu, memory, ...host }): Omit<CapacityHost, 'id'> => ({
    ...host,
    registered: { cpu: 16_384, memory: 65_536 },
    free: { cpu, memory },
  }));
const someHosts = fc
  .array(aHost, { maxLength: 12 })
  .map((hosts) => hosts.map((host, at): CapacityHost => ({ ...host, id: `h${at}` })));
const aTask: fc.Arbitrary<TaskNeed> = fc.record({
  cpu: fc.integer({ min: 0, max: 4096 }),
  memory: fc.integer({ min: 1, max: 8192 }),
  interface: fc.boolean(),
});

/** Places one task at a time wherever it fits, as the scheduler would, until it fits nowhere. */
function placeAll(hosts: readonly CapacityHost[], need: TaskNeed): number {
  const left = hosts
    .filter((host) => host.usable)
    .map(({ free, freeInterfaces }) => ({ ...free, interfaces: freeInterfaces ?? Infinity }));
  let placed = 0;
  for (;;) {
    const host = left.find(
      (each) =>
        each.cpu >= need.cpu && each.memory >= need.memory && (!need.interface || each.interfaces >= 1),
    );
    if (!host) return placed;
    host.cpu -= need.cpu;
    host.memory -= need.memory;
    host.interfaces -= need.interface ? 1 : 0;
    placed += 1;
  }
}

describe('the room for more tasks', () => {
  it('is what the scheduler can place: never more than free CPU, memory and interfaces, and never less', () => {
    fc.assert(
      fc.property(someHosts, aTask, (hosts, need) => {
        fc.pre(need.memory > 64 || need.interface);
        expect(roomFor(hosts, need).count).toBe(placeAll(hosts, need));
      }),
    );
  });

  it('never takes more than all usable hosts have free together', () => {
    fc.assert(
      fc.property(someHosts, aTask, (hosts, need) => {
        const { count } = roomFor(hosts, need);
        const usable = hosts.filter((host) => host.usable);
        const free = (what: 'cpu' | 'memory'): number =>
          usable.reduce((sum, host) => sum + host.free[what], 0);
        expect(count * need.cpu).toBeLessThanOrEqual(free('cpu'));
        expect(count * need.memory).toBeLessThanOrEqual(free('memory'));
      }),
    );
  });

  it('says what runs out, and that it cannot be sure where an interface limit is unknown', () => {
    const host: CapacityHost = {
      id: 'h',
      zone: 'a',
      usable: true,
      registered: { cpu: 4096, memory: 16_384 },
      free: { cpu: 4096, memory: 16_384 },
      freeInterfaces: 2,
      usedPorts: [],
    };
    const need = { cpu: 256, memory: 512, interface: true };
    expect(roomFor([host], need)).toEqual({ count: 2, limitedBy: 'interfaces', exact: true });
    expect(roomFor([{ ...host, freeInterfaces: null }], need)).toEqual({
      count: 16,
      limitedBy: 'cpu',
      exact: false,
    });
    expect(roomFor([{ ...host, usable: false }], need)).toEqual({ count: 0, limitedBy: null, exact: true });
  });

  it('is one task a host at most for a fixed port or under distinctInstance, and none where that is taken', () => {
    fc.assert(
      fc.property(someHosts, fc.constantFrom(80, 8080), (hosts, port) => {
        const need = { cpu: 0, memory: 1, interface: false };
        const open = hosts.filter((host) => host.usable && host.free.memory > 0);
        const free = open.filter(({ usedPorts }) => !usedPorts.includes(port));
        expect(roomFor(hosts, { ...need, hostPorts: [port] }).count).toBe(free.length);
        const taken = new Set(hosts.slice(0, 2).map(({ id }) => id));
        expect(roomFor(hosts, { ...need, distinctFrom: taken }).count).toBe(
          open.filter(({ id }) => !taken.has(id)).length,
        );
      }),
    );
  });

  it('is not asked for a task that asks for nothing', () => {
    expect(() => roomFor([], { cpu: 0, memory: 0, interface: false })).toThrow(RangeError);
  });

  it('adds up to the same per zone', () => {
    fc.assert(
      fc.property(someHosts, (hosts) => {
        const zones = roomByZone(hosts);
        expect(zones.reduce((sum, zone) => sum + zone.hosts, 0)).toBe(hosts.length);
        for (const zone of zones) expect(zone.free.cpu).toBeLessThanOrEqual(zone.registered.cpu);
      }),
    );
  });
});

describe('the largest task that still fits', () => {
  it('fits on the host that it names, and one larger in CPU and memory fits nowhere', () => {
    fc.assert(
      fc.property(someHosts, (hosts) => {
        for (const { cpu, memory, hostId } of largestTasks(hosts)) {
          const host = hosts.find(({ id }) => id === hostId);
          expect(host?.usable && host.free.cpu >= cpu && host.free.memory >= memory).toBe(true);
          const larger = { cpu: cpu + 1, memory: memory + 1, interface: false };
          expect(roomFor(hosts, larger).count).toBe(
            hosts.some((each) => each.usable && each.free.cpu > cpu && each.free.memory > memory) ? 1 : 0,
          );
        }
      }),
    );
  });

  it('is several where one host has the CPU and another the memory', () => {
    const host = (id: string, cpu: number, memory: number): CapacityHost => ({
      id,
      zone: 'a',
      usable: true,
      registered: { cpu: 8192, memory: 16_384 },
      free: { cpu, memory },
      freeInterfaces: null,
      usedPorts: [],
    });
    const hosts = [host('cpu', 4096, 1024), host('memory', 512, 8192), host('less', 512, 512)];
    expect(largestTasks(hosts).map(({ hostId }) => hostId)).toEqual(['cpu', 'memory']);
  });
});

describe('interfaces for tasks', () => {
  it.each([
    ['t3.micro', 1],
    ['m5.large', 2],
    ['c6g.4xlarge', 7],
    ['r5.24xlarge', 14],
    ['p5.48xlarge', null],
  ])('of %s are %s', (type, tasks) => {
    expect(taskInterfaces(type, false)).toBe(tasks);
  });

  it('are unknown under ENI trunking', () => {
    expect(taskInterfaces('m5.large', true)).toBeNull();
  });
});
