import { classifyRdsEvent } from '@danji/analysis';
import type { ResourceKind } from '@danji/shared';
import type { QueueEvent } from '../aws/index.js';
import {
  alarmEventId,
  deploymentId,
  ec2InstanceArn,
  rdsEventId,
  resourceId,
  type TimelineEvent,
} from '../inventory/index.js';

/** A line of the timeline before it is known whose the resource is. */
export interface TimelineFact extends Omit<TimelineEvent, 'labels' | 'parentId'> {
  /** The rollout whose revisions the line is to name; it is left to the sweep while that one is not known. */
  deployment?: string;
}

type Line = Pick<TimelineFact, 'id' | 'at' | 'kind' | 'type' | 'severity' | 'message'> & {
  params?: Record<string, unknown>;
  deployment?: string;
};

/**
 * Lines that an event adds to the timeline. They carry the ids that a sweep gives to what it finds by itself, so both
 * together write one. What sweeps tell as well and as exactly (steady states, counts, states of instances) adds none.
 */
export function timelineFacts(event: QueueEvent): TimelineFact[] {
  switch (event.type) {
    case 'ECS Deployment State Change':
      return rollout(event, event.detail);
    case 'ECS Service Action':
      return serviceAction(event, event.detail);
    case 'EC2 Spot Instance Interruption Warning':
      return ofInstance(event, event.detail['instance-id'], {
        id: `spot-warning-${event.at}`,
        type: 'spot_warning',
        severity: 'warning',
        message: `EC2 Spot Instance Interruption Warning: ${event.detail['instance-action'] ?? 'terminate'}`,
      });
    case 'EC2 Instance Rebalance Recommendation':
      return ofInstance(event, event.detail['instance-id'], {
        id: `spot-rebalance-${event.at}`,
        type: 'spot_rebalance',
        severity: 'info',
        message: 'EC2 Instance Rebalance Recommendation',
      });
    case 'RDS DB Instance Event':
      return database('rds_instance', event.detail);
    case 'RDS DB Cluster Event':
      return database('rds_cluster', event.detail);
    case 'CloudWatch Alarm State Change':
      return alarm(event, event.detail);
    case 'AWS Health Event':
      return health(event, event.detail);
    default:
      return [];
  }
}

function of(kind: ResourceKind, arn: string, { params = {}, ...line }: Line): TimelineFact[] {
  return [{ ...line, params, resourceId: resourceId(kind, arn) }];
}

type Detail<T extends QueueEvent['type']> = Extract<QueueEvent, { type: T; detail: unknown }>['detail'];

const STEPS: Readonly<Record<string, [step: string, type: string, severity: TimelineEvent['severity']]>> = {
  SERVICE_DEPLOYMENT_COMPLETED: ['completed', 'deployment_completed', 'info'],
  SERVICE_DEPLOYMENT_FAILED: ['failed', 'deployment_failed', 'critical'],
};

function rollout(
  { resources }: QueueEvent,
  { eventName, deploymentId: native, updatedAt, reason }: Detail<'ECS Deployment State Change'>,
): TimelineFact[] {
  const [service] = resources;
  const step = STEPS[eventName];
  if (service === undefined || step === undefined) return [];
  const [name, type, severity] = step;
  const deployment = deploymentId(service, native);
  const params = { deploymentId: deployment, reason };
  const line = { id: `${native}:${name}`, at: updatedAt, kind: 'deployment', type, severity } as const;
  return of('ecs_service', service, { ...line, message: reason ?? '', params, deployment });
}

/** Actions that ECS writes among the service's own messages too: the sweep reads them there, with their parameters. */
const ALSO_MESSAGES =
  /STEADY_STATE|DESIRED_COUNT_UPDATED|TASKS_(STARTED|STOPPED)|DEPLOYMENT_|REBALANCING_|TASK_START_IMPAIRED|PLACEMENT_FAILURE/;

function serviceAction(
  { id, at, resources }: QueueEvent,
  { eventName, eventType, reason }: Detail<'ECS Service Action'>,
): TimelineFact[] {
  const [service] = resources;
  if (service === undefined || ALSO_MESSAGES.test(eventName)) return [];
  const severity = eventType === 'ERROR' ? 'critical' : eventType === 'WARN' ? 'warning' : 'info';
  const message = reason === null ? eventName : `${eventName}: ${reason}`;
  const type = eventName.toLowerCase();
  return of('ecs_service', service, {
    id,
    at,
    kind: 'service_event',
    type,
    severity,
    message,
    params: { reason },
  });
}

function ofInstance(
  { at, region, accountId }: QueueEvent,
  instanceId: string,
  line: Omit<Line, 'at' | 'kind'>,
): TimelineFact[] {
  return of('ec2_instance', ec2InstanceArn(region, accountId, instanceId), { ...line, at, kind: 'ec2' });
}

function database(
  kind: 'rds_instance' | 'rds_cluster',
  detail: Detail<'RDS DB Instance Event'>,
): TimelineFact[] {
  const { SourceArn, Date: at, EventCategories: categories } = detail;
  const message = detail.Message ?? '';
  const { type, severity } = classifyRdsEvent(categories, message);
  const line = { id: rdsEventId(at, message), at, kind: 'rds', type, severity, message } as const;
  return of(kind, SourceArn, { ...line, params: { categories } });
}

function alarm(
  { resources }: QueueEvent,
  { state, previousState }: Detail<'CloudWatch Alarm State Change'>,
): TimelineFact[] {
  const [arn] = resources;
  if (arn === undefined) return [];
  const { value: after, timestamp: at } = state;
  const type = after === 'ALARM' ? 'alarm_raised' : after === 'OK' ? 'alarm_cleared' : 'alarm_unknown';
  return of('alarm', arn, {
    id: alarmEventId(at),
    at,
    kind: 'alarm',
    type,
    severity: after === 'ALARM' ? 'critical' : 'info',
    message: state.reason ?? '',
    params: { before: previousState?.value ?? null, after },
  });
}

/** Of the instances that it names; what AWS Health says of anything else has no place on this timeline. */
function health(event: QueueEvent, detail: Detail<'AWS Health Event'>): TimelineFact[] {
  const { eventTypeCode: code, eventTypeCategory: category, startTime, eventDescription } = detail;
  const message = eventDescription[0]?.latestDescription ?? code;
  return detail.affectedEntities.flatMap(({ entityValue }) => {
    if (entityValue === null || !/^i-[0-9a-f]+$/.test(entityValue)) return [];
    return ofInstance(event, entityValue, {
      id: `health-${event.id}`,
      type: 'health_event',
      severity: category === 'issue' ? 'critical' : 'warning',
      message,
      params: { code, category, startTime, reason: code },
    });
  });
}
