import { awsCommand } from '../recommendations/command.js';

export interface RolloutPlace {
  region: string;
  cluster: string;
  service: string;
  serviceArn: string;
}

export interface RolloutToUndo {
  /** ROLLING, BLUE_GREEN, LINEAR, CANARY, CODE_DEPLOY or EXTERNAL. */
  strategy: string;
  /** AWS's own name of the service deployment, the CodeDeploy deployment, or the task set; null where not read. */
  name: string | null;
  /** `ecs-svc/N` of the task set, and of the one before; null where not known. */
  taskSet: string;
  taskSetBefore: string | null;
  family: string;
  previousRevision: number | null;
  isUnderWay: boolean;
}

/**
 * What a person types to stop a rollout, and to go back to what ran before; null where there is nothing to stop or
 * nowhere to go back to. Names come from outside and are quoted for a POSIX shell.
 */
export function rolloutCommands(
  place: RolloutPlace,
  rollout: RolloutToUndo,
): { stop: string | null; rollback: string | null } {
  return {
    stop: rollout.isUnderWay ? stopCommand(place, rollout) : null,
    rollback: rollbackCommand(place, rollout),
  };
}

function stopCommand(place: RolloutPlace, { strategy, name, taskSet }: RolloutToUndo): string | null {
  const { region, cluster, service } = place;
  if (strategy === 'EXTERNAL')
    return awsCommand('ecs delete-task-set', { region, cluster, service, 'task-set': taskSet });
  if (name === null) return null;
  if (strategy === 'CODE_DEPLOY')
    return `${awsCommand('deploy stop-deployment', { region, 'deployment-id': name })} \\\n  --auto-rollback-enabled`;
  return awsCommand('ecs stop-service-deployment', {
    region,
    'service-deployment-arn': serviceDeploymentArn(place, name),
    'stop-type': 'ROLLBACK',
  });
}

/** Service ARNs of before 2021 do not name the cluster; those of service deployments always do. */
function serviceDeploymentArn({ serviceArn, cluster, service }: RolloutPlace, name: string): string {
  const prefix = serviceArn.slice(0, serviceArn.indexOf(':service/'));
  return `${prefix}:service-deployment/${cluster}/${service}/${name}`;
}

function rollbackCommand(place: RolloutPlace, rollout: RolloutToUndo): string | null {
  const { region, cluster, service } = place;
  const { strategy, taskSetBefore, family, previousRevision, isUnderWay } = rollout;
  if (strategy === 'EXTERNAL') {
    if (taskSetBefore === null || !isUnderWay) return null;
    const primary = { region, cluster, service, 'primary-task-set': taskSetBefore };
    return awsCommand('ecs update-service-primary-task-set', primary);
  }
  // A service that CodeDeploy deploys refuses another task definition from anybody else.
  if (strategy === 'CODE_DEPLOY' || previousRevision === null) return null;
  const definition = `${family}:${previousRevision}`;
  return awsCommand('ecs update-service', { region, cluster, service, 'task-definition': definition });
}
