import {
  hourlyUse,
  reviewFigure,
  type FigureFacts,
  type ReviewWindow,
  type StoredHours,
  type UseOf,
} from '@danji/analysis';
import type { ReviewFigure } from '@danji/shared';
import { AT_ONCE, inChunks, type HoursReader } from './hours-reader.js';
import type { AllocationRow, SubjectRow } from './review.repository.js';
import { ReviewedDatabase } from './review-attributes.js';
import { factRow, wasThere, type FactRow } from './review-rows.js';

const GIB = 1024 ** 3;
const METRICS = ['CPUUtilization', 'FreeableMemory', 'FreeStorageSpace', 'DatabaseConnections'];

/**
 * Rows of databases: memory is what is not freeable of the class's, storage what is not free of what was allocated at
 * that time, connections a part of max_connections.
 */
export async function readDatabases(
  databases: readonly SubjectRow[],
  allocations: readonly AllocationRow[],
  { reader, window }: { reader: HoursReader; window: ReviewWindow },
): Promise<FactRow[]> {
  const changes = Map.groupBy(allocations, (change) => change.resource_id);
  const rows: FactRow[] = [];
  for (const chunk of inChunks(databases, AT_ONCE)) {
    const hours = await reader.read(
      chunk.flatMap(({ id: resource }) => METRICS.map((metric) => ({ resource, metric }))),
    );
    for (const row of chunk) {
      const attributes = ReviewedDatabase.parse(row.attributes);
      const facts = factsOf(row, attributes, changes.get(row.id) ?? [], (metric) => hours(row.id, metric));
      const figures = facts.map((each): ReviewFigure => reviewFigure(each, window));
      if (!wasThere(row, figures, window.weeks[3].to)) continue;
      rows.push(factRow(row, { size: attributes.instanceClass, count: null, figures }));
    }
  }
  return rows;
}

function factsOf(
  { id }: SubjectRow,
  attributes: ReviewedDatabase,
  changes: readonly AllocationRow[],
  hours: (metric: string) => StoredHours | null,
): FigureFacts[] {
  const { vcpus, memoryBytes, maxConnections } = attributes;
  const of = (
    metric: string,
    whole: number | null,
    use: UseOf,
    rest: Pick<FigureFacts, 'dimension' | 'unit'>,
  ): FigureFacts => {
    const stored = hours(metric);
    const sized = use.of === 'percent' || whole !== null;
    return {
      ...rest,
      use: stored === null || !sized ? null : hourlyUse(stored, use),
      missing: stored !== null && !sized ? 'no_size' : 'no_data',
      provisioned: () => whole,
      source: { resource: id, metric, stat: 'Average' },
    };
  };
  return [
    of('CPUUtilization', vcpus, { of: 'percent' }, { dimension: 'cpu', unit: 'vCPU' }),
    of(
      'FreeableMemory',
      memoryBytes,
      { of: 'free', whole: () => memoryBytes },
      { dimension: 'memory', unit: 'Bytes' },
    ),
    storage(id, attributes, changes, hours('FreeStorageSpace')),
    of(
      'DatabaseConnections',
      maxConnections,
      { of: 'part', whole: () => maxConnections },
      { dimension: 'connections', unit: 'Count' },
    ),
  ];
}

function storage(
  id: string,
  { engine, allocatedGiB, maxAllocatedGiB }: ReviewedDatabase,
  changes: readonly AllocationRow[],
  stored: StoredHours | null,
): FigureFacts {
  const facts = { dimension: 'storage', unit: 'Bytes' } as const;
  // Aurora's storage grows by itself and is not allocated.
  if (engine.startsWith('aurora') || allocatedGiB === null || allocatedGiB <= 0) {
    return { ...facts, use: null, missing: 'not_applicable', provisioned: () => null, source: null };
  }
  const allocatedAt = (at: number): number => {
    const next = changes.find((change) => change.at.getTime() > at && change.before !== null);
    return (next?.before ?? allocatedGiB) * GIB;
  };
  return {
    ...facts,
    use: stored && hourlyUse(stored, { of: 'free', whole: allocatedAt }),
    missing: 'no_data',
    provisioned: (week) => allocatedAt(week.to - 1),
    source: { resource: id, metric: 'FreeStorageSpace', stat: 'Average' },
    storage: stored && {
      hourly: { from: stored.from, values: stored.min },
      allocatedBytes: allocatedGiB * GIB,
      maxAllocatedBytes: maxAllocatedGiB === null ? null : maxAllocatedGiB * GIB,
      lastChangeAt: changes.at(-1)?.at.getTime() ?? null,
    },
  };
}
