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

export interface StrategyItem {
  capacityProvider: string;
  base: number;
  weight: number;
}
export interface ProviderShare extends StrategyItem {
  /** Share of tasks that the strategy asks for, 0 to 1; null when it names no weights. */
  wanted: number | null;
  running: number;
  /** Share of tasks that run there now; null while none runs. */
  actual: number | null;
}

/** What a capacity provider strategy asks for at this number of tasks (bases first, the rest by weight) against what runs. */
export function providerShares(
  strategy: readonly StrategyItem[],
  running: Readonly<Record<string, number>>,
): ProviderShare[] {
  const total = Object.values(running).reduce((sum, count) => sum + count, 0);
  const bases = strategy.reduce((sum, item) => sum + item.base, 0);
  const weights = strategy.reduce((sum, item) => sum + item.weight, 0);
  const rest = Math.max(0, total - bases);
  const named = strategy.map((item) => {
    const wantedTasks = Math.min(item.base, total) + (weights === 0 ? 0 : (rest * item.weight) / weights);
    const count = running[item.capacityProvider] ?? 0;
    return {
      ...item,
      wanted: total === 0 ? (weights === 0 ? null : item.weight / weights) : wantedTasks / total,
      running: count,
      actual: total === 0 ? null : count / total,
    };
  });
  const others = Object.entries(running)
    .filter(([name]) => !strategy.some((item) => item.capacityProvider === name))
    .map(([name, count]) => ({
      capacityProvider: name,
      base: 0,
      weight: 0,
      wanted: null,
      running: count,
      actual: total === 0 ? null : count / total,
    }));
  return [...named, ...others];
}
