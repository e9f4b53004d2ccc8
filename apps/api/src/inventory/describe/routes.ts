import type { RouteTable, Subnet } from '../../aws/index.js';

/** Where traffic to the internet leaves a subnet. `public` null: the routes are not known. */
export interface Way {
  public: boolean | null;
  /** The gateway that 0.0.0.0/0 leads to; null for none, or where routes are not known. */
  defaultRoute: string | null;
}

/**
 * A subnet is public when its table's default route leads to an internet gateway (VPC user guide, "Subnet types"). Its
 * table is the one that is associated with it, else the main one of its VPC.
 */
export function wayOut(
  { SubnetId, VpcId }: Pick<Subnet, 'SubnetId' | 'VpcId'>,
  tables: readonly RouteTable[] | null,
): Way {
  const own = tables?.find(({ Associations }) => Associations.some((each) => each.SubnetId === SubnetId));
  const table =
    own ??
    tables?.find((each) => each.VpcId === VpcId && each.Associations.some(({ Main }) => Main === true));
  if (!table) return { public: null, defaultRoute: null };
  const route = table.Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  if (!route) return { public: false, defaultRoute: null };
  const gateway =
    route.GatewayId ??
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.NetworkInterfaceId ??
    route.VpcPeeringConnectionId ??
    route.LocalGatewayId ??
    route.CoreNetworkArn;
  // A route into a gateway that was deleted leads nowhere.
  const leads = route.State !== 'blackhole';
  return { public: leads && (gateway?.startsWith('igw-') ?? false), defaultRoute: gateway };
}
