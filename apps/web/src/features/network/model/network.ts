import { SecurityGroupAttributes, SubnetAttributes, severityOf, type ResourceItem } from '@danji/shared';
import { attributesOf } from '@/lib/api/attributes';

export interface SubnetRow {
  item: ResourceItem;
  details: SubnetAttributes;
}

export interface VpcView {
  vpcId: string;
  name: string | null;
  cidr: string | null;
  accountId: string;
  accountAlias: string | null;
  region: string;
  subnets: SubnetRow[];
  zones: ZoneLoad[];
  /** The fullest zone carries at least half as much again as the emptiest; null: even, or too little to say. */
  uneven: { most: string; least: string } | null;
}

export interface ZoneLoad {
  zone: string;
  free: number;
  total: number;
  /** Null where they could not be read. */
  interfaces: number | null;
}

/** Networks with their subnets by zone and name; the one that is short of addresses first. */
export function vpcViews(items: readonly ResourceItem[]): VpcView[] {
  const rows = items.flatMap((item) => {
    const details = attributesOf(SubnetAttributes, item);
    return details ? [{ item, details }] : [];
  });
  const views = [...groupBy(rows, ({ item, details }) => `${item.scopeId} ${details.vpcId}`).values()];
  return views.map(viewOf).sort((a, b) => worst(b) - worst(a) || whereOf(a).localeCompare(whereOf(b)));
}

function viewOf(rows: SubnetRow[]): VpcView {
  const { item, details } = rows[0] as SubnetRow;
  const zones = zoneLoads(rows);
  const place = ({ item: each, details: { availabilityZone } }: SubnetRow): string =>
    `${availabilityZone} ${each.name}`;
  return {
    vpcId: details.vpcId,
    name: details.vpcName,
    cidr: details.vpcCidr,
    accountId: item.accountId,
    accountAlias: item.accountAlias,
    region: item.region,
    subnets: [...rows].sort((a, b) => place(a).localeCompare(place(b))),
    zones,
    uneven: unevenness(zones),
  };
}

const worst = ({ subnets }: VpcView): number =>
  Math.max(...subnets.map(({ item }) => severityOf(item.status)));
const whereOf = ({ accountAlias, accountId, region, name, vpcId }: VpcView): string =>
  [accountAlias ?? accountId, region, name ?? vpcId].join(' ');

function zoneLoads(rows: readonly SubnetRow[]): ZoneLoad[] {
  const loads = [...groupBy(rows, ({ details }) => details.availabilityZone)].map(([zone, inside]) => ({
    zone,
    free: sum(inside.map(({ details }) => details.freeAddresses)),
    total: sum(inside.map(({ details }) => details.totalAddresses)),
    interfaces: inside.some(({ details }) => details.interfaces === null)
      ? null
      : sum(inside.map(({ details }) => details.interfaces ?? 0)),
  }));
  return loads.sort((a, b) => a.zone.localeCompare(b.zone));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Below this many interfaces in all, one more or less makes any ratio. */
const ENOUGH = 12;
const UNEVEN = 1.5;

function unevenness(zones: readonly ZoneLoad[]): VpcView['uneven'] {
  const loads = zones.flatMap(({ zone, interfaces }) => (interfaces === null ? [] : [{ zone, interfaces }]));
  if (loads.length < 2 || loads.length < zones.length || sum(loads.map((each) => each.interfaces)) < ENOUGH)
    return null;
  const [least, ...rest] = [...loads].sort((a, b) => a.interfaces - b.interfaces);
  const most = rest.at(-1);
  if (!least || !most || most.interfaces < UNEVEN * least.interfaces) return null;
  return { most: most.zone, least: least.zone };
}

export interface GroupRow {
  id: string;
  item: ResourceItem;
  details: SecurityGroupAttributes;
  /** AWS's own id. */
  groupId: string;
}

/** Security groups: those that let the world in where it should not be first, then those that let it in at all. */
export function groupRows(items: readonly ResourceItem[]): GroupRow[] {
  const rows = items.flatMap((item) => {
    const details = attributesOf(SecurityGroupAttributes, item);
    return details ? [{ id: item.id, item, details, groupId: nativeIdOf(item) }] : [];
  });
  const open = ({ details }: GroupRow): number => details.inbound.filter((rule) => rule.open).length;
  return rows.sort(
    (a, b) =>
      severityOf(b.item.status) - severityOf(a.item.status) ||
      open(b) - open(a) ||
      a.item.name.localeCompare(b.item.name),
  );
}

/** `subnet-0a1…`, `sg-0b2…`: the last part of the ARN. */
export function nativeIdOf({ arn, name }: Pick<ResourceItem, 'arn' | 'name'>): string {
  return arn.split('/').at(-1) || name;
}
