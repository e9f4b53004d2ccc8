import type { AwsPlace, Subnet } from '../../../aws/index.js';
import { wayOut } from '../../describe/routes.js';
import { describeSubnet } from '../../describe/subnet.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { InterfacesPart } from './interfaces.js';
import type { NetworkUse } from './network-use.js';
import type { RouteTablesPart, VpcsPart } from './vpcs.js';

export interface SubnetNeighbours {
  vpcs: VpcsPart;
  routes: RouteTablesPart;
  interfaces: InterfacesPart;
  use: NetworkUse;
}

export class SubnetsPart extends InventoryPart<Subnet[]> {
  readonly name = 'subnets';
  readonly everyMs = 25_000;
  readonly kinds = ['subnet'] as const;

  constructor(private readonly near: SubnetNeighbours) {
    super();
  }

  read(place: AwsPlace): Promise<Subnet[]> {
    return place.network.subnets();
  }

  /** Null where it is not known (yet). */
  subnetOf(subnetId: string): { name: string | null; public: boolean | null } | null {
    const subnet = this.latest?.find(({ SubnetId }) => SubnetId === subnetId);
    if (!subnet) return null;
    return { name: subnet.Tags['Name'] || null, public: wayOut(subnet, this.near.routes.latest).public };
  }

  override observe(subnets: Subnet[], context: PartContext): Observed[] {
    const { vpcs, routes, interfaces, use } = this.near;
    use.note(context, interfaces.latest);
    const users = use.ofSubnets();
    return subnets.map((subnet) =>
      describeSubnet(subnet, {
        accountId: context.accountId,
        region: context.region,
        vpc: vpcs.latest?.get(subnet.VpcId) ?? null,
        tables: routes.latest,
        usedBy: users.get(subnet.SubnetId) ?? [],
        interfaces: interfaces.countInSubnet(subnet.SubnetId),
      }),
    );
  }
}
