import { Injectable } from '@nestjs/common';
import { bucketGrid, compareLaunchTypes, fargatePrice, instancePrice } from '@danji/analysis';
import { ServiceAttributes, type Context, type LaunchTypeCost } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { badInput, requirePermission } from '../http/index.js';
import { ReadMetrics } from '../metrics/index.js';
import { GetResource } from '../resources/index.js';

const HOUR_MS = 3_600_000;
const DAYS = 14;

/** GET /resources/{id}/launch-type-cost: what the tasks of a service cost on Fargate and on EC2. */
@Injectable()
export class ReadLaunchTypeCost {
  constructor(
    private readonly getResource: GetResource,
    private readonly readMetrics: ReadMetrics,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError VALIDATION for anything but a service whose task size is known */
  async run(ctx: Context, id: string): Promise<LaunchTypeCost> {
    requirePermission(ctx, 'fleet.read');
    const item = await this.getResource.run(ctx, id);
    const parsed = ServiceAttributes.safeParse(item.attributes);
    if (item.kind !== 'ecs_service' || !parsed.success) {
      throw badInput('id', id, 'Name an ECS service; only its tasks can be compared.');
    }
    const { taskCpu, taskMemory, running, launchType, architecture } = parsed.data;
    if (taskCpu === null || taskMemory === null) {
      throw badInput('id', id, 'The size of its tasks is not set, so nothing can be compared.');
    }
    const to = Math.floor(this.clock.now() / HOUR_MS) * HOUR_MS;
    const from = to - DAYS * 24 * HOUR_MS;
    const tasks = (await this.tasks(ctx, id, from, to)) ?? { average: running, highest: running };
    const chip = architecture === 'ARM64' ? 'ARM64' : 'X86_64';
    const cost = compareLaunchTypes({
      cpu: taskCpu,
      memoryMiB: taskMemory,
      averageTasks: tasks.average,
      highestTasks: tasks.highest,
      architecture: chip,
      fargate: fargatePrice(item.region, chip),
      instancePrice: (type) => instancePrice(type, item.region),
    });
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      cpu: taskCpu,
      memory: taskMemory,
      averageTasks: tasks.average,
      highestTasks: tasks.highest,
      launchType,
      ...cost,
      note: {
        en: 'List prices on demand, estimate. Fargate bills what runs; EC2 bills instances that hold the most tasks that ran, two at least. Patching, agents and room for rollouts are not counted.',
        ko: '온디맨드 정가 기준 추정. Fargate는 실행한 만큼, EC2는 가장 많이 실행된 태스크를 담는 인스턴스(최소 2대)로 계산. 패치, 에이전트, 배포 여유분은 제외.',
      },
    };
  }

  /** Running tasks over the hours that were measured; null where none was. */
  private async tasks(ctx: Context, id: string, from: number, to: number) {
    const grid = bucketGrid({ from, to, step: 3600, tz: 'UTC' });
    const query = { id, resource: id, metric: 'LiveTaskCount', stat: 'Average' };
    const found = (await this.readMetrics.run(ctx, [query], grid)).get(id);
    const hours = [...(found?.buckets.values ?? [])].filter((value) => value === value);
    if (hours.length === 0) return null;
    return {
      average: hours.reduce((sum, value) => sum + value, 0) / hours.length,
      highest: Math.ceil(Math.max(...hours) - 0.01),
    };
  }
}
