import type { TaskRun } from '@danji/analysis';
import type { EcsService } from '../../aws/index.js';
import { resourceId } from '../resource-id.js';

/** Key of a service by what its tasks say of it: names are unique in a cluster only. */
export function serviceKey(clusterArn: string, serviceName: string): string {
  return `${clusterArn} service:${serviceName}`;
}

/** The same key from a task; null for one outside services. */
export function serviceKeyOf({ clusterArn, group }: Pick<TaskRun, 'clusterArn' | 'group'>): string | null {
  return group?.startsWith('service:') ? `${clusterArn ?? ''} ${group}` : null;
}

/** A service that is gone (or could not be listed) still owns its tasks: its ARN follows from the cluster's. */
export function serviceIdOf(run: TaskRun, service: EcsService | undefined): string | null {
  if (service) return resourceId('ecs_service', service.serviceArn);
  const { group, clusterArn = null } = run;
  if (!group?.startsWith('service:') || clusterArn === null) return null;
  const arn = `${clusterArn.replace(':cluster/', ':service/')}/${group.slice('service:'.length)}`;
  return resourceId('ecs_service', arn);
}
