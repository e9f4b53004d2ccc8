import { createHash } from 'node:crypto';
import {
  KIND_PREFIX,
  METRIC_CATALOGUE,
  type CatalogueMetric,
  type ResourceKind,
} from '../../../packages/shared/dist/index.js';

/** A resource to be generated; `attributes` hold what lists and the overview read. */
export interface Generated {
  id: string;
  kind: ResourceKind;
  name: string;
  parentId: string | null;
  state: string;
  attributes: Record<string, unknown>;
}
export interface GeneratedSeries {
  resourceId: string;
  namespace: string;
  metric: string;
  stat: string;
  unit: string;
}
export interface Fleet {
  resources: Generated[];
  series: GeneratedSeries[];
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function idOf(kind: ResourceKind, name: string): string {
  const digest = createHash('sha256').update(`${kind}/${name}`).digest();
  const letters = Array.from({ length: 16 }, (_, i) => ALPHABET[(digest[i] ?? 0) % 32]).join('');
  return `${KIND_PREFIX[kind]}-${letters}`;
}

function resource(kind: ResourceKind, name: string, rest: Partial<Generated> = {}): Generated {
  return { id: idOf(kind, name), kind, name, parentId: null, state: 'ACTIVE', attributes: {}, ...rest };
}

/** What is collected by default of a resource of this kind; load balancers are application load balancers. */
function metricsOf(kind: ResourceKind): CatalogueMetric[] {
  return METRIC_CATALOGUE.filter(
    (item) =>
      item.kind === kind &&
      item.optional !== true &&
      item.namespace !== 'AWS/NetworkELB' &&
      item.when.every((condition) => condition === 'application' || condition === 'nitro'),
  );
}

/**
 * A fleet of `count` series, in the proportions of a mid-sized account: half of them services, then target groups,
 * instances, databases and load balancers.
 */
export function makeFleet(count: number): Fleet {
  const resources: Generated[] = [];
  const series: GeneratedSeries[] = [];
  const add = (one: Generated): void => {
    resources.push(one);
    for (const item of metricsOf(one.kind)) {
      for (const stat of item.stats) {
        const { namespace, metric, awsUnit: unit } = item;
        if (series.length < count) series.push({ resourceId: one.id, namespace, metric, stat, unit });
      }
    }
  };
  const clusters = Array.from({ length: 20 }, (_, i) => resource('ecs_cluster', `cluster-${i}`));
  clusters.forEach(add);
  for (let i = 0; series.length < count; i += 1) {
    const cluster = clusters[i % clusters.length];
    const service = resource('ecs_service', `service-${i}`, {
      parentId: cluster?.id ?? null,
      attributes: { desired: 4, running: 4, taskMemory: 2048, scaling: null, rollout: null },
    });
    add(service);
    if (i % 4 === 0) {
      const balancer = resource('load_balancer', `balancer-${i}`, { state: 'active' });
      add(balancer);
      add(resource('target_group', `service-${i}`, { parentId: balancer.id, state: 'active' }));
    }
    if (i % 5 === 0) add(resource('ec2_instance', `host-${i}`, { state: 'running' }));
    if (i % 25 === 0) {
      const attributes = { maxConnections: 800, memoryBytes: 17e9, allocatedGiB: 200 };
      add(resource('rds_instance', `database-${i}`, { state: 'available', attributes }));
    }
  }
  return { resources, series };
}
