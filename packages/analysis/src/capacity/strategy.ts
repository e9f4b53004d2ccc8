/** An item of a capacity provider strategy, in AWS's words. */
export interface StrategyItem {
  capacityProvider: string;
  base: number;
  weight: number;
}

export interface PlacedService {
  running: number;
  strategy: readonly StrategyItem[];
  /** Where a service without a strategy of its own runs. */
  launchType: string | null;
}

export interface ProviderShare {
  provider: string;
  /** Of the cluster's default strategy; null where it does not name the provider. */
  base: number | null;
  weight: number | null;
  /** Tasks that the services' strategies ask for here at the present number of tasks; a fraction. */
  asked: number;
  running: number;
}

/** Where a strategy wants n tasks: bases first, the rest by weight. Fractions are kept: rounding is ECS's business. */
export function askedBy(strategy: readonly StrategyItem[], n: number): Map<string, number> {
  const asked = new Map<string, number>();
  let left = n;
  for (const item of strategy) {
    const base = Math.min(item.base, left);
    left -= base;
    asked.set(item.capacityProvider, base);
  }
  const weights = strategy.reduce((sum, item) => sum + item.weight, 0);
  if (weights === 0) return asked;
  for (const { capacityProvider, weight } of strategy) {
    asked.set(capacityProvider, (asked.get(capacityProvider) ?? 0) + (left * weight) / weights);
  }
  return asked;
}

/**
 * What a cluster's default strategy says, what its services ask for, and what runs, per provider. `running` counts
 * tasks by their provider, or by their launch type where they were started by it alone.
 */
export function providerShares(
  strategy: readonly StrategyItem[],
  services: readonly PlacedService[],
  running: ReadonlyMap<string, number>,
): ProviderShare[] {
  const asked = new Map<string, number>();
  const add = (provider: string, count: number): void =>
    void asked.set(provider, (asked.get(provider) ?? 0) + count);
  for (const service of services) {
    if (service.strategy.length === 0) add(service.launchType ?? '?', service.running);
    else for (const [provider, count] of askedBy(service.strategy, service.running)) add(provider, count);
  }
  const names = new Set([
    ...strategy.map((item) => item.capacityProvider),
    ...running.keys(),
    ...asked.keys(),
  ]);
  return [...names].map((provider) => {
    const item = strategy.find((each) => each.capacityProvider === provider);
    return {
      provider,
      base: item?.base ?? null,
      weight: item?.weight ?? null,
      asked: asked.get(provider) ?? 0,
      running: running.get(provider) ?? 0,
    };
  });
}
