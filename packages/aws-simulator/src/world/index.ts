import { parseScenario, readReplay } from '../scenarios/index.js';
import { Ids } from './ids.js';
import { IncidentEngine } from './incidents/engine.js';
import { Replay } from './metrics/replay.js';
import { planFleet } from './plan/fleet-plan.js';
import { RegionWorld } from './region-world.js';
import { RegionState } from './simulation/region-state.js';
import { tellTruth } from './truth.js';
import type { CreateWorld, World } from './types.js';

/**
 * The one entry of the fleet: plans it, places the scenarios and runs its past up to the clock's now. The same options
 * and scenarios give the same history, however often and whenever `advance` is called.
 * Throws ScenarioError naming path, value and remedy for a scenario that cannot be used.
 */
export const createWorld: CreateWorld = (options, scenarios, clock): World => {
  const ids = new Ids(options.seed);
  const plan = planFleet(options, ids);
  const replay = new Replay(
    options.replayDir === undefined ? [] : readReplay(options.replayDir),
    options.startedAt,
  );
  const regions = plan.regions.map(
    (region) => new RegionWorld(new RegionState(region, ids, options), clock, options.seed, replay),
  );
  const incidents = new IncidentEngine(options.seed, regions, options.startedAt);
  scenarios.forEach((document, i) =>
    incidents.place(parseScenario(document, `scenario ${i + 1} of ${scenarios.length}`)),
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
    advance: () => {
      const now = clock.now();
      for (const region of regions) region.advance(now);
    },
    truth: (query) => tellTruth(regions, incidents.records, query, clock.now()),
  };
  world.advance();
  return world;
};
