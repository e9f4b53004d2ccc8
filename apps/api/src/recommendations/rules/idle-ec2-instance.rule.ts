import { Injectable } from '@nestjs/common';
import type {
  AutoScalingGroupAttributes,
  ContainerInstanceAttributes,
  Context,
  Ec2InstanceAttributes,
} from '@danji/shared';
import { bucketGrid, evaluateIdleInstance, instancePrice, type IdleInstanceFacts } from '@danji/analysis';
import { ReadMetrics, type MetricBuckets } from '../../metrics/index.js';
import { HistoryRepository, type Subject } from '../history.repository.js';
import { HISTORY_MS, randomOf, type Judgement } from './judgement.js';

const HOUR_MS = 3_600_000;

type Instance = Subject<Ec2InstanceAttributes>;

/** An instance that does nothing and costs all the same. */
@Injectable()
export class IdleEc2InstanceRule {
  constructor(
    private readonly history: HistoryRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  /** `now`: epoch ms. */
  async run(ctx: Context, now: number): Promise<Judgement[]> {
    const [instances, hosts, groups] = await Promise.all([
      this.history.subjects<Ec2InstanceAttributes>('ec2_instance'),
      this.history.subjects<ContainerInstanceAttributes>('ecs_container_instance'),
      this.history.subjects<AutoScalingGroupAttributes>('auto_scaling_group'),
    ]);
    const running = instances.filter(({ state }) => state === 'running');
    const end = Math.floor(now / HOUR_MS) * HOUR_MS;
    const from = end - HISTORY_MS;
    const grid = bucketGrid({ from, to: end, step: 3600, tz: 'UTC' });
    const queries = running.flatMap(({ id }) => [
      { id: `${id} cpu`, resource: id, metric: 'CPUUtilization', stat: 'Maximum' },
      { id: `${id} in`, resource: id, metric: 'NetworkIn', stat: 'Sum' },
      { id: `${id} out`, resource: id, metric: 'NetworkOut', stat: 'Sum' },
    ]);
    const found = await this.readMetrics.run(ctx, queries, grid);
    const tasksOn = new Map(hosts.map((host) => [host.id, host.attributes.runningTasks]));
    return running.map((subject): Judgement => {
      const group = groups.find(
        ({ name, region, scopeId }) =>
          name === subject.attributes.autoScalingGroup &&
          region === subject.region &&
          scopeId === subject.scopeId,
      );
      const facts = factsOf(subject, { found, from, size: grid.starts.length, tasksOn, group });
      return { rule: 'idle_ec2_instance', subject, verdict: evaluateIdleInstance(facts) };
    });
  }
}

function factsOf(
  subject: Instance,
  known: {
    found: ReadonlyMap<string, MetricBuckets>;
    from: number;
    size: number;
    tasksOn: ReadonlyMap<string, number>;
    group: Subject<AutoScalingGroupAttributes> | undefined;
  },
): IdleInstanceFacts {
  const { attributes, id, region } = subject;
  const values = (name: string): Float64Array =>
    known.found.get(`${id} ${name}`)?.buckets.values ?? new Float64Array(known.size).fill(NaN);
  const [received, sent] = [values('in'), values('out')];
  const host = attributes.containerInstanceId;
  return {
    instanceId: subject.nativeId,
    instanceType: attributes.instanceType,
    region,
    from: known.from,
    cpuMaximum: values('cpu'),
    networkBytes: received.map((bytes, i) => bytes + (sent[i] ?? NaN)),
    tasks: host === null ? null : (known.tasksOn.get(host) ?? null),
    autoScalingGroup: known.group
      ? {
          name: known.group.name,
          desired: known.group.attributes.desired,
          minimum: known.group.attributes.minimum,
        }
      : null,
    lifecycle: attributes.lifecycle === 'spot' ? 'spot' : 'on-demand',
    price: instancePrice(attributes.instanceType, region),
    random: randomOf(id),
  };
}
