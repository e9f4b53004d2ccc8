import {
  hourlyUse,
  reviewFigure,
  type FigureFacts,
  type HourlyUse,
  type ReviewWindow,
} from '@danji/analysis';
import type { ReviewFigure } from '@danji/shared';
import type { HoursReader } from './hours-reader.js';
import type { SubjectRow } from './review.repository.js';
import { ReviewedCluster } from './review-attributes.js';
import { factRow, wasThere, type FactRow } from './review-rows.js';
import { hadWithin, type TogetherUse } from './review-services.js';

const MIB = 1024 ** 2;
const METRICS = ['CPUUtilization', 'MemoryUtilization', 'CPUReservation', 'MemoryReservation'];

/**
 * Rows of clusters. One with hosts has ECS's own metrics of them (tasks on Fargate are not in these), and what tasks
 * reserve; one without has what its services use together (WeightedUse).
 */
export async function readClusters(
  clusters: readonly SubjectRow[],
  services: readonly FactRow[],
  {
    reader,
    window,
    together,
  }: { reader: HoursReader; window: ReviewWindow; together: Map<string, TogetherUse> },
): Promise<FactRow[]> {
  const hours = await reader.read(
    clusters.flatMap(({ id: resource }) => METRICS.map((metric) => ({ resource, metric }))),
  );
  return clusters.flatMap((row) => {
    const attributes = ReviewedCluster.parse(row.attributes);
    const members = services.filter((service) => service.parentId === row.id && !service.gone);
    const use = (metric: string): HourlyUse | null => {
      const stored = hours(row.id, metric);
      return stored && hourlyUse(stored, { of: 'percent' });
    };
    const figures =
      attributes.registeredInstances > 0
        ? hostFigures(row, attributes, use, window)
        : serviceFigures(together.get(row.id), members.length, { reader, window });
    if (!wasThere(row, figures, window.weeks[3].to)) return [];
    const hosts = attributes.registeredInstances;
    const size = hosts > 0 ? `${hosts} hosts` : null;
    return [factRow(row, { size, count: members.length, figures })];
  });
}

function hostFigures(
  row: SubjectRow,
  { registered }: ReviewedCluster,
  use: (metric: string) => HourlyUse | null,
  window: ReviewWindow,
): ReviewFigure[] {
  // What was registered in weeks before is not kept.
  const now = (amount: number | null) => (week: ReviewWindow['weeks'][number]) =>
    week === window.weeks[3] ? amount : null;
  const cpu = registered?.cpu ?? null;
  const memory = registered?.memory ?? null;
  const facts: FigureFacts[] = [
    {
      dimension: 'cpu',
      unit: 'vCPU',
      use: use('CPUUtilization'),
      reserved: use('CPUReservation'),
      missing: 'no_data',
      provisioned: now(cpu === null ? null : cpu / 1024),
      source: { resource: row.id, metric: 'CPUUtilization', stat: 'Average' },
    },
    {
      dimension: 'memory',
      unit: 'Bytes',
      use: use('MemoryUtilization'),
      reserved: use('MemoryReservation'),
      missing: 'no_data',
      provisioned: now(memory === null ? null : memory * MIB),
      source: { resource: row.id, metric: 'MemoryUtilization', stat: 'Average' },
    },
  ];
  return facts.map((each) => reviewFigure(each, window));
}

function serviceFigures(
  together: TogetherUse | undefined,
  members: number,
  { reader, window }: { reader: HoursReader; window: ReviewWindow },
): ReviewFigure[] {
  return (['cpu', 'memory'] as const).map((dimension) => {
    const sum = together?.[dimension].result();
    const known = sum?.use.means.some((value) => value === value) ?? false;
    return reviewFigure(
      {
        dimension,
        unit: dimension === 'cpu' ? 'vCPU' : 'Bytes',
        use: sum !== undefined && known ? sum.use : null,
        missing: members === 0 ? 'not_applicable' : 'no_data',
        provisioned: (week) =>
          sum === undefined
            ? null
            : hadWithin(sum.had, reader.from, { from: week.from, to: Math.min(week.to, window.asOf) }),
        source: null,
      },
      window,
    );
  });
}
