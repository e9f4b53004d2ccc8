import {
  hourlyUse,
  reviewFigure,
  type FigureFacts,
  type HourlyUse,
  type ReviewWindow,
} from '@danji/analysis';
import { metricName, type ReviewFigure } from '@danji/shared';
import { AT_ONCE, inChunks, type HoursReader } from './hours-reader.js';
import type { AgentSeriesRow, SubjectRow } from './review.repository.js';
import { ReviewedHost } from './review-attributes.js';
import { factRow, wasThere, type FactRow } from './review-rows.js';

const MIB = 1024 ** 2;

/**
 * Rows of hosts. Memory and disks are known where an agent sends them; of several disks the one with the highest p95 of
 * the week counts, and how large it is, is not known.
 */
export async function readHosts(
  hosts: readonly SubjectRow[],
  agent: readonly AgentSeriesRow[],
  { reader, window }: { reader: HoursReader; window: ReviewWindow },
): Promise<FactRow[]> {
  const byHost = Map.groupBy(agent, (series) => series.resource_id);
  const rows: FactRow[] = [];
  for (const chunk of inChunks(hosts, AT_ONCE)) {
    const named = (id: string, metric: string): string[] =>
      (byHost.get(id) ?? [])
        .filter((series) => series.metric === metric)
        .map((series) => metricName({ namespace: 'CWAgent', metric }, series.dimensions));
    const hours = await reader.read(
      chunk.flatMap(({ id }) =>
        ['CPUUtilization', ...named(id, 'mem_used_percent'), ...named(id, 'disk_used_percent')].map(
          (metric) => ({
            resource: id,
            metric,
          }),
        ),
      ),
    );
    for (const row of chunk) {
      const use = (metric: string): HourlyUse | null => {
        const stored = hours(row.id, metric);
        return stored && hourlyUse(stored, { of: 'percent' });
      };
      const attributes = ReviewedHost.parse(row.attributes);
      const figures = figuresOf(row, attributes, window, {
        use,
        memory: named(row.id, 'mem_used_percent'),
        disks: named(row.id, 'disk_used_percent'),
      });
      if (!wasThere(row, figures, window.weeks[3].to)) continue;
      rows.push(factRow(row, { size: attributes.instanceType, count: null, figures }));
    }
  }
  return rows;
}

function figuresOf(
  { id }: SubjectRow,
  { vcpus, memoryMiB }: ReviewedHost,
  window: ReviewWindow,
  stored: { use: (metric: string) => HourlyUse | null; memory: string[]; disks: string[] },
): ReviewFigure[] {
  const figure = (facts: Omit<FigureFacts, 'use' | 'source'>, metric: string | undefined): ReviewFigure =>
    reviewFigure(
      {
        ...facts,
        use: metric === undefined ? null : stored.use(metric),
        source: metric === undefined ? null : { resource: id, metric, stat: 'Average' },
      },
      window,
    );
  const disk: Omit<FigureFacts, 'use' | 'source'> = {
    dimension: 'storage',
    unit: 'Bytes',
    missing: 'not_collected',
    provisioned: () => null,
  };
  const disks = stored.disks.map((metric) => figure(disk, metric));
  return [
    figure(
      { dimension: 'cpu', unit: 'vCPU', missing: 'no_data', provisioned: () => vcpus },
      'CPUUtilization',
    ),
    figure(
      {
        dimension: 'memory',
        unit: 'Bytes',
        missing: 'not_collected',
        provisioned: () => (memoryMiB === null ? null : memoryMiB * MIB),
      },
      stored.memory[0],
    ),
    disks.toSorted((a, b) => (b.p95 ?? -1) - (a.p95 ?? -1))[0] ?? figure(disk, undefined),
  ];
}
