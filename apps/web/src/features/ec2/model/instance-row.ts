import {
  ContainerInstanceAttributes,
  Ec2InstanceAttributes,
  type MetricsAnswer,
  type ResourceItem,
} from '@danji/shared';
import {
  findSeries,
  reading,
  seriesQuery,
  type FleetRow,
  type Reading,
  type SeriesQuery,
} from '@/features/fleet';

export interface InstanceRow extends FleetRow {
  instanceId: string;
  /** Null where AWS's answer does not have the shape that the contract names. */
  details: Ec2InstanceAttributes | null;
  agent: AgentState;
  tasks: number | null;
  cpuAverage: Reading | null;
  cpuMax: Reading | null;
  cpuValues: (number | null)[];
  /** The lowest balance matters: at zero the CPU is throttled or costs more. */
  credits: Reading | null;
  failedChecks: Reading | null;
}

/** `none`: no container instance is registered on this host, so there is no agent to speak of. */
export type AgentState = 'connected' | 'disconnected' | 'none' | 'unknown';

/** The agent on a host: the container instance that names it, by resource id or by EC2's own id. */
function agentOf(
  item: ResourceItem,
  details: Ec2InstanceAttributes | null,
  hosts: readonly ContainerInstanceAttributes[] | null,
): { agent: AgentState; tasks: number | null } {
  if (hosts === null) return { agent: 'unknown', tasks: null };
  const nativeId = instanceIdOf(item);
  const host = hosts.find((each) => each.ec2ResourceId === item.id || each.ec2InstanceId === nativeId);
  if (host) return { agent: host.agentConnected ? 'connected' : 'disconnected', tasks: host.runningTasks };
  return { agent: details?.containerInstanceId ? 'unknown' : 'none', tasks: null };
}

/** `i-0a81f3c2…`, the last part of the ARN. */
export function instanceIdOf(item: Pick<ResourceItem, 'arn' | 'name'>): string {
  return item.arn.split('/').at(-1) || item.name;
}

/** What the list shows of each host. `hosts` null means that the container instances are not known (yet). */
export function instanceRows(
  items: readonly ResourceItem[],
  hostItems: readonly ResourceItem[] | null,
  metrics: MetricsAnswer | undefined,
): InstanceRow[] {
  const hosts =
    hostItems?.flatMap((host) => {
      const parsed = ContainerInstanceAttributes.safeParse(host.attributes);
      return parsed.success ? [parsed.data] : [];
    }) ?? null;
  return items.map((item) => {
    const parsed = Ec2InstanceAttributes.safeParse(item.attributes);
    const details = parsed.success ? parsed.data : null;
    return {
      id: item.id,
      name: item.name,
      instanceId: instanceIdOf(item),
      state: item.state,
      status: item.status,
      item,
      details,
      ...agentOf(item, details, hosts),
      cpuAverage: reading(metrics, item.id, 'CPUUtilization', 'Average', 'avg'),
      cpuMax: reading(metrics, item.id, 'CPUUtilization', 'Maximum', 'max'),
      cpuValues: findSeries(metrics, item.id, 'CPUUtilization', 'Maximum')?.max ?? [],
      credits: reading(metrics, item.id, 'CPUCreditBalance', 'Average', 'latest'),
      failedChecks: reading(metrics, item.id, 'StatusCheckFailed', 'Maximum', 'max'),
    };
  });
}

/** Metrics of the list: CPU of each host, status checks, and credits where the family has them. */
export function listQueries(items: readonly ResourceItem[]): SeriesQuery[] {
  return items.flatMap((item) => {
    const parsed = Ec2InstanceAttributes.safeParse(item.attributes);
    const burstable = parsed.success && isBurstable(parsed.data.instanceType);
    return [
      seriesQuery(item.id, 'CPUUtilization', 'Average'),
      seriesQuery(item.id, 'CPUUtilization', 'Maximum'),
      seriesQuery(item.id, 'StatusCheckFailed', 'Maximum'),
      ...(burstable ? [seriesQuery(item.id, 'CPUCreditBalance', 'Average')] : []),
    ];
  });
}

/** Families that earn CPU credits: t2, t3, t3a, t4g. */
export function isBurstable(instanceType: string): boolean {
  return /^t\d/.test(instanceType);
}

export interface TypeParts {
  family: string;
  generation: number | null;
  size: string;
  /** ARM by the `g` after the generation (t4g, m7gd). */
  graviton: boolean;
}

/** `m7gd.xlarge` -> family m, generation 7, Graviton, size xlarge. */
export function typeParts(instanceType: string): TypeParts {
  const match = /^([a-z]+)(\d+)?([a-z-]*)\.(.+)$/.exec(instanceType);
  return {
    family: match?.[1] ?? instanceType,
    generation: match?.[2] === undefined ? null : Number(match[2]),
    size: match?.[4] ?? '',
    graviton: match?.[3]?.startsWith('g') ?? false,
  };
}

/** Hours in a month as AWS bills them. */
const MONTH_HOURS = 730;
export function monthlyUsd(hourlyUsd: number | null): number | null {
  return hourlyUsd === null ? null : hourlyUsd * MONTH_HOURS;
}

/** What Spot saves against the list price, 0 to 1; null where either is unknown. Below zero where it costs more. */
export function spotSaving({
  hourlyUsd,
  spotUsd,
}: {
  hourlyUsd: number | null;
  spotUsd: number | null;
}): number | null {
  return hourlyUsd === null || spotUsd === null || hourlyUsd <= 0 ? null : 1 - spotUsd / hourlyUsd;
}

const FAMILIES: Readonly<Record<string, Purpose>> = {
  t: 'burstable',
  m: 'general',
  c: 'compute',
  r: 'memory',
  x: 'memory',
  z: 'memory',
  u: 'memory',
  i: 'storage',
  d: 'storage',
  h: 'storage',
  g: 'accelerated',
  p: 'accelerated',
  inf: 'accelerated',
  trn: 'accelerated',
  dl: 'accelerated',
  f: 'accelerated',
  vt: 'accelerated',
  hpc: 'hpc',
  mac: 'mac',
};
export type Purpose =
  | 'burstable'
  | 'general'
  | 'compute'
  | 'memory'
  | 'storage'
  | 'accelerated'
  | 'hpc'
  | 'mac'
  | 'other';

/** What a family is made for (EC2 instance types, "Instance type naming conventions"). */
export function purposeOf(family: string): Purpose {
  return FAMILIES[family] ?? FAMILIES[family[0] ?? ''] ?? 'other';
}
