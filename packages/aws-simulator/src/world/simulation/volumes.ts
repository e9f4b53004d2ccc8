import type { VolumePlan } from '../plan/machine-types.js';
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

/** gp3 gives 3,000; gp2 three for each GiB, at least 100 and at most 16,000 (EBS user guide). */
export function volumeIops(volume: Pick<VolumePlan, 'type' | 'sizeGiB'>): number {
  return volume.type === 'gp3' ? 3000 : Math.min(16_000, Math.max(100, 3 * volume.sizeGiB));
}
