import type {
  EventClass,
  ServiceEventParams,
  ServiceEventType,
} from '../src/service-events/service-event.js';

const TASK = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';
const TG = 'arn:aws:elasticloadbalancing:ap-northeast-2:210987654321:targetgroup/checkout/0123456789abcdef';
export const DEPLOYMENT = 'ecs-svc/9249720185770379859';

/** Texts of the catalogue after `(service checkout-api) `, and what is read from them. */
export const SERVICE_EVENTS: [text: string, ServiceEventType, EventClass, Partial<ServiceEventParams>][] = [
  ['has reached a steady state.', 'steady_state', 'ok', {}],
  [
    `(deployment ${DEPLOYMENT}) deployment completed.`,
    'deployment_completed',
    'ok',
    { deploymentId: DEPLOYMENT },
  ],
  [
    `has started 2 tasks: (task ${TASK}) (task ${OTHER}).`,
    'tasks_started',
    'info',
    { count: 2, taskIds: [TASK, OTHER] },
  ],
  [`has stopped 1 running tasks: (task ${TASK}).`, 'tasks_stopped', 'info', { count: 1, taskIds: [TASK] }],
  [
    `registered 1 targets in (target-group ${TG})`,
    'targets_registered',
    'info',
    { count: 1, targetGroupArn: TG },
  ],
  [
    `deregistered 3 targets in (target-group ${TG})`,
    'targets_deregistered',
    'info',
    { count: 3, targetGroupArn: TG },
  ],
  ['has begun draining connections on 2 tasks.', 'draining', 'info', { count: 2 }],
  [
    `(deployment ${DEPLOYMENT}) deployment failed: tasks failed to start.`,
    'deployment_failed',
    'error',
    { deploymentId: DEPLOYMENT, reason: 'tasks failed to start' },
  ],
  [`rolling back to deployment ${DEPLOYMENT}.`, 'rolling_back', 'error', { deploymentId: DEPLOYMENT }],
  [
    `(task ${TASK}) (port 8080) is unhealthy in (target-group ${TG}) due to (reason Health checks failed with these codes: [502])`,
    'target_unhealthy',
    'error',
    {
      taskIds: [TASK],
      port: 8080,
      targetGroupArn: TG,
      reason: 'Health checks failed with these codes: [502]',
    },
  ],
  [
    `(instance i-0a1b2c3d4e5f60718) (port 32768) is unhealthy in (target-group ${TG}) due to (reason Request timed out)`,
    'target_unhealthy',
    'error',
    { instanceId: 'i-0a1b2c3d4e5f60718', port: 32768, reason: 'Request timed out' },
  ],
  [
    '(instance i-0a1b2c3d4e5f60718) is unhealthy in (elb classic) due to (reason Instance has failed at least the UnhealthyThreshold number of health checks)',
    'instance_unhealthy',
    'error',
    { loadBalancer: 'classic', instanceId: 'i-0a1b2c3d4e5f60718' },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.',
    'placement_failed',
    'error',
    { reason: 'No Container Instances were found in your cluster.' },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 5b3c9d1e-0000-4000-8000-000000000000) has insufficient CPU units available. For more information, see the Troubleshooting section.',
    'placement_failed',
    'error',
    {
      containerInstance: '5b3c9d1e-0000-4000-8000-000000000000',
      reason: 'has insufficient CPU units available',
    },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance abc) has insufficient memory available.',
    'placement_failed',
    'error',
    { reason: 'has insufficient memory available' },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance abc) is already using a port required by your task.',
    'placement_failed',
    'error',
    { reason: 'is already using a port required by your task' },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance abc) is missing an attribute required by your task.',
    'placement_failed',
    'error',
    { reason: 'is missing an attribute required by your task' },
  ],
  [
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance abc) encountered error "AGENT".',
    'placement_failed',
    'error',
    { reason: 'encountered error "AGENT"' },
  ],
  [
    'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone',
    'fargate_capacity',
    'error',
    {
      reason:
        'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    },
  ],
  [
    "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently",
    'quota',
    'error',
    { reason: "You've reached the limit on the number of vCPUs you can run concurrently" },
  ],
  [
    'was unable to place a task. Reason: Internal error.',
    'placement_failed',
    'error',
    { reason: 'Internal error.' },
  ],
  [
    'was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 1 time(s): not found',
    'task_start_failed',
    'error',
    { reason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): not found' },
  ],
  [
    `(task ${TASK}) failed container health checks.`,
    'container_unhealthy',
    'error',
    { taskIds: [TASK], reason: null },
  ],
  [
    `failed to register targets in (target-group ${TG}) with (error The following targets are not in the target group VPC)`,
    'register_failed',
    'error',
    { targetGroupArn: TG },
  ],
  [
    "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::210987654321:role/checkout').",
    'launch_failed',
    'error',
    {},
  ],
  [`could not launch 3 tasks for deployment ${DEPLOYMENT}.`, 'tasks_not_launched', 'error', { count: 3 }],
  [
    `updated computedDesiredCount for taskSet ${DEPLOYMENT} to 4.`,
    'desired_count_updated',
    'info',
    { taskSet: DEPLOYMENT, count: 4 },
  ],
  ['updated state to STEADY_STATE.', 'task_set_steady', 'ok', {}],
  [
    `has stopped 1 running tasks in ap-northeast-2a due to AZ rebalancing: (task ${TASK}).`,
    'az_rebalance_stopped',
    'info',
    { count: 1, taskIds: [TASK], reason: 'ap-northeast-2a' },
  ],
  ['stopped AZ Rebalancing.', 'az_rebalance_ended', 'info', {}],
  [
    'is unable to place a task in ap-northeast-2a.',
    'az_placement_failed',
    'warning',
    { reason: 'ap-northeast-2a' },
  ],
  [
    `has started 2 tasks: (task ${TASK}). Amazon ECS replaced 2 tasks due to an unhealthy status.`,
    'tasks_started',
    'info',
    { count: 2, taskIds: [TASK], reason: 'replaced 2 tasks due to an unhealthy status.' },
  ],
  [
    'was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.',
    'provisioning_limit',
    'error',
    {},
  ],
  ['is unable to consistently start tasks successfully.', 'start_impaired', 'error', {}],
  ['operations are being throttled on elb. Will try again later.', 'throttled', 'warning', { reason: 'elb' }],
  [
    'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
    'deployment_stuck',
    'error',
    {},
  ],
  [
    `was unable to reach steady state because task set (${DEPLOYMENT}) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks.`,
    'scale_in_protected',
    'warning',
    {
      taskSet: DEPLOYMENT,
      reason: 'The number of protected tasks are more than the desired count of tasks.',
    },
  ],
  [
    'was unable to reach steady state. Reason: No Container Instances were found in your capacity provider.',
    'no_instances',
    'error',
    { reason: 'No Container Instances were found in your capacity provider.' },
  ],
  ['Timed out waiting for Amazon ECS Agent to start. Please check logs.', 'agent_timeout', 'error', {}],
  [
    `task set (${DEPLOYMENT}) (task ${TASK}) is not healthy in target-group (${TG}) due to TARGET GROUP IS NOT FOUND`,
    'target_missing',
    'error',
    { taskSet: DEPLOYMENT, taskIds: [TASK], targetGroupArn: TG, reason: 'TARGET GROUP IS NOT FOUND' },
  ],
  [
    'IAM trust relationship / permissions policies have been misconfigured or changed, and ECS can no longer maintain your service',
    'permissions',
    'error',
    {},
  ],
  [
    'is not AZ balanced with 2 tasks in ap-northeast-2a, 0 in ap-northeast-2c. AZ Rebalancing in progress.',
    'az_unbalanced',
    'info',
    { reason: '2 tasks in ap-northeast-2a, 0 in ap-northeast-2c' },
  ],
  [
    `has started 1 tasks in ap-northeast-2c to AZ Rebalance: (task ${TASK}).`,
    'az_rebalance_started',
    'info',
    { count: 1, taskIds: [TASK], reason: 'ap-northeast-2c' },
  ],
  ['is AZ balanced with 1 tasks in ap-northeast-2a, 1 tasks in ap-northeast-2c.', 'az_balanced', 'info', {}],
  ['did something that AWS invented later.', 'other', 'info', {}],
];
