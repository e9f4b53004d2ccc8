/** CPU units (1024 = 1 vCPU) and MiB. */
export interface Amounts {
  cpu: number;
  memory: number;
}
export interface Host {
  zone: string;
  usable: boolean;
  registered: Amounts;
  remaining: Amounts;
  tasks: number;
}

/** How many more tasks of a size the hosts take, one host at a time: what is left over on two does not add up. */
export function fits(hosts: readonly Host[], size: Amounts): number {
  return hosts
    .filter((host) => host.usable)
    .reduce(
      (sum, { remaining }) =>
        sum + Math.max(0, Math.floor(Math.min(remaining.cpu / size.cpu, remaining.memory / size.memory))),
      0,
    );
}

export interface Zone {
  zone: string;
  hosts: number;
  tasks: number;
  registered: Amounts;
  reserved: Amounts;
}

/** Hosts added up per availability zone, by name. */
export function byZone(hosts: readonly Host[]): Zone[] {
  const zones = new Map<string, Zone>();
  for (const host of hosts) {
    const zone = zones.get(host.zone) ?? {
      zone: host.zone,
      hosts: 0,
      tasks: 0,
      registered: { cpu: 0, memory: 0 },
      reserved: { cpu: 0, memory: 0 },
    };
    zone.hosts += 1;
    zone.tasks += host.tasks;
    zone.registered.cpu += host.registered.cpu;
    zone.registered.memory += host.registered.memory;
    zone.reserved.cpu += host.registered.cpu - host.remaining.cpu;
    zone.reserved.memory += host.registered.memory - host.remaining.memory;
    zones.set(host.zone, zone);
  }
  return [...zones.values()].sort((a, b) => (a.zone < b.zone ? -1 : 1));
}
