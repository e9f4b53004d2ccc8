import type { CauseClass } from './stop-cause.js';
import type { StopTextKey } from './stop-texts.js';

/**
 * One row of the catalogue of stop reasons: every substring must occur, compared without case, in the task's
 * stoppedReason or in one container's reason. Texts are `stop.<id>` and `stop.<id>.remedy` in stop-texts.ts.
 */
export interface ReasonRule {
  id: StopTextKey;
  class: CauseClass;
  all: readonly string[];
}

const rule = (id: StopTextKey, cause: CauseClass, ...all: string[]): ReasonRule => ({
  id,
  class: cause,
  all: all.map((text) => text.toLowerCase()),
});

/**
 * Order matters: the first row that matches wins, so the narrow stand before the wide.
 * Sources: ECS developer guide (stopped task errors, CannotPullContainer, service events), amazon-ecs-agent apierrors.
 */
export const REASON_RULES: readonly ReasonRule[] = [
  rule('oom', 'oom', 'OutOfMemoryError'),
  rule('elb_health', 'health_check', 'failed ELB health checks'),
  rule('container_health', 'health_check', 'failed container health checks'),
  rule('spot', 'spot', 'Your Spot Task was interrupted'),
  rule('spot', 'spot', 'SpotInterruptionError'),
  rule('host_terminated', 'host_lost', 'Host EC2 (instance', 'terminated'),
  rule('host_stopped', 'host_lost', 'Host EC2 (instance', 'stopped'),
  rule('deregistered', 'host_lost', 'Container instance deregistration forced by user'),
  rule('maintenance', 'maintenance', 'performing maintenance on the underlying infrastructure'),

  rule('pull_no_space', 'image_pull', 'CannotPull', 'no space left on device'),
  rule('pull_rate_limit', 'image_pull', 'CannotPull', 'toomanyrequests'),
  rule('pull_rate_limit', 'image_pull', 'pull rate limit'),
  rule('pull_denied', 'image_pull', 'CannotPull', 'pull access denied'),
  rule('pull_layer', 'image_pull', 'CannotPull', 'httpReaderSeeker: failed open'),
  rule('pull_canceled', 'image_pull', 'CannotPull', 'context canceled'),
  rule('pull_timeout', 'image_pull', 'CannotPull', 'i/o timeout'),
  rule('pull_timeout', 'image_pull', 'CannotPull', 'request canceled while waiting for connection'),
  rule('pull_route', 'image_pull', 'CannotPull', 'error pulling image configuration'),
  rule('pull_not_found', 'image_pull', 'CannotPull', 'API error (404)'),
  rule('pull_panic', 'image_pull', 'CannotPull', 'nil pointer'),
  rule('pull_not_found', 'image_pull', 'CannotPull', 'not found'),
  // After "not found": an image tag may contain the digits.
  rule('pull_rate_limit', 'image_pull', 'CannotPull', '429'),
  rule('pull_other', 'image_pull', 'CannotPull'),

  rule('secret_denied', 'resource_init', 'ResourceInitializationError', 'secrets', 'AccessDenied'),
  rule('secret_format', 'resource_init', 'secret', 'asm', 'invalid character'),
  rule(
    'secret_network',
    'resource_init',
    'ResourceInitializationError',
    'unable to pull secrets',
    'i/o timeout',
  ),
  rule('secret_network', 'resource_init', 'unable to pull secrets', 'context deadline exceeded'),
  rule('secret_other', 'resource_init', 'ResourceInitializationError', 'unable to pull secrets'),
  rule('secret_denied', 'resource_init', 'unable to retrieve secret', 'AccessDenied'),
  rule('log_group', 'resource_init', 'failed to validate logger args'),
  rule('log_group', 'resource_init', 'failed to create Cloudwatch log stream'),
  rule('efs', 'resource_init', 'failed to invoke EFS utils'),
  rule('eni_timeout', 'resource_init', 'Timeout waiting for network interface provisioning'),
  rule('storage_timeout', 'resource_init', 'Timeout waiting for EphemeralStorage provisioning'),
  rule('eni_throttled', 'resource_init', 'Rate limit exceeded while preparing network interface'),
  rule('no_addresses', 'resource_init', 'Unexpected EC2 error while attempting to Create Network Interface'),
  rule('resource_init_other', 'resource_init', 'ResourceInitializationError'),
  rule('eni_slot', 'placement', 'Unable to attach network interface to unused device index'),
  rule('incompatible', 'placement', 'task definition is not compatible with the selected compute strategy'),

  rule('thin_pool', 'failed_to_start', 'CannotCreateContainerError', 'devmapper'),
  rule('wrong_architecture', 'failed_to_start', 'exec format error'),
  rule('start_starved', 'failed_to_start', 'CannotStartContainerError', 'failed to get container status'),
  rule('disk_full', 'resource_init', 'no space left on device'),
  rule('cannot_start', 'failed_to_start', 'CannotStartContainer'),
  rule('cannot_create', 'failed_to_start', 'CannotCreateContainer'),
  rule('volume', 'resource_init', 'VolumeError'),
  rule('dependency', 'failed_to_start', 'TaskDependencyError'),
  rule('container_network', 'resource_init', 'ContainerNetworkingError'),
  rule('stopped_before_pull', 'failed_to_start', 'TaskStoppedBeforePullBeginError'),
  rule('agent_container', 'failed_to_start', 'CannotGetDockerclientError'),
  rule('agent_container', 'failed_to_start', 'CannotInspectContainer'),
  rule('agent_container', 'failed_to_start', 'CannotListContainersError'),
  rule('agent_container', 'failed_to_start', 'CannotListImagesError'),
  rule('agent_container', 'failed_to_start', 'CannotRemoveContainerError'),
  rule('agent_container', 'failed_to_start', 'CannotCreateContainerExecError'),
  rule('agent_container', 'failed_to_start', 'NoSuchContainerError'),
  rule('agent_container', 'failed_to_start', 'ImpossibleStateTransitionError'),
  rule('agent_container', 'failed_to_start', 'ContainerVanishedError'),
  rule('agent_container', 'failed_to_start', 'HostConfigError'),
  rule('agent_container', 'failed_to_start', 'DockerClientConfigError'),
  rule('agent_container', 'failed_to_start', 'ContainerRuntimeTimeoutError'),
  rule('agent_container', 'failed_to_start', 'ContainerRuntimeError'),
  rule('cannot_stop', 'unknown', 'CannotStopContainerError'),
  rule('not_found_resource', 'resource_init', 'ResourceNotFoundException'),
];

/** Placement failures say only a resource name: `AGENT` or `RESOURCE:MEMORY`; a substring would match free text. */
export const PLACEMENT_REASON = /^(AGENT|RESOURCE:[A-Z0-9_]+)\.?$/i;
export const INTERNAL_ERROR = /\bInternalError\b/i;
/** `Scaling activity initiated by (deployment ecs-svc/N)`: a scale-in, or an old deployment replaced. */
export const SCALING_REASON = /Scaling activity initiated by \(deployment (ecs-svc\/\d+)\)/i;
