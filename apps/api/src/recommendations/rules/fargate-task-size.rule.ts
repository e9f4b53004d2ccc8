import { Injectable } from '@nestjs/common';
import type { Context, ServiceAttributes } from '@danji/shared';
import {
  bucketGrid,
  evaluateFargateTaskSize,
  fargatePrice,
  type BucketGrid,
  type FargateTaskSizeFacts,
} from '@danji/analysis';
import { ReadMetrics, type MetricBuckets } from '../../metrics/index.js';
import type { ServiceHistory, ServiceSubject } from '../history.repository.js';
import { HISTORY_MS, randomOf, type Judgement } from './judgement.js';

const STEP = 300;
/** Services read at once: two weeks of four series are 1,344 stored hours each. */
const AT_ONCE = 10;

const SERIES = {
  cpuAverage: ['CPUUtilization', 'Average'],
  cpuMaximum: ['CPUUtilization', 'Maximum'],
  memoryMaximum: ['MemoryUtilization', 'Maximum'],
  running: ['LiveTaskCount', 'Average'],
} as const;
type SeriesName = keyof typeof SERIES;
const NAMES = Object.keys(SERIES) as SeriesName[];

/** Another size for the tasks of a Fargate service. */
@Injectable()
export class FargateTaskSizeRule {
  constructor(private readonly readMetrics: ReadMetrics) {}

  /** `now`: epoch ms. */
  async run(
    ctx: Context,
    services: readonly ServiceSubject[],
    histories: ReadonlyMap<string, ServiceHistory>,
    now: number,
  ): Promise<Judgement[]> {
    const fargate = services.filter(({ attributes }) => isSizable(attributes));
    const end = Math.floor(now / (STEP * 1000)) * STEP * 1000;
    const grid = bucketGrid({ from: end - HISTORY_MS, to: end, step: STEP, tz: 'UTC' });
    const judgements: Judgement[] = [];
    for (let i = 0; i < fargate.length; i += AT_ONCE) {
      const some = fargate.slice(i, i + AT_ONCE);
      const found = await this.readMetrics.run(ctx, some.flatMap(queriesOf), grid);
      for (const subject of some) {
        const history = histories.get(subject.id);
        if (history === undefined) continue;
        const verdict = evaluateFargateTaskSize(factsOf(subject, history, found, grid));
        judgements.push({ rule: 'fargate_task_size', subject, verdict });
      }
    }
    return judgements;
  }
}

function isSizable({ launchType, taskCpu, taskMemory, desired }: ServiceAttributes): boolean {
  return launchType === 'FARGATE' && taskCpu !== null && taskMemory !== null && desired > 0;
}

function queriesOf({ id }: ServiceSubject): { id: string; resource: string; metric: string; stat: string }[] {
  return NAMES.map((name) => {
    const [metric, stat] = SERIES[name];
    return { id: `${id} ${name}`, resource: id, metric, stat };
  });
}

function factsOf(
  subject: ServiceSubject,
  history: ServiceHistory,
  found: ReadonlyMap<string, MetricBuckets>,
  grid: BucketGrid,
): FargateTaskSizeFacts {
  const { attributes, region } = subject;
  const begin = grid.starts[0] ?? grid.end;
  // Percent of another size says nothing of this one.
  const skip = Math.max(0, Math.ceil(((history.resizedAt ?? begin) - begin) / (STEP * 1000)));
  const series = (name: SeriesName): Float64Array =>
    found.get(`${subject.id} ${name}`)?.buckets.values.slice(skip) ??
    new Float64Array(grid.starts.length - skip).fill(NaN);
  const architecture = attributes.architecture === 'ARM64' ? 'ARM64' : 'X86_64';
  return {
    clusterName: attributes.clusterName,
    serviceName: subject.name,
    family: attributes.family,
    region,
    platform: /windows/i.test(history.operatingSystem ?? '') ? 'WINDOWS' : 'LINUX',
    current: { cpu: attributes.taskCpu ?? 0, memoryMiB: attributes.taskMemory ?? 0 },
    from: begin + skip * STEP * 1000,
    step: STEP,
    cpuAverage: series('cpuAverage'),
    cpuMaximum: series('cpuMaximum'),
    memoryMaximum: series('memoryMaximum'),
    running: series('running'),
    outOfMemoryAt: history.outOfMemoryAt,
    reserved: reservedOf(history),
    targetTracking: {
      cpu: targetOf(attributes, 'ECSServiceAverageCPUUtilization'),
      memory: targetOf(attributes, 'ECSServiceAverageMemoryUtilization'),
    },
    price: fargatePrice(region, architecture),
    spot: attributes.strategy.some(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT'),
    profile: 'balanced',
    random: randomOf(subject.id),
  };
}

/** What the containers ask for together; null where none asks. */
function reservedOf({ containers }: ServiceHistory): FargateTaskSizeFacts['reserved'] {
  const cpu = containers.reduce((sum, container) => sum + (container.cpu ?? 0), 0);
  const memoryMiB = containers.reduce((sum, c) => sum + (c.memory ?? c.memoryReservation ?? 0), 0);
  return cpu === 0 && memoryMiB === 0 ? null : { cpu, memoryMiB };
}

function targetOf({ scaling }: ServiceAttributes, metric: string): number | null {
  return scaling?.policies.find((policy) => policy.metric === metric)?.target ?? null;
}
