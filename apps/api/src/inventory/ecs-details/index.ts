import type { AwsPlace } from '../../aws/index.js';
import type { Snapshot } from '../gather.js';
import { resourceId } from '../resource-id.js';
import type { SweepMemory } from '../sweep-memory.js';
import type { DetailsContext } from './details-context.js';
import { Families } from './families.js';
import { ServiceDeployments, type DescribedDeployment } from './service-deployments.js';
import { TaskProtection } from './task-protection.js';
import { TaskSets } from './task-sets.js';

export type { DescribedDeployment } from './service-deployments.js';
export { taskSetRollouts } from './task-set-rollouts.js';

export interface DetailsRead {
  deployments: DescribedDeployment[];
  failures: Snapshot['failures'];
}

/** What ECS offers one service or one family at a time: read on change, else in rotation. */
export class EcsDetails {
  readonly families = new Families();
  readonly taskSets = new TaskSets();
  readonly protection = new TaskProtection();
  readonly deployments = new ServiceDeployments();

  async read(
    place: AwsPlace,
    { clusters }: Snapshot,
    memory: SweepMemory,
    timing: { now: number; sweepSeconds: number },
  ): Promise<DetailsRead> {
    const failures: Snapshot['failures'] = [];
    if (!clusters) return { deployments: [], failures };
    const context: DetailsContext = {
      place,
      clusters,
      ...timing,
      failed: (part, error) => failures.push({ part, error }),
    };
    const scales = (arn: string): boolean =>
      (memory.scaling.get(resourceId('ecs_service', arn)) ?? null) !== null;
    const [deployments] = await Promise.all([
      this.deployments.read(context),
      this.families.read(context),
      this.taskSets.read(context),
      this.protection.read(context, scales),
    ]);
    return { deployments, failures };
  }
}
