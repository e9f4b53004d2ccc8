import type { AttributesOf } from '@danji/shared';
import type { EcsTask } from '../../../aws/index.js';
import { resourceId } from '../../resource-id.js';
import type { PartContext } from '../part.js';

/**
 * Which task stands behind a target: by the address of its network interface, or by instance and host port behind a
 * bridge. Targets that drain belong to tasks that are gone already, so what was known is remembered for a while.
 */
export class TargetTasks {
  private known = new Map<string, { taskId: string; at: number }>();

  note({ seen, tasks, now }: PartContext): void {
    const hosts = new Map<string, string>();
    for (const { kind, arn, attributes } of seen) {
      if (kind !== 'ecs_container_instance') continue;
      hosts.set(arn, (attributes as AttributesOf<'ecs_container_instance'>).ec2InstanceId);
    }
    for (const [key, { at }] of this.known) if (now - at > REMEMBERED_MS) this.known.delete(key);
    // Oldest first: an address that was given to another task belongs to the newer one.
    const ordered = [...tasks].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
    for (const task of ordered) {
      const taskId = resourceId('ecs_task', task.taskArn);
      for (const key of [...addressesOf(task), ...bindingsOf(task, hosts)])
        this.known.set(key, { taskId, at: now });
    }
  }

  of(targetId: string, port: number | null): string | null {
    return (this.known.get(`${targetId}:${port}`) ?? this.known.get(targetId))?.taskId ?? null;
  }
}

/** Longer than any deregistration delay (an hour). */
const REMEMBERED_MS = 75 * 60_000;

function addressesOf({ attachments }: EcsTask): string[] {
  return attachments.flatMap(({ details }) =>
    details.flatMap(({ name, value }) =>
      value !== null && (name === 'privateIPv4Address' || name === 'ipv6Address') ? [value] : [],
    ),
  );
}

function bindingsOf(task: EcsTask, hosts: ReadonlyMap<string, string>): string[] {
  const host = hosts.get(task.containerInstanceArn ?? '');
  if (host === undefined) return [];
  return task.containers.flatMap(({ networkBindings }) =>
    networkBindings.flatMap(({ hostPort }) => (hostPort === null ? [] : [`${host}:${hostPort}`])),
  );
}
