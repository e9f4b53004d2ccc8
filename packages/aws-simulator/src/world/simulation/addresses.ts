import type { SubnetPlan } from '../plan/network-types.js';
import type { RegionPlan } from '../plan/plan-types.js';

/** Hands out private addresses of each subnet: not the first four and the last, which AWS keeps, nor one in use. */
export class Addresses {
  private readonly used = new Set<number>();
  private readonly next = new Map<string, number>();

  constructor(private readonly plan: RegionPlan) {
    for (const { ip } of plan.network.serviceInterfaces) this.used.add(ip);
  }

  privateSubnet(az: string): SubnetPlan {
    const found = this.plan.network.subnets.find((subnet) => subnet.az === az && !subnet.public);
    if (!found) throw new RangeError(`zone ${az} has no private subnet; use one of the region's zones`);
    return found;
  }

  publicSubnet(az: string): SubnetPlan {
    return (
      this.plan.network.subnets.find((subnet) => subnet.az === az && subnet.public) ?? this.privateSubnet(az)
    );
  }

  take(subnet: SubnetPlan): number {
    const usable = subnet.size - 5;
    let step = this.next.get(subnet.id) ?? 7;
    for (let tries = 0; tries < usable; tries++) {
      // 613 is coprime to every usable size, so the walk visits each address before it repeats one.
      step = (step + 613) % usable;
      const ip = subnet.base + 4 + step;
      if (this.used.has(ip)) continue;
      this.used.add(ip);
      this.next.set(subnet.id, step);
      return ip;
    }
    throw new RangeError(`subnet ${subnet.id} has no free address; plan fewer tasks`);
  }

  give(ip: number): void {
    this.used.delete(ip);
  }
}
