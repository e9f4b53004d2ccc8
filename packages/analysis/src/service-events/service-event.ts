/** What a service event is about; `other` is a text that no row of the catalogue knows. */
export const SERVICE_EVENT_TYPES = [
  'steady_state',
  'deployment_completed',
  'deployment_failed',
  'rolling_back',
  'tasks_started',
  'tasks_stopped',
  'targets_registered',
  'targets_deregistered',
  'draining',
  'target_unhealthy',
  'instance_unhealthy',
  'target_missing',
  'container_unhealthy',
  'register_failed',
  'launch_failed',
  'task_start_failed',
  'tasks_not_launched',
  'desired_count_updated',
  'task_set_steady',
  'placement_failed',
  'fargate_capacity',
  'quota',
  'provisioning_limit',
  'start_impaired',
  'throttled',
  'deployment_stuck',
  'scale_in_protected',
  'no_instances',
  'agent_timeout',
  'permissions',
  'az_unbalanced',
  'az_rebalance_started',
  'az_balanced',
  'az_rebalance_stopped',
  'az_rebalance_ended',
  'az_placement_failed',
  'other',
] as const;
export type ServiceEventType = (typeof SERVICE_EVENT_TYPES)[number];

export type EventClass = 'ok' | 'info' | 'warning' | 'error';

/** Parts of a text; each is null where the text does not carry it, lists are empty. */
export interface ServiceEventParams {
  service: string | null;
  /** The task set of the prefix: for a draining line the OLD deployment. */
  taskSet: string | null;
  taskIds: string[];
  targetGroupArn: string | null;
  /** Name of a Classic Load Balancer. */
  loadBalancer: string | null;
  deploymentId: string | null;
  instanceId: string | null;
  containerInstance: string | null;
  port: number | null;
  count: number | null;
  reason: string | null;
}

export interface ServiceEvent {
  type: ServiceEventType;
  class: EventClass;
  params: ServiceEventParams;
}
