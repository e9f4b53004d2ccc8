import type { AwsRecord } from '../../../world/types.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describe, inCluster, INVALID_TOKEN, requireCluster, withoutMembers } from './identifiers.js';
import { LAUNCH_TYPES, serviceNotFound } from './services.js';

export const listTasks: Operation = {
  service: 'ecs',
  name: 'ListTasks',
  bucket: () => ({ bucket: 'ecs:cluster-resource-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'serviceName', 'containerInstance'),
  run(call) {
    const cluster = requireCluster(call);
    const { accepts, context } = taskFilter(call, cluster);
    const tasks = call.view.tasks(text(cluster, 'clusterArn')).filter(accepts);
    const page = paginate(tasks, (task) => text(task, 'taskArn'), {
      size: call.params.integer('maxResults', 1, 100) ?? 100,
      token: call.params.string('nextToken'),
      context: `ListTasks ${context}`,
      invalid: INVALID_TOKEN,
    });
    return { taskArns: page.items.map((task) => task['taskArn']), nextToken: page.token };
  },
};

/** Filters add up. Desired status is RUNNING unless given; PENDING matches nothing, as the API reference says. */
function taskFilter(
  call: Call,
  cluster: AwsRecord,
): { accepts: (task: AwsRecord) => boolean; context: string } {
  const { params } = call;
  const desiredStatus = params.oneOf('desiredStatus', ['RUNNING', 'PENDING', 'STOPPED']) ?? 'RUNNING';
  const launchType = params.oneOf('launchType', LAUNCH_TYPES);
  const family = params.string('family');
  const startedBy = params.string('startedBy');
  const group = serviceGroup(call, cluster);
  const instance = params.string('containerInstance');
  const instanceArn = instance && inCluster(call, 'container-instance', cluster, instance);
  const accepts = (task: AwsRecord): boolean =>
    task['desiredStatus'] === desiredStatus &&
    desiredStatus !== 'PENDING' &&
    (launchType === undefined || task['launchType'] === launchType) &&
    (family === undefined || familyOf(text(task, 'taskDefinitionArn')) === family) &&
    (startedBy === undefined || task['startedBy'] === startedBy) &&
    (group === undefined || task['group'] === group) &&
    (instanceArn === undefined || task['containerInstanceArn'] === instanceArn);
  const filters = [desiredStatus, launchType, family, startedBy, group, instanceArn];
  return { accepts, context: JSON.stringify([cluster['clusterArn'], ...filters]) };
}

function serviceGroup(call: Call, cluster: AwsRecord): string | undefined {
  const named = call.params.string('serviceName');
  if (named === undefined) return undefined;
  const arn = inCluster(call, 'service', cluster, named);
  const service = call.view
    .services(text(cluster, 'clusterArn'))
    .find((candidate) => candidate['serviceArn'] === arn && candidate['status'] !== 'INACTIVE');
  if (!service) throw serviceNotFound();
  return `service:${text(service, 'serviceName')}`;
}

/** `family` of `arn:…:task-definition/family:revision`. */
function familyOf(taskDefinitionArn: string): string {
  return taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf('/') + 1, taskDefinitionArn.lastIndexOf(':'));
}

export const describeTasks: Operation = {
  service: 'ecs',
  name: 'DescribeTasks',
  bucket: () => ({ bucket: 'ecs:cluster-resource-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'tasks'),
  run(call) {
    const cluster = requireCluster(call);
    const include = call.params.manyOf('include', ['TAGS']);
    const arns = call.params.requiredStrings('tasks', 100).map((id) => inCluster(call, 'task', cluster, id));
    const { found, failures } = describe(call.view.tasks(text(cluster, 'clusterArn')), 'taskArn', arns);
    return {
      tasks: include.includes('TAGS') ? found : found.map((task) => withoutMembers(task, ['tags'], [])),
      failures,
    };
  },
};
