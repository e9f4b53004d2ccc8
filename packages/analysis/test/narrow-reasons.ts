import type { CauseClass } from '../src/stop-cause/stop-cause.js';

export type Reason = [
  text: string,
  where: 'task' | 'container',
  rule: string,
  cause: CauseClass,
  abnormal: boolean,
];

/** Texts whose rules stand before wider ones that would match, too. */
export const NARROW_REASONS: Reason[] = [
  [
    'Task moved because its container instance is in DRAINING state.',
    'task',
    'drained',
    'maintenance',
    false,
  ],
  [
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    'task',
    'pull_platform',
    'image_pull',
    true,
  ],
  [
    'CannotPullContainerError: ref pull has been retried 1 time(s): failed to unpack image on snapshotter overlayfs',
    'task',
    'pull_unpack',
    'image_pull',
    true,
  ],
  [
    'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: invalid ssm parameters: /checkout/key',
    'task',
    'secret_missing',
    'resource_init',
    true,
  ],
  [
    'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: dial tcp 127.0.0.1:514: connect: connection refused',
    'container',
    'log_driver',
    'resource_init',
    true,
  ],
  [
    'ResourceInitializationError: failed to download env files: file download command: non empty error stream',
    'task',
    'env_file',
    'resource_init',
    true,
  ],
  [
    'Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation',
    'task',
    'eni_refused',
    'resource_init',
    true,
  ],
  [
    'ResourceInitializationError: Unable to launch instance(s) for capacity provider gpu. UnfulfillableCapacity',
    'task',
    'no_instance_launched',
    'resource_init',
    true,
  ],
  [
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: exec: "run.sh": executable file not found in $PATH',
    'container',
    'command_missing',
    'failed_to_start',
    true,
  ],
  [
    'CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint a',
    'container',
    'port_taken',
    'failed_to_start',
    true,
  ],
  [
    'CannotStartContainerError: Error response from daemon: error gathering device information while adding custom device "/dev/dri/renderD130"',
    'container',
    'device_missing',
    'failed_to_start',
    true,
  ],
  ['Capacity is unavailable at this time.', 'task', 'no_capacity', 'placement', true],
  [
    'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
    'container',
    'runtime_timeout',
    'failed_to_start',
    true,
  ],
  [
    'HostConfigError: Unable to resolve volume mounts; invalid path: data; -> /tmp',
    'container',
    'agent_container',
    'failed_to_start',
    true,
  ],
];
