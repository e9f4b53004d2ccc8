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

/** The dimensions that AWS publishes a resource's own metrics under, from its ARN alone. */
function dimensionsOf(resource: Resource): string | null {
  const last = resource.arn.split(/[/:]/).at(-1) ?? '';
  switch (resource.kind) {
    case 'ecs_cluster':
      return key([{ Name: 'ClusterName', Value: last }]);
    case 'ecs_service':
      return key([
        { Name: 'ClusterName', Value: resource.arn.split('/').at(-2) ?? '' },
        { Name: 'ServiceName', Value: last },
      ]);
    case 'ec2_instance':
      return key([{ Name: 'InstanceId', Value: last }]);
    case 'rds_instance':
      return key([{ Name: 'DBInstanceIdentifier', Value: last }]);
    default:
      return null;
  }
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
    '/resources?kind=ecs_cluster,ecs_service,ec2_instance,rds_instance',
  );
  const pairs: Pair[] = [];
  const unmatched: string[] = [];
  for (const resource of resources) {
    const dimensions = dimensionsOf(resource);
    const catalogue = await getJson<{
      items: {
        namespace: string;
        metric: string;
        name: string;
        stats: string[];
        collected: boolean | null;
      }[];
    }>(`${stack.api}/metrics/catalogue?resource=${resource.id}`);
    for (const item of catalogue.items) {
      const series = byKey.get(`${item.namespace}|${item.metric}|${dimensions}`);
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
