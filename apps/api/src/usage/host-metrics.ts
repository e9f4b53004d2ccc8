import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { bucketGrid } from '@danji/analysis';
import { resourceId } from '../inventory/index.js';
import { ReadMetrics } from '../metrics/index.js';
import type { RunRow } from './subject.repository.js';

export interface ServiceLatency {
  serviceId: string;
  name: string;
  /** Seconds, a value for each minute; NaN without traffic. */
  values: Float64Array;
}

export interface HostMetrics {
  /** Percent by EC2, a value for each minute; null where it was never collected. */
  cpuPercent: Float64Array | null;
  latencies: ServiceLatency[];
}

const METRIC = 'TargetResponseTime';
const STAT = 'Average';

/** What Danji stored of a host beside its tasks' use: its CPU, and how fast the services on it answer. */
@Injectable()
export class ReadHostMetrics {
  constructor(private readonly metrics: ReadMetrics) {}

  /** Epoch ms, whole minutes. */
  async run(
    ctx: Context,
    { ec2Id, runs }: { ec2Id: string | null; runs: readonly RunRow[] },
    range: { from: number; to: number },
  ): Promise<HostMetrics> {
    const groups = groupsOf(runs);
    const grid = bucketGrid({ ...range, step: 60, tz: 'UTC' });
    const queries = [...groups.keys()].map((id) => ({ id, resource: id, metric: METRIC, stat: STAT }));
    if (ec2Id !== null) {
      queries.push({ id: ec2Id, resource: ec2Id, metric: 'CPUUtilization', stat: 'Average' });
    }
    const found = await this.metrics.run(ctx, queries, grid);
    const cpu = ec2Id === null ? undefined : found.get(ec2Id);
    return {
      cpuPercent: cpu === undefined ? null : heldOn(cpu.buckets.values, cpu.buckets.period / 60),
      latencies: [...groups].flatMap(([id, service]) => {
        const buckets = found.get(id)?.buckets;
        return buckets === undefined ? [] : [{ ...service, values: buckets.values }];
      }),
    };
  }
}

export const LATENCY_METRIC = `${METRIC} ${STAT}`;

/** Target groups of the services of some tasks, by Danji's id. */
function groupsOf(runs: readonly RunRow[]): Map<string, { serviceId: string; name: string }> {
  const groups = new Map<string, { serviceId: string; name: string }>();
  for (const { service_id: serviceId, service_name: name, target_groups: targets } of runs) {
    if (serviceId === null || name === null) continue;
    for (const { targetGroupArn } of targets ?? []) {
      if (targetGroupArn) groups.set(resourceId('target_group', targetGroupArn), { serviceId, name });
    }
  }
  return groups;
}

/** A point of five minutes stands for each of them. */
function heldOn(values: Float64Array, minutes: number): Float64Array {
  return values.map((value, i) => {
    for (let back = 0; back < minutes && i - back >= 0; back += 1) {
      const known = values[i - back] as number;
      if (!Number.isNaN(known)) return known;
    }
    return value;
  });
}
