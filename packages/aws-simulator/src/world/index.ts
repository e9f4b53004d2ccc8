import { Ids } from './ids.js';
import { planFleet } from './plan/fleet-plan.js';
import { RegionWorld } from './region-world.js';
import { RegionState } from './simulation/region-state.js';
import type { CreateWorld, TruthAnswer, TruthQuery, World } from './types.js';

/** The one entry of the fleet: plans it, places the scenarios and runs its past up to `startedAt`. */
export const createWorld: CreateWorld = (options, _scenarios, clock): World => {
  const ids = new Ids(options.seed);
  const plan = planFleet(options, ids);
  const regions = plan.regions.map(
    (region) => new RegionWorld(new RegionState(region, ids, options), clock, options.seed),
  );
  const world: World = {
    seed: options.seed,
    clock,
    startedAt: options.startedAt,
    historyDays: options.historyDays,
    accounts: () => [...new Set(regions.map((region) => region.accountId))],
    regions: (accountId) =>
      regions.filter((region) => region.accountId === accountId).map((region) => region.region),
    region: (accountId, name) =>
      regions.find((region) => region.accountId === accountId && region.region === name),
    advance: () => regions.forEach((region) => region.advance(clock.now())),
    truth: (_query: TruthQuery): TruthAnswer => ({}),
  };
  world.advance();
  return world;
};
