import type { VolumePlan } from '../plan/plan-types.js';
import type { HostState } from './host-state.js';
import type { RegionState } from './region-state.js';

/** One volume of an instance. */
export interface HostVolume {
  id: string;
  plan: VolumePlan;
}

/** The volumes that an instance was started with, the root volume first. */
export function hostVolumes(region: RegionState, host: HostState): HostVolume[] {
  const plans = host.group?.volumes ?? host.standalone?.volumes ?? [];
  return plans.map((plan, index) => ({
    id: region.ids.ec2('vol', index === 0 ? host.id : `${host.id}|${plan.device}`),
    plan,
  }));
}
