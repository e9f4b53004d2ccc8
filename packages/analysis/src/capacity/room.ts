/** CPU units (1024 = 1 vCPU) and MiB. */
export interface Amounts {
  cpu: number;
  memory: number;
}

/** A container instance as the scheduler sees it. */
export interface CapacityHost {
  id: string;
  zone: string;
  /** ACTIVE with a connected agent: others take no task. */
  usable: boolean;
  registered: Amounts;
  free: Amounts;
  /** TCP ports of the host that are taken. */
  usedPorts: readonly number[];
  /** Network interfaces that are left for tasks of their own; null where the limit is not known. */
  freeInterfaces: number | null;
}

/** What one task asks of a host. CPU may be 0: ECS reserves none where a definition asks for none. */
export interface TaskNeed extends Amounts {
  /** Whether it takes an interface: network mode awsvpc. */
  interface: boolean;
  /** Ports of the host that it must have for itself: two of its tasks never share one. */
  hostPorts?: readonly number[];
  /** distinctInstance: hosts that run one of its tasks already take no other. */
  distinctFrom?: ReadonlySet<string> | null;
}

export type RoomLimit = 'cpu' | 'memory' | 'interfaces' | 'ports' | 'distinct';

export interface Room {
  /** Tasks that fit beside those that run. */
  count: number;
  /** What runs out on most usable hosts; null where there is no usable host. */
  limitedBy: RoomLimit | null;
  /** False where a host's interfaces are not known although each task takes one: the count may be too high. */
  exact: boolean;
}

/**
 * How many more tasks of a size the hosts take, one host at a time: what is left over on two does not add up.
 * Placement constraints with an expression are not looked at.
 * @throws RangeError for a task that asks for nothing, of which any number would fit
 */
export function roomFor(hosts: readonly CapacityHost[], need: TaskNeed): Room {
  if (need.cpu <= 0 && need.memory <= 0) throw new RangeError('A task needs CPU or memory to be placed.');
  const usable = hosts.filter((host) => host.usable);
  const limits = new Map<RoomLimit, number>();
  let count = 0;
  for (const host of usable) {
    const [most, by] = roomOn(host, need);
    count += most;
    limits.set(by, (limits.get(by) ?? 0) + 1);
  }
  const [limitedBy] = [...limits].sort((a, b) => b[1] - a[1])[0] ?? [null];
  const exact = !need.interface || usable.every(({ freeInterfaces }) => freeInterfaces !== null);
  return { count, limitedBy, exact };
}

function roomOn(host: CapacityHost, need: TaskNeed): [count: number, by: RoomLimit] {
  const { free, freeInterfaces, usedPorts } = host;
  const { hostPorts = [], distinctFrom = null } = need;
  const isTaken = hostPorts.some((port) => usedPorts.includes(port));
  const parts: [RoomLimit, number][] = [
    ['memory', need.memory > 0 ? free.memory / need.memory : Infinity],
    ['cpu', need.cpu > 0 ? free.cpu / need.cpu : Infinity],
    ['interfaces', need.interface && freeInterfaces !== null ? freeInterfaces : Infinity],
    ['ports', hostPorts.length === 0 ? Infinity : isTaken ? 0 : 1],
    ['distinct', distinctFrom === null ? Infinity : distinctFrom.has(host.id) ? 0 : 1],
  ];
  const [by, least] = parts.reduce((a, b) => (Math.floor(b[1]) < Math.floor(a[1]) ? b : a));
  return [Math.max(0, Math.floor(least)), by];
}

export interface ZoneRoom {
  zone: string;
  hosts: number;
  usable: number;
  registered: Amounts;
  reserved: Amounts;
  free: Amounts;
}

/** Hosts added up per availability zone, by name. Free is what usable hosts have left. */
export function roomByZone(hosts: readonly CapacityHost[]): ZoneRoom[] {
  const zones = new Map<string, ZoneRoom>();
  for (const host of hosts) {
    const zone = zones.get(host.zone) ?? {
      zone: host.zone,
      hosts: 0,
      usable: 0,
      registered: { cpu: 0, memory: 0 },
      reserved: { cpu: 0, memory: 0 },
      free: { cpu: 0, memory: 0 },
    };
    zone.hosts += 1;
    zone.usable += host.usable ? 1 : 0;
    for (const what of ['cpu', 'memory'] as const) {
      zone.registered[what] += host.registered[what];
      zone.reserved[what] += host.registered[what] - host.free[what];
      if (host.usable) zone.free[what] += host.free[what];
    }
    zones.set(host.zone, zone);
  }
  return [...zones.values()].sort((a, b) => (a.zone < b.zone ? -1 : 1));
}
