import type { TrailChange } from '../../aws/index.js';
import {
  ec2InstanceArn,
  partitionOf,
  rdsClusterArn,
  rdsInstanceArn,
  resourceId,
  securityGroupArn,
} from '../resource-id.js';

/** Where changes were made, and what only a listing of its groups tells: their ARNs have an id of AWS's own. */
export interface TrailPlace {
  region: string;
  accountId: string;
  groupArnOf: (name: string) => string | undefined;
}

/** Ids of what a change names; ids follow from ARNs. Empty where it names nothing that Danji keeps. */
export function changedResources(change: TrailChange, place: TrailPlace): string[] {
  const { region, accountId } = place;
  const { named, serviceArn, taskDefinitionArn } = change;
  const prefix = `arn:${partitionOf(region)}`;
  const ids: string[] = [];
  if (taskDefinitionArn !== null) ids.push(resourceId('ecs_task_definition', taskDefinitionArn));
  const scaled = /^service\/[^/]+\/[^/]+$/.test(named?.resourceId ?? '') ? named?.resourceId : undefined;
  const service =
    serviceArn ?? (scaled ? `${prefix}:ecs:${region}:${accountId}:${scaled}` : serviceOfTask(change.task));
  if (service !== null) ids.push(resourceId('ecs_service', service));
  const { dBInstanceIdentifier: database, dBClusterIdentifier: cluster, groupId } = named ?? {};
  if (database) ids.push(resourceId('rds_instance', rdsInstanceArn(region, accountId, database)));
  if (cluster) ids.push(resourceId('rds_cluster', rdsClusterArn(region, accountId, cluster)));
  if (groupId) ids.push(resourceId('security_group', securityGroupArn(region, accountId, groupId)));
  const group = named?.autoScalingGroupName;
  const groupArn = group ? place.groupArnOf(group) : undefined;
  if (groupArn !== undefined) ids.push(resourceId('auto_scaling_group', groupArn));
  for (const id of change.instanceIds)
    ids.push(resourceId('ec2_instance', ec2InstanceArn(region, accountId, id)));
  const standalone = change.task !== null && serviceOfTask(change.task) === null;
  if (standalone && change.task?.clusterArn) ids.push(resourceId('ecs_cluster', change.task.clusterArn));
  return ids;
}

/** The service whose task was stopped: its ARN follows from the cluster's. Null for tasks of no service. */
function serviceOfTask(task: TrailChange['task']): string | null {
  const name = /^service:(.+)$/.exec(task?.group ?? '')?.[1];
  const cluster = task?.clusterArn ?? clusterOf(task?.arn ?? '');
  return name === undefined || cluster === null
    ? null
    : `${cluster.replace(':cluster/', ':service/')}/${name}`;
}

/** `arn:…:task/CLUSTER/ID` names its cluster; the form before 2018 does not. */
function clusterOf(taskArn: string): string | null {
  const parts = /^(arn:[^:]+:ecs:[^:]+:\d+):task\/([^/]+)\/[^/]+$/.exec(taskArn);
  return parts === null ? null : `${parts[1]}:cluster/${parts[2]}`;
}
