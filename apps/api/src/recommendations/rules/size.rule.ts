import { Injectable } from '@nestjs/common';
import {
  bucketGrid,
  evaluateCredits,
  evaluateDatabaseSize,
  evaluateInstanceSize,
  instancePrice,
} from '@danji/analysis';
import type { Context, Ec2InstanceAttributes, RdsInstanceAttributes } from '@danji/shared';
import { ReadMetrics } from '../../metrics/index.js';
import { HistoryRepository, type Subject } from '../history.repository.js';
import { HISTORY_MS, type Judgement } from './judgement.js';

const HOUR_MS = 3_600_000;
const BURSTABLE = /^(db\.)?t\d/;

type Instance = Subject<Ec2InstanceAttributes>;
type Database = Subject<RdsInstanceAttributes>;
type Values = (id: string, name: string) => Float64Array;

/** Instances and databases that are larger than their work, or run out of CPU credits. Hours of two weeks. */
@Injectable()
export class SizeRule {
  constructor(
    private readonly history: HistoryRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  /** `now`: epoch ms. */
  async run(ctx: Context, databases: readonly Database[], now: number): Promise<Judgement[]> {
    const instances = (await this.history.subjects<Ec2InstanceAttributes>('ec2_instance')).filter(
      ({ state }) => state === 'running',
    );
    const end = Math.floor(now / HOUR_MS) * HOUR_MS;
    const from = end - HISTORY_MS;
    const grid = bucketGrid({ from, to: end, step: 3600, tz: 'UTC' });
    const queries = [...instances.flatMap(instanceQueries), ...databases.flatMap(databaseQueries)];
    const found = await this.readMetrics.run(ctx, queries, grid);
    const values: Values = (id, name) =>
      found.get(`${id} ${name}`)?.buckets.values ?? new Float64Array(grid.starts.length).fill(NaN);
    return [
      ...instances.flatMap((instance) => judgeInstance(instance, values, from)),
      ...databases.flatMap((database) => judgeDatabase(database, values, from)),
    ];
  }
}

const query = (id: string, name: string, metric: string, stat: string) => ({
  id: `${id} ${name}`,
  resource: id,
  metric,
  stat,
});

function instanceQueries({ id, attributes }: Instance) {
  return [
    query(id, 'cpu', 'CPUUtilization', 'Maximum'),
    query(id, 'memory', 'CWAgent/mem_used_percent', 'Maximum'),
    ...(BURSTABLE.test(attributes.instanceType) ? [query(id, 'credits', 'CPUCreditBalance', 'Minimum')] : []),
  ];
}

function databaseQueries({ id, attributes }: Database) {
  return [
    query(id, 'cpu', 'CPUUtilization', 'Maximum'),
    query(id, 'memory', 'FreeableMemory', 'Minimum'),
    query(id, 'connections', 'DatabaseConnections', 'Maximum'),
    ...(BURSTABLE.test(attributes.instanceClass)
      ? [query(id, 'credits', 'CPUCreditBalance', 'Minimum')]
      : []),
  ];
}

function judgeInstance(subject: Instance, values: Values, from: number): Judgement[] {
  const { attributes, id, region, nativeId } = subject;
  const memory = values(id, 'memory');
  const size = evaluateInstanceSize({
    instanceId: nativeId,
    instanceType: attributes.instanceType,
    region,
    from,
    cpuMaximum: values(id, 'cpu'),
    memoryMaximum: memory.some((value) => value === value) ? memory : null,
    isContainerHost: attributes.containerInstanceId !== null || attributes.autoScalingGroup !== null,
    lifecycle: attributes.lifecycle === 'spot' ? 'spot' : 'on-demand',
    priceOf: (type) => instancePrice(type, region),
  });
  const credits = evaluateCredits({
    kind: 'ec2',
    name: subject.name,
    nativeId,
    type: attributes.instanceType,
    region,
    from,
    balance: values(id, 'credits'),
  });
  return [
    { rule: 'oversized_ec2_instance', subject, verdict: size },
    { rule: 'cpu_credits_running_out', subject, verdict: credits },
  ];
}

function judgeDatabase(subject: Database, values: Values, from: number): Judgement[] {
  const { attributes, id, region, nativeId } = subject;
  const size = evaluateDatabaseSize({
    name: nativeId,
    region,
    engine: attributes.engine,
    instanceClass: attributes.instanceClass,
    isReplica: attributes.replicaOf !== null,
    memoryBytes: attributes.memoryBytes,
    from,
    cpuMaximum: values(id, 'cpu'),
    freeableMinimum: values(id, 'memory'),
    connectionsMaximum: values(id, 'connections'),
  });
  const credits = evaluateCredits({
    kind: 'rds',
    name: subject.name,
    nativeId,
    type: attributes.instanceClass,
    region,
    from,
    balance: values(id, 'credits'),
  });
  // One evaluation finds a database idle or oversized: what it does not find of the two no longer holds.
  const idle = size.kind === 'change' && size.recommendation.rule === 'idle_rds_instance';
  const both: Judgement[] =
    size.kind === 'refuse' ? [{ rule: 'idle_rds_instance', subject, verdict: size }] : [];
  return [
    { rule: idle ? 'idle_rds_instance' : 'oversized_rds_instance', subject, verdict: size },
    ...both,
    { rule: 'cpu_credits_running_out', subject, verdict: credits },
  ];
}
