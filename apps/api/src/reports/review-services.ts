import {
  HOUR_MS,
  hourlyUse,
  meanWithin,
  reviewFigure,
  WeightedUse,
  type HourlyUse,
  type ReviewWindow,
} from '@danji/analysis';
import type { ReviewFigure } from '@danji/shared';
import { AT_ONCE, inChunks, type HoursReader } from './hours-reader.js';
import type { SubjectRow } from './review.repository.js';
import { ReviewedService } from './review-attributes.js';
import { factRow, wasThere, type FactRow } from './review-rows.js';

const MIB = 1024 ** 2;

/** A service whose hours are in memory just now. */
export interface MeasuredService {
  row: SubjectRow;
  attributes: ReviewedService;
  cpu: HourlyUse | null;
  memory: HourlyUse | null;
}

/** What the services of one cluster use together. */
export interface TogetherUse {
  cpu: WeightedUse;
  memory: WeightedUse;
}

export interface ReadServices {
  rows: FactRow[];
  /** By cluster. */
  together: Map<string, TogetherUse>;
}

/**
 * Rows of services. A service had as much as its tasks: the mean of LiveTaskCount over the hours of the week times the
 * present size of one task; where LiveTaskCount is not stored, of this week the desired count times that size.
 * `each` is handed every service with its hours, which are dropped afterwards.
 */
export async function readServices(
  services: readonly SubjectRow[],
  reader: HoursReader,
  window: ReviewWindow,
  each: (service: MeasuredService) => void,
): Promise<ReadServices> {
  const rows: FactRow[] = [];
  const together = new Map<string, TogetherUse>();
  for (const chunk of inChunks(services, AT_ONCE)) {
    const hours = await reader.read(
      chunk.flatMap(({ id: resource }) =>
        ['CPUUtilization', 'MemoryUtilization', 'LiveTaskCount'].map((metric) => ({ resource, metric })),
      ),
    );
    for (const row of chunk) {
      const use = (metric: string): HourlyUse | null => {
        const stored = hours(row.id, metric);
        return stored && hourlyUse(stored, { of: 'percent' });
      };
      const attributes = ReviewedService.parse(row.attributes);
      const [cpu, memory, tasks] = [use('CPUUtilization'), use('MemoryUtilization'), use('LiveTaskCount')];
      const measured = { row, attributes, cpu, memory };
      const figures = figuresOf(measured, tasks, window);
      if (!wasThere(row, figures, window.weeks[3].to)) continue;
      each(measured);
      addTogether(together, measured, tasks, reader);
      rows.push(factRow(row, { size: sizeOf(attributes), count: attributes.desired, figures }));
    }
  }
  return { rows, together };
}

function figuresOf(
  { row, attributes, cpu, memory }: MeasuredService,
  tasks: HourlyUse | null,
  window: ReviewWindow,
): ReviewFigure[] {
  const { desired, taskCpu, taskMemory } = attributes;
  const own = window.weeks[3];
  const provisioned =
    (size: number | null) =>
    (week: typeof own): number | null => {
      if (size === null) return null;
      const until = { from: week.from, to: Math.max(week.from, Math.min(week.to, window.asOf)) };
      const count = tasks === null ? (week === own ? desired : null) : meanWithin(tasks, until);
      return count === null ? null : count * size;
    };
  const common = { missing: 'no_data' } as const;
  return [
    reviewFigure(
      {
        ...common,
        dimension: 'cpu',
        unit: 'vCPU',
        use: cpu,
        provisioned: provisioned(taskCpu === null ? null : taskCpu / 1024),
        source: { resource: row.id, metric: 'CPUUtilization', stat: 'Average' },
      },
      window,
    ),
    reviewFigure(
      {
        ...common,
        dimension: 'memory',
        unit: 'Bytes',
        use: memory,
        provisioned: provisioned(taskMemory === null ? null : taskMemory * MIB),
        source: { resource: row.id, metric: 'MemoryUtilization', stat: 'Average' },
      },
      window,
    ),
  ];
}

/** A cluster without hosts has no metrics of its own: its services' use, weighted by what their tasks have. */
function addTogether(
  together: Map<string, TogetherUse>,
  { row, attributes, cpu, memory }: MeasuredService,
  tasks: HourlyUse | null,
  reader: HoursReader,
): void {
  if (row.parent_id === null) return;
  const sum = together.get(row.parent_id) ?? {
    cpu: new WeightedUse(reader.from, reader.hours),
    memory: new WeightedUse(reader.from, reader.hours),
  };
  together.set(row.parent_id, sum);
  if (tasks === null) return;
  const { taskCpu, taskMemory } = attributes;
  if (cpu !== null && taskCpu !== null) sum.cpu.add(cpu, times(tasks.means, taskCpu / 1024));
  if (memory !== null && taskMemory !== null) sum.memory.add(memory, times(tasks.means, taskMemory * MIB));
}

function times(counts: Float64Array, size: number): Float64Array {
  return counts.map((count) => count * size);
}

function sizeOf({ taskCpu, taskMemory, desired }: ReviewedService): string | null {
  if (taskCpu === null || taskMemory === null) return null;
  return `${Number((taskCpu / 1024).toFixed(3))} vCPU, ${Number((taskMemory / 1024).toFixed(2))} GiB x ${desired ?? '?'}`;
}

/** Mean of what a cluster's services had together within a range, in its unit. */
export function hadWithin(
  had: Float64Array,
  from: number,
  range: { from: number; to: number },
): number | null {
  const [first, end] = [range.from, range.to].map((at) => Math.max(0, Math.ceil((at - from) / HOUR_MS)));
  const known = had.subarray(first, end).filter((value) => value === value);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
