import { getJson, type Stack } from '../lib/stack.ts';

export interface Dimension {
  Name: string;
  Value: string;
}
export interface TrueSeries {
  namespace: string;
  metricName: string;
  dimensions: Dimension[];
  unit: string;
  period: number;
}
export interface Resource {
  id: string;
  kind: string;
  name: string;
  arn: string;
  parentId: string | null;
  parentName: string | null;
  status: string;
}

/** A series as Danji names it beside the one that the simulator publishes. */
export interface Pair {
  resource: Resource;
  metric: string;
  stat: string;
  truth: TrueSeries;
}

export async function listAll<T>(stack: Stack, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: T[]; nextCursor: string | null } = await getJson(
      `${stack.api}${path}${path.includes('?') ? '&' : '?'}limit=500${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** What follows the load balancer's or target group's word in an ARN: CloudWatch's dimension value. */
function balancerName(arn: string): string {
  return arn.split(':loadbalancer/')[1] ?? arn.split(':').at(-1) ?? '';
}

/** The dimensions that AWS publishes a resource's own metrics under, from ARNs alone. */
function dimensionsOf(resource: Resource, arns: ReadonlyMap<string, string>): Dimension[] {
  const last = resource.arn.split(/[/:]/).at(-1) ?? '';
  switch (resource.kind) {
    case 'ecs_cluster':
      return [{ Name: 'ClusterName', Value: last }];
    case 'ecs_service':
      return [
        { Name: 'ClusterName', Value: resource.arn.split('/').at(-2) ?? '' },
        { Name: 'ServiceName', Value: last },
      ];
    case 'ec2_instance':
      return [{ Name: 'InstanceId', Value: last }];
    case 'rds_instance':
      return [{ Name: 'DBInstanceIdentifier', Value: last }];
    case 'load_balancer':
      return [{ Name: 'LoadBalancer', Value: balancerName(resource.arn) }];
    case 'target_group':
      return [
        { Name: 'TargetGroup', Value: resource.arn.split(':').at(-1) ?? '' },
        { Name: 'LoadBalancer', Value: balancerName(arns.get(resource.parentId ?? '') ?? '') },
      ];
    case 'capacity_provider':
      return [{ Name: 'CapacityProviderName', Value: last }];
    case 'canary':
      return [{ Name: 'CanaryName', Value: last }];
    default:
      return [];
  }
}

/** What stands in the braces of a metric's name. */
function furtherDimensions(name: string): Dimension[] {
  const inside = /\{(.*)\}$/.exec(name)?.[1];
  return (inside?.split(',') ?? []).map((pair) => {
    const [Name = '', Value = ''] = pair.split('=').map(decodeURIComponent);
    return { Name, Value };
  });
}

function key(dimensions: Dimension[]): string {
  return dimensions
    .map((d) => `${d.Name}=${d.Value}`)
    .sort()
    .join(',');
}

/** Every (series, statistic) that Danji says it stores, joined to the simulator's series of the same dimensions. */
export async function pairSeries(stack: Stack): Promise<{ pairs: Pair[]; unmatched: string[] }> {
  const truth = (await getJson<{ items: TrueSeries[] }>(`${stack.simulator}/_simulator/truth/series`)).items;
  const byKey = new Map(truth.map((s) => [`${s.namespace}|${s.metricName}|${key(s.dimensions)}`, s]));
  const resources = await listAll<Resource>(
    stack,
    '/resources?kind=ecs_cluster,ecs_service,ec2_instance,rds_instance,load_balancer,target_group,capacity_provider,canary',
  );
  const arns = new Map(resources.map((resource) => [resource.id, resource.arn]));
  const pairs: Pair[] = [];
  const unmatched: string[] = [];
  for (const resource of resources) {
    const dimensions = dimensionsOf(resource, arns);
    const catalogue = await getJson<{
      items: {
        namespace: string;
        metric: string;
        name: string;
        stats: string[];
        group: string | null;
        collected: boolean | null;
      }[];
    }>(`${stack.api}/metrics/catalogue?resource=${resource.id}`);
    for (const item of catalogue.items) {
      // An optional metric that nobody has switched on is published, and rightly not stored.
      if (item.group !== null && item.collected === false) continue;
      const all = key([...dimensions, ...furtherDimensions(item.name)]);
      const series = byKey.get(`${item.namespace}|${item.metric}|${all}`);
      if (series === undefined) {
        if (item.collected === true) unmatched.push(`${resource.name} ${item.namespace}/${item.metric}`);
        continue;
      }
      for (const stat of item.stats) pairs.push({ resource, metric: item.name, stat, truth: series });
    }
  }
  return { pairs, unmatched };
}

export interface TruePoints {
  t: number[];
  values: number[];
}
export async function truePoints(
  stack: Stack,
  queries: { truth: TrueSeries; stat: string; from: number; to: number; visibleOnly?: boolean }[],
): Promise<TruePoints[]> {
  const body = {
    queries: queries.map(({ truth, stat, from, to, visibleOnly }) => ({
      namespace: truth.namespace,
      metricName: truth.metricName,
      dimensions: truth.dimensions,
      stat,
      period: truth.period,
      from,
      to,
      visibleOnly: visibleOnly ?? true,
    })),
  };
  return (await getJson<{ results: TruePoints[] }>(`${stack.simulator}/_simulator/truth/metrics`, body))
    .results;
}
