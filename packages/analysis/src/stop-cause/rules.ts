import type { CauseClass } from './stop-cause.js';
import type { StopTextKey } from './stop-texts.js';

/**
 * One row of the catalogue of stop reasons: every substring of `all` and, where given, one of `any` must occur in
 * the task's stoppedReason or in one container's reason; both are lower case. Texts are `stop.<id>` and
 * `stop.<id>.remedy` in stop-texts.ts.
 */
export interface ReasonRule {
  id: StopTextKey;
  class: CauseClass;
  all: readonly string[];
  any?: readonly string[];
}

const rule = (id: StopTextKey, cause: CauseClass, ...all: string[]): ReasonRule => ({
  id,
  class: cause,
  all: all.map((text) => text.toLowerCase()),
});

/** Names that the ECS agent gives to errors of its own (amazon-ecs-agent, apierrors and dockerapi). */
const AGENT_ERRORS = [
  'CannotGetDockerclientError',
  'CannotInspectContainer',
  'CannotListContainersError',
  'CannotListImagesError',
  'CannotRemoveContainerError',
  'CannotCreateContainerExecError',
  'NoSuchContainerError',
  'ImpossibleStateTransitionError',
  'ContainerVanishedError',
  'HostConfigError',
  'DockerClientConfigError',
  'ContainerRuntimeTimeoutError',
  'ContainerRuntimeError',
];

/** What the runtime and Fargate say of an image when the agent's error name is missing. */
const FREE_PULL_TEXTS = [
  'pull access denied',
  'permissions to pull images',
  'pull the image',
  'from the Amazon ECR repository',
  'from the registry',
  'error pulling image',
  'pull command failed',
  'pull image manifest',
  'toomanyrequests',
  'pull rate limit',
  '/manifests/',
  'manifest unknown',
];

/** The rows for a failed pull, by what the registry or the runtime said; `marks` tell that it is one. */
function pullRules(marks: readonly string[]): ReasonRule[] {
  const any = marks.map((mark) => mark.toLowerCase());
  const row = (id: StopTextKey, ...texts: string[]): ReasonRule[] =>
    texts.map((text) => ({ ...rule(id, 'image_pull', text), any }));
  return [
    ...row('pull_no_space', 'no space left on device', 'Thin Pool'),
    ...row('pull_rate_limit', 'toomanyrequests', 'pull rate limit', 'too many requests'),
    ...row('pull_platform', 'descriptor matching platform', 'no matching manifest for'),
    ...row('pull_denied', 'pull access denied', 'denied: ', '403 Forbidden', '401 Unauthorized'),
    ...row('pull_denied', 'unauthorized: ', 'no basic auth credentials', 'permissions to pull'),
    ...row('pull_layer', 'httpReaderSeeker: failed open', 'httpReadSeeker: failed open'),
    ...row('pull_unpack', 'failed to unpack', 'failed to extract layer', 'failed to register layer'),
    ...row('pull_canceled', 'context canceled'),
    ...row('pull_timeout', 'i/o timeout', 'canceled while waiting for connection', 'no such host'),
    ...row('pull_timeout', 'context deadline exceeded', 'connection refused', 'connection issue'),
    ...row('pull_timeout', 'check your network configuration', 'any registry endpoint'),
    ...row('pull_route', 'error pulling image conf'),
    ...row('pull_not_found', 'API error (404)'),
    ...row('pull_panic', 'nil pointer'),
    ...row('pull_not_found', 'not found', 'does not exist'),
    // After "not found": an image tag may contain the digits.
    ...row('pull_rate_limit', '429'),
    ...row('pull_other', ''),
  ];
}

/**
 * Order matters: the first row that matches wins, so the narrow stand before the wide.
 * Sources: ECS developer guide (stopped task errors, CannotPullContainer, service events), amazon-ecs-agent apierrors.
 */
export const REASON_RULES: readonly ReasonRule[] = [
  rule('oom', 'oom', 'OutOfMemoryError'),
  rule('elb_health', 'health_check', 'failed ELB health checks'),
  rule('container_health', 'health_check', 'failed container health checks'),
  rule('host_terminated', 'host_lost', 'Host EC2 (instance', 'terminated'),
  rule('host_stopped', 'host_lost', 'Host EC2 (instance', 'stopped'),
  rule('deregistered', 'host_lost', 'Container instance deregistration forced by user'),
  rule('spot', 'spot', 'Your Spot Task was interrupted'),
  rule('spot', 'spot', 'SpotInterruptionError'),
  rule('maintenance', 'maintenance', 'performing maintenance on the underlying infrastructure'),
  rule('drained', 'maintenance', 'container instance is in DRAINING state'),

  ...pullRules(['CannotPull']),

  rule('secret_denied', 'resource_init', 'ResourceInitializationError', 'secrets', 'AccessDenied'),
  rule('secret_format', 'resource_init', 'secret', 'asm', 'invalid character'),
  rule('secret_format', 'resource_init', 'did not contain json key'),
  rule('secret_missing', 'resource_init', 'invalid ssm parameters'),
  rule('secret_missing', 'resource_init', "can't find the specified secret"),
  rule(
    'secret_network',
    'resource_init',
    'ResourceInitializationError',
    'unable to pull secrets',
    'i/o timeout',
  ),
  rule('secret_network', 'resource_init', 'unable to pull secrets', 'context deadline exceeded'),
  rule('secret_network', 'resource_init', 'unable to pull secrets', 'connection issue'),
  rule('secret_other', 'resource_init', 'ResourceInitializationError', 'unable to pull secrets'),
  rule('secret_denied', 'resource_init', 'unable to retrieve', 'AccessDenied'),
  rule('secret_other', 'resource_init', 'unable to retrieve secret'),
  rule('secret_other', 'resource_init', 'unable to retrieve ecr registry auth'),
  rule('log_group', 'resource_init', 'failed to validate logger args'),
  rule('log_group', 'resource_init', 'failed to create Cloudwatch log'),
  rule('log_driver', 'resource_init', 'failed to initialize logging driver'),
  rule('log_driver', 'resource_init', 'error setting log driver'),
  rule('env_file', 'resource_init', 'failed to download env files'),
  rule('efs', 'resource_init', 'failed to invoke EFS utils'),
  rule('eni_timeout', 'resource_init', 'Timeout waiting for network interface provisioning'),
  rule('eni_timeout', 'resource_init', 'Network interface provision complete error'),
  rule('storage_timeout', 'resource_init', 'Timeout waiting for EphemeralStorage provisioning'),
  rule('eni_throttled', 'resource_init', 'Rate limit exceeded while preparing network interface'),
  rule('no_addresses', 'resource_init', 'Unexpected EC2 error while attempting to Create Network Interface'),
  rule('eni_refused', 'resource_init', 'Unexpected EC2 error while attempting to'),
  rule('container_network', 'resource_init', 'failed to setup network namespace'),
  rule('no_instance_launched', 'resource_init', 'Unable to launch instance(s) for capacity provider'),

  // The inner error counts: Fargate wraps what the runtime says in ResourceInitializationError.
  rule('command_missing', 'failed_to_start', 'executable file not found'),
  rule('command_missing', 'failed_to_start', 'exec: ', 'no such file or dir'),
  rule('wrong_architecture', 'failed_to_start', 'exec format error'),
  rule('port_taken', 'failed_to_start', 'driver failed programming external connectivity'),
  rule('port_taken', 'failed_to_start', 'port is already allocated'),
  rule('device_missing', 'failed_to_start', 'error gathering device information'),
  rule('dependency', 'failed_to_start', 'dependency graph'),
  rule('cannot_start', 'failed_to_start', 'failed to create new container runtime task'),
  rule('cannot_create', 'failed_to_start', 'unable to create new container'),
  rule('resource_init_other', 'resource_init', 'ResourceInitializationError'),
  rule('eni_slot', 'placement', 'Unable to attach network interface to unused device index'),
  rule('incompatible', 'placement', 'task definition is not compatible with the selected compute strategy'),
  rule('no_capacity', 'placement', 'Capacity is unavailable at this time'),

  rule('thin_pool', 'failed_to_start', 'CannotCreateContainerError', 'devmapper'),
  rule('start_starved', 'failed_to_start', 'failed to get container status'),
  rule('disk_full', 'resource_init', 'CannotStartContainer', 'no space left on device'),
  rule('disk_full', 'resource_init', 'CannotCreateContainer', 'no space left on device'),
  rule('cannot_start', 'failed_to_start', 'CannotStartContainer'),
  rule('cannot_create', 'failed_to_start', 'CannotCreateContainer'),
  rule('volume', 'resource_init', 'VolumeError'),
  rule('dependency', 'failed_to_start', 'TaskDependencyError'),
  rule('container_network', 'resource_init', 'ContainerNetworkingError'),
  rule('stopped_before_pull', 'failed_to_start', 'TaskStoppedBeforePullBeginError'),
  rule('cannot_stop', 'unknown', 'CannotStopContainerError'),
  rule('cannot_stop', 'unknown', 'Could not transition to stopped'),
  rule('runtime_timeout', 'failed_to_start', 'DockerTimeoutError'),
  rule('runtime_timeout', 'failed_to_start', 'Could not transition to'),
  ...AGENT_ERRORS.map((name) => rule('agent_container', 'failed_to_start', name)),
  rule('not_found_resource', 'resource_init', 'ResourceNotFoundException'),
  // Last: what says that an image could not be had, without the agent's name for it.
  ...pullRules(FREE_PULL_TEXTS),
  rule('disk_full', 'resource_init', 'no space left on device'),
];

/** Placement failures say only what is missing: `AGENT`, `RESOURCE:MEMORY`; a substring would match free text. */
export const PLACEMENT_REASON =
  /^(?:TaskFailedToStart: )?(AGENT|ATTRIBUTE|LOCATION|RESOURCE:[A-Z0-9_*]+|NO ACTIVE INSTANCES|EMPTY CAPACITY PROVIDER|[\w ]*placement constraints? unsatisfied)\.?$/i;
export const INTERNAL_ERROR = /\bInternalError\b/i;
export const FAILED_TO_START = /\btask failed to start\b/i;
/** `Scaling activity initiated by (deployment ecs-svc/N)`: a scale-in, or an old deployment replaced. */
export const SCALING_REASON = /Scaling activity initiated by \(deployment ([^)\s]{1,100})/i;
