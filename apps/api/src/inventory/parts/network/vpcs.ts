import type { AwsPlace, RouteTable, Vpc } from '../../../aws/index.js';
import { InventoryPart } from '../part.js';

/** Names and blocks of the networks. */
export class VpcsPart extends InventoryPart<ReadonlyMap<string, Vpc>> {
  readonly name = 'VPCs';
  readonly everyMs = 295_000;
  readonly kinds = [] as const;

  async read(place: AwsPlace): Promise<ReadonlyMap<string, Vpc>> {
    return new Map((await place.network.vpcs()).map((vpc) => [vpc.VpcId, vpc]));
  }
}

/** By which a subnet is public or private. */
export class RouteTablesPart extends InventoryPart<RouteTable[]> {
  readonly name = 'route tables';
  readonly everyMs = 115_000;
  readonly kinds = [] as const;

  read(place: AwsPlace): Promise<RouteTable[]> {
    return place.network.routeTables();
  }
}
