import type { AwsPlace, NetworkInterface } from '../../../aws/index.js';
import { InventoryPart } from '../part.js';

/** Network interfaces: how many are in each subnet and carry each group, and which tasks they are of. */
export class InterfacesPart extends InventoryPart<NetworkInterface[]> {
  readonly name = 'network interfaces';
  readonly everyMs = 55_000;
  readonly kinds = [] as const;
  private readonly inSubnet = new Map<string, number>();
  private readonly withGroup = new Map<string, number>();

  async read(place: AwsPlace): Promise<NetworkInterface[]> {
    const interfaces = await place.network.interfaces();
    this.inSubnet.clear();
    this.withGroup.clear();
    for (const { SubnetId, Groups } of interfaces) {
      if (SubnetId !== null) increment(this.inSubnet, SubnetId);
      for (const { GroupId } of Groups) increment(this.withGroup, GroupId);
    }
    return interfaces;
  }

  /** Null before the first answer. */
  countInSubnet(subnetId: string): number | null {
    return this.latest && (this.inSubnet.get(subnetId) ?? 0);
  }

  /** Null before the first answer. */
  countWithGroup(groupId: string): number | null {
    return this.latest && (this.withGroup.get(groupId) ?? 0);
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
