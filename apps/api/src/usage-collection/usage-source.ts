/** A host's or a service's part of a cluster's performance log. */
export interface UsageSource {
  /** Container instance or service: what the minutes that were read are remembered by. */
  resourceId: string;
  scopeId: string;
  region: string;
  clusterArn: string;
  /** AWS's id of the container instance, or the service's name. */
  of: { host: string } | { service: string };
}

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** The log group in which Container Insights tells what the tasks of a cluster use. */
export function performanceGroup({ clusterArn }: UsageSource): string {
  return `/aws/ecs/containerinsights/${clusterArn.slice(clusterArn.lastIndexOf('/') + 1)}/performance`;
}

/**
 * What of the group is asked for. Each instance has a stream of its own; tasks on Fargate share numbered ones, so a
 * service is found by what its events say.
 * @throws RangeError for a name that ECS would not have taken
 */
export function performanceFilter({ of }: UsageSource): { streamPrefix?: string; pattern: string } {
  const name = 'host' in of ? of.host : of.service;
  if (!NAME.test(name)) throw new RangeError(`Not a name of ECS: ${name.slice(0, 80)}`);
  if ('host' in of) return { streamPrefix: `AgentTelemetry-${name}`, pattern: '{ $.Type = "Task" }' };
  return { pattern: `{ $.Type = "Task" && $.ServiceName = "${name}" }` };
}

/** AWS's ARN of a task of the source's cluster: the task's own id in Danji follows from it. */
export function taskArn({ clusterArn }: UsageSource, taskId: string): string {
  return `${clusterArn.replace(':cluster/', ':task/')}/${taskId}`;
}
