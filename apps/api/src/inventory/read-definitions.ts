import { AwsCallError, type AwsPlace } from '../aws/index.js';
import type { Families } from './ecs-details/families.js';
import { describeTaskDefinition } from './describe/task-definition.js';
import type { Snapshot } from './gather.js';
import type { Observed } from './observed.js';
import { resourceId } from './resource-id.js';
import { dueInRotation } from './rotation.js';
import type { DescribedDefinition, SweepMemory } from './sweep-memory.js';

/** Unknown ones that one sweep reads: at five a second it must not hold up everything else. */
const UNKNOWN_PER_SWEEP = 40;
/** Of the revisions that nothing runs, which are only there to be compared with. */
const OLDER_PER_SWEEP = 10;

export interface DefinitionsOptions {
  accountId: string;
  now: number;
  sweepSeconds: number;
  families: Families;
}

export interface DefinitionsRead {
  resources: Observed<'ecs_task_definition'>[];
  /** Described again: their age on the page is new even where nothing changed. */
  refreshed: string[];
  /** Whether some were unknown before: they may name log groups that were passed over. */
  added: boolean;
  failures: { part: string; error: Error }[];
}

/**
 * Reads task definitions that services or tasks run: unknown ones first, of the known ones the oldest share of a
 * rotation. All that are in use are answered, so that who uses them stays right.
 */
export async function readDefinitions(
  place: AwsPlace,
  snapshot: Snapshot,
  memory: SweepMemory,
  options: DefinitionsOptions,
): Promise<DefinitionsRead> {
  const users = usersByDefinition(snapshot, memory);
  const wanted = dueInRotation(users.keys(), (arn) => memory.definitions.get(arn)?.describedAt, {
    ...options,
    unknownPerSweep: UNKNOWN_PER_SWEEP,
  });
  wanted.push(...addOlder(users, memory, options.families));
  const read: DefinitionsRead = { resources: [], refreshed: [], added: false, failures: [] };
  const answers = await Promise.allSettled(wanted.map((arn) => place.ecs.taskDefinition(arn)));
  for (const [at, answer] of answers.entries()) {
    const arn = wanted[at] as string;
    if (answer.status === 'rejected') {
      const error = answer.reason as Error;
      if (!(error instanceof AwsCallError && error.failure === 'missing')) {
        read.failures.push({ part: `task definition ${arn.slice(arn.lastIndexOf('/') + 1)}`, error });
      }
      continue;
    }
    const definition = answer.value;
    const { attributes, tags, state } = describeTaskDefinition(definition, options.accountId, []);
    read.added ||= !memory.definitions.has(arn);
    memory.definitions.set(arn, { attributes, tags, state, describedAt: options.now });
    read.refreshed.push(resourceId('ecs_task_definition', arn));
  }
  for (const [arn, ids] of users) {
    const known = memory.definitions.get(arn);
    if (!known) continue;
    const { family, revision, familyRevisions } = known.attributes;
    known.attributes = {
      ...known.attributes,
      usedBy: [...ids].sort(),
      familyRevisions: options.families.of(family) ?? familyRevisions,
    };
    known.state = options.families.statusOf(family, revision) ?? known.state;
    read.resources.push(asObserved(arn, known, options.accountId));
  }
  return read;
}

/**
 * Adds the newest revisions of the families in use, run by nobody or not. A registered revision does not change, so
 * each is described once. @returns those that this sweep describes
 */
function addOlder(users: Map<string, Set<string>>, memory: SweepMemory, families: Families): string[] {
  const unknown: string[] = [];
  for (const arn of families.newestArns()) {
    if (users.has(arn)) continue;
    users.set(arn, new Set());
    if (!memory.definitions.has(arn)) unknown.push(arn);
  }
  return unknown.slice(0, OLDER_PER_SWEEP);
}

function usersByDefinition({ clusters }: Snapshot, memory: SweepMemory): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const use = (arn: string | null, id: string | null): void => {
    if (!arn) return;
    const ids = users.get(arn) ?? new Set();
    if (id !== null) ids.add(id);
    users.set(arn, ids);
  };
  for (const { services } of clusters ?? []) {
    for (const service of services ?? []) {
      const id = resourceId('ecs_service', service.serviceArn);
      use(service.taskDefinition, id);
      for (const deployment of service.deployments) use(deployment.taskDefinition, id);
    }
  }
  for (const { run } of memory.tasks.values()) use(run.taskDefinitionArn ?? null, null);
  for (const { tasks } of clusters ?? [])
    for (const task of tasks?.described ?? []) use(task.taskDefinitionArn, null);
  return users;
}

function asObserved(
  arn: string,
  { attributes, tags, state }: DescribedDefinition,
  accountId: string,
): Observed<'ecs_task_definition'> {
  const name = `${attributes.family}:${attributes.revision}`;
  return {
    id: resourceId('ecs_task_definition', arn),
    kind: 'ecs_task_definition',
    name,
    arn,
    nativeId: name,
    accountId,
    parentId: null,
    state,
    tags,
    ended: false,
    attributes,
  };
}
