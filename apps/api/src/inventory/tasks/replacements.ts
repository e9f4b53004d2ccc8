import { countDecreases, linkReplacements, replaceableOf } from '@danji/analysis';
import type { Queryable } from '../../database/index.js';
import { resourceId } from '../resource-id.js';
import type { SweepMemory } from '../sweep-memory.js';
import type { FoldMemory, TaskRunRepository } from './task-run.repository.js';
import { serviceIdOf, serviceKeyOf } from './task-service.js';

/**
 * Links the tasks of the services that changed: which took whose place. Only tasks that AWS may still list are looked
 * at; a link to an older one stays as it was told. `known` and the memory are brought up to date.
 * @returns ids of the runs whose links changed
 */
export async function writeReplacements(
  client: Queryable,
  tasks: TaskRunRepository,
  known: Map<string, FoldMemory>,
  memory: SweepMemory,
): Promise<string[]> {
  const services = new Set([...known.values()].map(({ run }) => serviceKeyOf(run)));
  const groups = new Map<string, FoldMemory[]>();
  for (const [arn, task] of new Map([...memory.tasks, ...known])) {
    const key = serviceKeyOf(task.run);
    if (key === null || !services.has(key)) continue;
    groups.set(key, [...(groups.get(key) ?? []), known.get(arn) ?? task]);
  }
  const links: { id: string; replaces: string | null; replacedBy: string | null }[] = [];
  for (const group of groups.values()) {
    for (const task of relinked(group, memory)) {
      const { taskArn } = task.run;
      known.set(taskArn, task);
      links.push({
        id: resourceId('ecs_task', taskArn),
        replaces: task.replaces,
        replacedBy: task.replacedBy,
      });
    }
  }
  if (links.length > 0) await tasks.link(client, links);
  return links.map(({ id }) => id);
}

/** The tasks of one service whose links are not what they were. */
function relinked(group: readonly FoldMemory[], memory: SweepMemory): FoldMemory[] {
  const [first] = group;
  if (!first) return [];
  const serviceId = serviceIdOf(first.run, memory.serviceOf(first.run)?.service);
  const changes = serviceId === null ? [] : memory.countChangesOf(serviceId);
  const byArn = new Map(group.map((task) => [task.run.taskArn, task]));
  const inGroup = new Set([...byArn.keys()].map((arn) => resourceId('ecs_task', arn)));
  const outside = (id: string | null): boolean => id !== null && !inGroup.has(id);
  const open = group.map((task) => {
    const replaceable = replaceableOf(task.run);
    return outside(task.replacedBy) ? { ...replaceable, lostAt: null } : replaceable;
  });
  const links = linkReplacements(
    open.filter(({ id }) => !outside(byArn.get(id)?.replaces ?? null)),
    countDecreases(changes),
  );
  const back = new Map([...links].map(([fresh, lost]) => [lost, fresh]));
  return group.flatMap((task) => {
    const { taskArn } = task.run;
    const replaces = outside(task.replaces) ? task.replaces : idOf(links.get(taskArn));
    const replacedBy = outside(task.replacedBy) ? task.replacedBy : idOf(back.get(taskArn));
    const same = replaces === task.replaces && replacedBy === task.replacedBy;
    return same ? [] : [{ ...task, replaces, replacedBy }];
  });
}

function idOf(arn: string | undefined): string | null {
  return arn === undefined ? null : resourceId('ecs_task', arn);
}
