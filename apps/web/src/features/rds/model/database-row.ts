import { RdsInstanceAttributes, type MetricsAnswer, type ResourceItem } from '@danji/shared';
import {
  findSeries,
  reading,
  seriesQuery,
  type FleetRow,
  type Reading,
  type SeriesQuery,
} from '@/features/fleet';

const GIB = 1024 ** 3;

export interface DatabaseRow extends FleetRow {
  /** Null where AWS's answer does not have the shape that the contract names. */
  details: RdsInstanceAttributes | null;
  cpuMax: Reading | null;
  cpuValues: (number | null)[];
  freeStorage: Reading | null;
  freeStorageValues: (number | null)[];
  /** Free share of the allocated storage, 0 to 1. */
  freeShare: number | null;
  connections: Reading | null;
  /** Of the computed maximum, 0 to 1; null where either is unknown. */
  connectionShare: number | null;
  replicaLag: Reading | null;
}

const METRICS: readonly [string, string][] = [
  ['CPUUtilization', 'Maximum'],
  ['FreeStorageSpace', 'Average'],
  ['DatabaseConnections', 'Maximum'],
];

/** Metrics of the list; replica lag only where there is a source to lag behind. */
export function listQueries(items: readonly ResourceItem[]): SeriesQuery[] {
  return items.flatMap((item) => {
    const parsed = RdsInstanceAttributes.safeParse(item.attributes);
    const replica = parsed.success && parsed.data.replicaOf !== null;
    return [
      ...METRICS.map(([metric, stat]) => seriesQuery(item.id, metric, stat)),
      ...(replica ? [seriesQuery(item.id, 'ReplicaLag', 'Maximum')] : []),
    ];
  });
}

export function databaseRows(
  items: readonly ResourceItem[],
  metrics: MetricsAnswer | undefined,
): DatabaseRow[] {
  return items.map((item) => {
    const parsed = RdsInstanceAttributes.safeParse(item.attributes);
    const details = parsed.success ? parsed.data : null;
    const freeStorage = reading(metrics, item.id, 'FreeStorageSpace', 'Average', 'latest');
    const connections = reading(metrics, item.id, 'DatabaseConnections', 'Maximum', 'max');
    return {
      id: item.id,
      name: item.name,
      state: item.state,
      status: item.status,
      item,
      details,
      cpuMax: reading(metrics, item.id, 'CPUUtilization', 'Maximum', 'max'),
      cpuValues: findSeries(metrics, item.id, 'CPUUtilization', 'Maximum')?.max ?? [],
      freeStorage,
      freeStorageValues: findSeries(metrics, item.id, 'FreeStorageSpace', 'Average')?.values ?? [],
      freeShare: shareOf(freeStorage?.value, details === null ? null : details.allocatedGiB * GIB),
      connections,
      connectionShare: shareOf(connections?.value, details?.maxConnections),
      replicaLag: reading(metrics, item.id, 'ReplicaLag', 'Maximum', 'latest'),
    };
  });
}

function shareOf(value: number | null | undefined, of: number | null | undefined): number | null {
  return typeof value === 'number' && typeof of === 'number' && of > 0 ? value / of : null;
}
