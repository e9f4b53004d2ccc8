import type { EventClass, ServiceEvent, ServiceEventParams, ServiceEventType } from './service-event.js';

/**
 * Rows of the catalogue of service event texts, tried in order after the prefix; named groups become parameters.
 * Sources: ECS developer guide "service event messages"; real events of 2025-07 to 2026-10.
 */
const ROWS: readonly [ServiceEventType, EventClass, RegExp][] = [
  ['steady_state', 'ok', /^has reached a steady state/i],
  ['deployment_completed', 'ok', /\bdeployment completed/i],
  ['deployment_failed', 'error', /\bdeployment failed(?::\s*(?<reason>.+?))?\.?$/i],
  ['rolling_back', 'error', /\brolling back to deployment/i],
  ['az_rebalance_started', 'info', /^has started (?<count>\d+) tasks? in (?<reason>.+?) to AZ Rebalance/i],
  ['tasks_started', 'info', /^has started (?<count>\d+) tasks?/i],
  ['tasks_stopped', 'info', /^has stopped (?<count>\d+) running tasks?/i],
  ['targets_deregistered', 'info', /^deregistered (?<count>\d+) (?:targets?|instances?) (?:in|from)/i],
  ['targets_registered', 'info', /^registered (?<count>\d+) (?:targets?|instances?) in/i],
  ['draining', 'info', /^has begun draining connections on (?<count>\d+) tasks?/i],
  [
    'target_unhealthy',
    'error',
    /is unhealthy in \(target-group .*?due to \(?(?:reason )?(?<reason>.+?)\)?\.?$/i,
  ],
  ['instance_unhealthy', 'error', /is unhealthy in \(elb .*?due to \(?(?:reason )?(?<reason>.+?)\)?\.?$/i],
  [
    'target_missing',
    'error',
    /is not healthy in (?:target-group|\(target-group).*?due to (?<reason>.+?)\.?$/i,
  ],
  ['provisioning_limit', 'error', /^was unable to place tasks .*tasks provisioning capacity limit/i],
  [
    'fargate_capacity',
    'error',
    /^was unable to place a task\. Reason: (?<reason>Capacity is unavailable.*)$/i,
  ],
  [
    'placement_failed',
    'error',
    /^was unable to place a task because no container instance met.*?Reason: (?<reason>.+)$/is,
  ],
  [
    'placement_failed',
    'error',
    /^was unable to place a task because no container instance met.*?\(container-instance [^)]+\) (?<reason>[^.]+)/is,
  ],
  ['placement_failed', 'error', /^was unable to place a task because no container instance met/i],
  ['quota', 'error', /^was unable to place a task\. Reason: (?<reason>.+)$/i],
  ['start_impaired', 'error', /^is unable to consistently start tasks successfully/i],
  ['throttled', 'warning', /operations are being throttled on (?<reason>[\w-]+)/i],
  ['deployment_stuck', 'error', /^was unable to stop or start tasks during a deployment/i],
  [
    'scale_in_protected',
    'warning',
    /^was unable to reach steady state because task set .*unable to scale in\. Reason: (?<reason>.+)$/i,
  ],
  ['no_instances', 'error', /^was unable to reach steady state\. Reason: (?<reason>.+)$/i],
  ['agent_timeout', 'error', /Timed out waiting for Amazon ECS Agent to start/i],
  ['permissions', 'error', /IAM trust relationship|permissions policies have been misconfigured/i],
  ['az_unbalanced', 'info', /^is not AZ balanced with (?<reason>.+?)\. AZ Rebalancing in progress/i],
  ['az_balanced', 'info', /^is AZ balanced(?: with (?<reason>.+?))?\.?$/i],
];

const PREFIX = /^\(service (?<service>[^,)]+)(?:, taskSet (?<taskSet>[^)]+))?\)\s*/;

/** Reads a service event's message; a text that is not in the catalogue gives type `other`, class `info`. */
export function parseServiceEvent(message: string): ServiceEvent {
  const prefix = PREFIX.exec(message);
  const body = prefix ? message.slice(prefix[0].length) : message;
  for (const [type, eventClass, pattern] of ROWS) {
    const match = pattern.exec(body);
    if (match) return { type, class: eventClass, params: paramsOf(body, prefix?.groups, match.groups) };
  }
  return { type: 'other', class: 'info', params: paramsOf(body, prefix?.groups) };
}

type Groups = Record<string, string | undefined>;

function paramsOf(body: string, prefix: Groups = {}, found: Groups = {}): ServiceEventParams {
  const one = (pattern: RegExp): string | null => pattern.exec(body)?.[1] ?? null;
  const port = one(/\(port (\d+)\)/i);
  return {
    service: prefix['service'] ?? null,
    taskSet: prefix['taskSet'] ?? one(/task set \(?([^)\s]+)\)?/i),
    taskIds: [...body.matchAll(/\(task ([0-9a-f-]+)\)/gi)].map((match) => match[1] ?? ''),
    targetGroupArn: one(/target-group \(?(arn:[^)\s]+)\)?/i),
    loadBalancer: one(/\(elb ([^)]+)\)/i),
    deploymentId: one(/deployment (?:Id )?(ecs-svc\/\d+)/i),
    instanceId: one(/\(instance (i-[0-9a-f]+)\)/i),
    containerInstance: one(/\(container-instance ([^)]+)\)/i),
    port: port === null ? null : Number(port),
    count: found['count'] === undefined ? null : Number(found['count']),
    reason: found['reason']?.trim() ?? null,
  };
}
