export interface RolloutTask {
  revision: number;
  lastStatus: string;
}
export interface RevisionBlock {
  revision: number;
  serving: number;
  starting: number;
}

/** The living tasks by revision, the older first: those that run and those still on their way. */
export function blocksOf(tasks: readonly RolloutTask[]): RevisionBlock[] {
  const blocks = new Map<number, RevisionBlock>();
  for (const task of tasks) {
    const block = blocks.get(task.revision) ?? { revision: task.revision, serving: 0, starting: 0 };
    if (task.lastStatus === 'RUNNING') block.serving += 1;
    else block.starting += 1;
    blocks.set(task.revision, block);
  }
  return [...blocks.values()].sort((a, b) => a.revision - b.revision);
}

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/**
 * The command that puts a service back on a task definition; null when a name is not what AWS allows, so that nothing
 * from outside can smuggle shell syntax into a line that people paste.
 */
export function rollbackCommand(
  cluster: string,
  service: string,
  family: string,
  revision: number,
  region: string,
): string | null {
  if (![cluster, service, family].every((name) => NAME.test(name)) || !/^[a-z0-9-]{1,40}$/.test(region))
    return null;
  return `aws ecs update-service --region ${region} --cluster ${cluster} --service ${service} --task-definition ${family}:${revision}`;
}
