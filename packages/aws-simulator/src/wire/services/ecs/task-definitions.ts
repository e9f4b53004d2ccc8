import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { looseStrings, text } from '../../request/record.js';

export const describeTaskDefinition: Operation = {
  service: 'ecs',
  name: 'DescribeTaskDefinition',
  bucket: () => ({ bucket: 'ecs:task-definition-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'taskDefinition'),
  run(call) {
    const named = call.params.requiredString('taskDefinition');
    const include = call.params.manyOf('include', ['TAGS']);
    const taskDefinition = call.view.taskDefinition(named);
    if (!taskDefinition) throw new AwsError('ClientException', 'Unable to describe task definition.');
    const arn = text(taskDefinition, 'taskDefinitionArn');
    return { taskDefinition, tags: include.includes('TAGS') ? call.view.taskDefinitionTags(arn) : [] };
  },
};
