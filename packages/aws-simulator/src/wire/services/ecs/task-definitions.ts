import { AwsError } from '../../aws-error.js';
import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { INVALID_TOKEN } from './identifiers.js';

export const listTaskDefinitions: Operation = {
  service: 'ecs',
  name: 'ListTaskDefinitions',
  bucket: () => ({ bucket: 'ecs:task-definition-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'familyPrefix'),
  run(call) {
    // In spite of its name the whole family has to be given.
    const family = call.params.string('familyPrefix');
    const status = call.params.oneOf('status', ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']) ?? 'ACTIVE';
    const sort = call.params.oneOf('sort', ['ASC', 'DESC']) ?? 'ASC';
    const revisions = call.view.ecs
      .taskDefinitions()
      .filter((one) => one['status'] === status && (family === undefined || one['family'] === family));
    const page = paginate(revisions, byFamilyAndNumber, {
      size: call.params.integer('maxResults', 1, 100) ?? 100,
      token: call.params.string('nextToken'),
      context: JSON.stringify(['ListTaskDefinitions', family, status, sort]),
      invalid: INVALID_TOKEN,
      descending: sort === 'DESC',
    });
    return { taskDefinitionArns: page.items.map((one) => one['taskDefinitionArn']), nextToken: page.token };
  },
};

function byFamilyAndNumber(revision: AwsRecord): string {
  return `${text(revision, 'family')} ${String(revision['revision']).padStart(9, '0')}`;
}

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
