import type { ServiceEventType } from './service-event.js';

/** `null` where the type follows from the reason that AWS gives (see placement-reason.ts). */
export type EventRow = readonly [type: ServiceEventType | null, pattern: RegExp];

/**
 * Rows of the catalogue of service event texts, tried in order on what follows the service and its subjects; named
 * groups become parameters. Each is anchored, so a phrase inside a quoted reason decides nothing.
 * Sources: ECS developer guide (service event messages, zone rebalancing, unhealthy events); real events of 2015-04
 * to 2026-10.
 */
export const EVENT_ROWS: readonly EventRow[] = [
  ['steady_state', /^has reached a steady state/i],
  ['task_set_steady', /^updated state to STEADY_STATE/i],
  ['desired_count_updated', /^updated computedDesiredCount for taskSet \S+(?: to (?<count>\d+))?/i],
  ['deployment_completed', /^deployment completed/i],
  ['deployment_failed', /^deployment failed(?::\s*(?<reason>.*?)\.?\s*$)?/is],
  ['rolling_back', /^rolling back to deployment/i],
  [
    'az_rebalance_started',
    /^has started (?<count>\S+) (?:running )?tasks? in (?<reason>.+?) to AZ Rebalance/i,
  ],
  [
    'az_rebalance_stopped',
    /^has stopped (?<count>\S+) (?:running )?tasks? in (?<reason>.+?) due to AZ Rebalanc/i,
  ],
  ['tasks_started', /^has started (?<count>\S+) tasks?\b(?:.*?Amazon ECS (?<reason>replaced .+))?/is],
  ['tasks_stopped', /^(?:has )?stopped (?<count>\S+) (?:running |pending )?tasks?\b/i],
  ['targets_deregistered', /^(?:has )?deregistered (?<count>\S+) (?:targets?|instances?)\b/i],
  ['targets_registered', /^(?:has )?registered (?<count>\S+) (?:targets?|instances?)\b/i],
  ['draining', /^has begun draining connections on (?<count>\S+) tasks?/i],
  ['instance_unhealthy', /^is unhealthy in \(?elb\b(?:.*?due to (?<reason>.+))?/is],
  ['target_unhealthy', /^is unhealthy in\b(?:.*?due to (?<reason>.+))?/is],
  ['target_missing', /^is not healthy in\b(?:.*?due to (?<reason>.+))?/is],
  ['container_unhealthy', /^failed container health checks/i],
  ['register_failed', /^failed to (?:de)?register targets?\b(?:.*?\(error (?<reason>.+))?/is],
  ['launch_failed', /^failed to launch a task\b(?:.*?\(error (?<reason>.+))?/is],
  [
    'tasks_not_launched',
    /^could not launch (?<count>\S+) tasks?\b(?:.*?(?:due to|because|Reason:) (?<reason>.+))?/is,
  ],
  ['provisioning_limit', /^was unable to place tasks? .*provisioning capacity limit/is],
  ['az_placement_failed', /^(?:is|was) unable to place a task in (?<reason>[^.]+)/i],
  [null, /^(?:is|was) unable to place (?:a task|tasks)\b.*?Reason: (?<reason>.+)/is],
  [null, /^(?:is|was) unable to place (?:a task|tasks)\b.*?reason for failure is (?<reason>.+)/is],
  ['placement_failed', /^(?:is|was) unable to place (?:a task|tasks)\b/i],
  ['placement_failed', /^The closest matching \(?container-instance\b/i],
  ['start_impaired', /^is unable to consistently start tasks/i],
  ['throttled', /^operations are being throttled(?: on (?<reason>[\w-]+))?/i],
  ['deployment_stuck', /^was unable to stop or start tasks during a deployment/i],
  [
    'scale_in_protected',
    /^was unable to (?:reach steady state|AZ Rebalance) because .*?unable to scale in(?:\.? (?:Reason:|due to) (?<reason>.+))?/is,
  ],
  ['no_instances', /^was unable to reach steady state\. Reason: (?<reason>No Container Instances .+)/is],
  ['agent_timeout', /^Timed out waiting for Amazon ECS Agent/i],
  ['permissions', /^IAM (?:trust relationship|permissions policies)\b.*misconfigured/is],
  ['az_unbalanced', /^is not AZ balanced(?: with (?<reason>.+?)\. AZ Rebalancing in progress)?/is],
  ['az_balanced', /^is AZ balanced(?: with (?<reason>.+))?/is],
  ['az_rebalance_ended', /^(?:has )?stopped AZ Rebalanc/i],
];
