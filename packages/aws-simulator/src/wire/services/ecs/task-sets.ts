import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { looseStrings, text } from '../../request/record.js';
import { describe, inCluster, requireCluster, requireService, withoutMembers } from './identifiers.js';

export const describeTaskSets: Operation = {
  service: 'ecs',
  name: 'DescribeTaskSets',
  bucket: () => ({ bucket: 'ecs:service-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'service', 'taskSets'),
  run(call) {
    call.params.requiredString('cluster');
    call.params.requiredString('service');
    const include = call.params.manyOf('include', ['TAGS']);
    const service = requireService(call);
    if (service['status'] !== 'ACTIVE')
      throw new AwsError('ServiceNotActiveException', 'The specified service is not active.');
    const all = call.view.ecs.taskSets(text(service, 'serviceArn'));
    const asked = call.params.strings('taskSets', 100);
    const ids = asked.map((id) => (id.startsWith('arn:') ? id : arnOf(all, id)));
    const { found, failures } =
      asked.length > 0 ? describe(all, 'taskSetArn', ids) : { found: all, failures: [] };
    return {
      taskSets: include.includes('TAGS') ? found : found.map((set) => withoutMembers(set, ['tags'], [])),
      failures,
    };
  },
};

function arnOf(all: { [member: string]: unknown }[], id: string): string {
  const found = all.find((set) => set['id'] === id);
  return found ? text(found, 'taskSetArn') : id;
}

export const getTaskProtection: Operation = {
  service: 'ecs',
  name: 'GetTaskProtection',
  bucket: () => ({ bucket: 'ecs:cluster-resource-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'tasks'),
  run(call) {
    call.params.requiredString('cluster');
    const cluster = requireCluster(call);
    const clusterArn = text(cluster, 'clusterArn');
    const arns = call.params.requiredStrings('tasks', 100).map((id) => inCluster(call, 'task', cluster, id));
    const { found, failures } = describe(call.view.ecs.taskProtections(clusterArn), 'taskArn', arns);
    // A task that is there and has no protection belongs to no service.
    const known = new Set(call.view.tasks(clusterArn).map((task) => task['taskArn']));
    return {
      protectedTasks: found,
      failures: failures.map((failure) =>
        known.has(failure['arn']) ? { ...failure, reason: 'TASK_NOT_VALID' } : failure,
      ),
    };
  },
};
