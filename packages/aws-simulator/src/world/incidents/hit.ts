import type { z } from 'zod';
import type { KINDS, KindName } from '../../scenarios/index.js';
import type { SeriesRegistry } from '../metrics/registry.js';
import type { Series } from '../metrics/series.js';
import type { JobPlan } from '../plan/plan-types.js';
import type { Rng } from '../random.js';
import type { HostState } from '../simulation/host-state.js';
import type { ClusterState, DatabaseState } from '../simulation/region-state.js';
import type { RegionSimulation } from '../simulation/region-simulation.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { Millis } from '../types.js';

/** Where an incident happens. */
export interface Place {
  simulation: RegionSimulation;
  registry: SeriesRegistry;
}

export interface TargetTypes {
  service: ServiceState;
  job: { cluster: ClusterState; job: JobPlan };
  instance: { cluster: ClusterState | undefined; host: HostState };
  cluster: ClusterState;
  database: DatabaseState;
  series: Series;
}
export type AnyTarget = TargetTypes[keyof TargetTypes];

/** One incident beginning on one resource. */
export interface Hit<T> extends Place {
  target: T;
  at: Millis;
  /** End of the incident; equal to `at` for one without a duration. */
  until: Millis;
  hasDuration: boolean;
  rng: Rng;
}

type ParametersOf<K extends KindName> = z.output<(typeof KINDS)[K]['parameters']>;
type TargetOf<K extends KindName> = TargetTypes[(typeof KINDS)[K]['target']];

/** One handler per kind: returns what did not work out, or nothing. */
export type Handlers<K extends KindName> = {
  [Kind in K]: (hit: Hit<TargetOf<Kind>>, parameters: ParametersOf<Kind>) => string | void;
};

/** Plans what happens at the end of an incident that has one. */
export function atEnd(hit: Hit<unknown>, act: (at: Millis) => void): void {
  if (hit.hasDuration) hit.simulation.context.queue.plan(hit.until, act);
}
