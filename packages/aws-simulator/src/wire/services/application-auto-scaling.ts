import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { newestFirst } from '../request/newest-first.js';
import { paginate } from '../request/page.js';
import { looseStrings, records, text } from '../request/record.js';

/** Enum of the model; this world scales ECS services only, so the others answer empty lists. */
const NAMESPACES = [
  'ecs',
  'elasticmapreduce',
  'ec2',
  'appstream',
  'dynamodb',
  'rds',
  'sagemaker',
  'custom-resource',
  'comprehend',
  'lambda',
  'cassandra',
  'kafka',
  'elasticache',
  'neptune',
  'workspaces',
] as const;

export const describeScalableTargets: Operation = {
  service: 'application-autoscaling',
  name: 'DescribeScalableTargets',
  bucket: () => ({ bucket: 'application-autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'ResourceIds'),
  run(call) {
    const namespace = requireNamespace(call);
    const ids = call.params.strings('ResourceIds', 50);
    const dimension = call.params.string('ScalableDimension');
    const targets = inNamespace(call.view.scalableTargets(), namespace, dimension).filter(
      (target) => ids.length === 0 || ids.includes(text(target, 'ResourceId')),
    );
    const page = paginate(
      targets,
      (target) => `${text(target, 'ResourceId')} ${text(target, 'ScalableDimension')}`,
      {
        size: call.params.integer('MaxResults', 1, 50) ?? 50,
        token: call.params.string('NextToken'),
        context: JSON.stringify(['DescribeScalableTargets', namespace, ids, dimension]),
        invalid: invalidToken,
      },
    );
    return { ScalableTargets: page.items, NextToken: page.token };
  },
};

export const describeScalingPolicies: Operation = {
  service: 'application-autoscaling',
  name: 'DescribeScalingPolicies',
  bucket: () => ({ bucket: 'application-autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'ResourceId', 'PolicyNames'),
  run(call) {
    const namespace = requireNamespace(call);
    const names = call.params.strings('PolicyNames', 50);
    const resourceId = call.params.string('ResourceId');
    const dimension = call.params.string('ScalableDimension');
    const policies = inNamespace(call.view.scalingPolicies(), namespace, dimension).filter(
      (policy) =>
        (names.length === 0 || names.includes(text(policy, 'PolicyName'))) &&
        (resourceId === undefined || policy['ResourceId'] === resourceId),
    );
    const page = paginate(policies, (policy) => text(policy, 'PolicyARN'), {
      size: call.params.integer('MaxResults', 1, 10) ?? 10,
      token: call.params.string('NextToken'),
      context: JSON.stringify(['DescribeScalingPolicies', namespace, names, resourceId, dimension]),
      invalid: invalidToken,
    });
    return { ScalingPolicies: page.items, NextToken: page.token };
  },
};

export const describeScalingActivities: Operation = {
  service: 'application-autoscaling',
  name: 'DescribeScalingActivities',
  bucket: () => ({ bucket: 'application-autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'ResourceId'),
  run(call) {
    const namespace = requireNamespace(call);
    const resourceId = call.params.string('ResourceId');
    const dimension = call.params.string('ScalableDimension');
    const notScaled = call.params.boolean('IncludeNotScaledActivities');
    const activities = inNamespace(call.view.scalingActivities(), namespace, dimension).filter(
      (activity) =>
        (notScaled || records(activity, 'NotScaledReasons').length === 0) &&
        (resourceId === undefined || activity['ResourceId'] === resourceId),
    );
    const page = paginate(activities, newestFirst, {
      size: call.params.integer('MaxResults', 1, 50) ?? 50,
      token: call.params.string('NextToken'),
      context: JSON.stringify(['DescribeScalingActivities', namespace, resourceId, dimension, notScaled]),
      invalid: invalidToken,
    });
    return { ScalingActivities: page.items, NextToken: page.token };
  },
};

export const describeScheduledActions: Operation = {
  service: 'application-autoscaling',
  name: 'DescribeScheduledActions',
  bucket: () => ({ bucket: 'application-autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'ResourceId', 'ScheduledActionNames'),
  run(call) {
    const namespace = requireNamespace(call);
    const names = call.params.strings('ScheduledActionNames', 50);
    const resourceId = call.params.string('ResourceId');
    const dimension = call.params.string('ScalableDimension');
    const actions = inNamespace(call.view.scaling.scheduledActions(), namespace, dimension).filter(
      (action) =>
        (names.length === 0 || names.includes(text(action, 'ScheduledActionName'))) &&
        (resourceId === undefined || action['ResourceId'] === resourceId),
    );
    const page = paginate(actions, (action) => text(action, 'ScheduledActionARN'), {
      size: call.params.integer('MaxResults', 1, 50) ?? 50,
      token: call.params.string('NextToken'),
      context: JSON.stringify(['DescribeScheduledActions', namespace, names, resourceId, dimension]),
      invalid: invalidToken,
    });
    return { ScheduledActions: page.items, NextToken: page.token };
  },
};

function requireNamespace(call: Call): string {
  call.params.requiredString('ServiceNamespace');
  return call.params.oneOf('ServiceNamespace', NAMESPACES) ?? '';
}

function inNamespace(all: AwsRecord[], namespace: string, dimension: string | undefined): AwsRecord[] {
  return all.filter(
    (record) =>
      record['ServiceNamespace'] === namespace &&
      (dimension === undefined || record['ScalableDimension'] === dimension),
  );
}

function invalidToken(): AwsError {
  return new AwsError('InvalidNextTokenException', 'The next token provided is invalid.');
}
