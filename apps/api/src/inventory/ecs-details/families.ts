import type { AttributesOf } from '@danji/shared';
import { familyAndRevision } from '../resource-id.js';
import { dueInRotation } from '../rotation.js';
import { attempt, servicesOf, type DetailsContext } from './details-context.js';

type FamilyRevisions = NonNullable<AttributesOf<'ecs_task_definition'>['familyRevisions']>;

/** Families that one sweep lists at most while they are unknown: two calls each, at five a second. */
const UNKNOWN_PER_SWEEP = 10;
/** Revisions of a family that are described although nothing runs them, the newest. */
const DESCRIBED = 24;

/** Which revisions the families in use have, by what AWS lists. */
export class Families {
  private readonly known = new Map<string, FamilyRevisions & { arns: string[] }>();

  /** When each was last asked for, whether it answered or not: one that never answers must not hold up the others. */
  private readonly askedAt = new Map<string, number>();

  /** Lists families that are new, have a newer revision in use, or whose turn it is. */
  async read(context: DetailsContext): Promise<void> {
    const inUse = newestInUse(context);
    const isOld = (family: string): boolean => {
      const newest = this.known.get(family)?.newest[0]?.revision;
      return newest !== undefined && newest < (inUse.get(family) ?? 0);
    };
    const due = dueInRotation(
      inUse.keys(),
      (family) => (isOld(family) ? undefined : this.askedAt.get(family)),
      { ...context, unknownPerSweep: UNKNOWN_PER_SWEEP },
    );
    await Promise.all(due.map((family) => this.list(context, family)));
  }

  of(family: string): FamilyRevisions | null {
    const known = this.known.get(family);
    return known ? { newest: known.newest, complete: known.complete, readAt: known.readAt } : null;
  }

  /** ARNs of the newest revisions of every family, for their descriptions. */
  *newestArns(): Generator<string> {
    for (const { arns } of this.known.values()) yield* arns.slice(0, DESCRIBED);
  }

  statusOf(family: string, revision: number): string | null {
    return this.known.get(family)?.newest.find((known) => known.revision === revision)?.status ?? null;
  }

  private async list(context: DetailsContext, family: string): Promise<void> {
    const { place, now } = context;
    this.askedAt.set(family, now);
    await attempt(context, `revisions of ${family}`, async () => {
      const [active, inactive] = await Promise.all([
        place.ecsDetails.taskDefinitionArns(family, 'ACTIVE'),
        place.ecsDetails.taskDefinitionArns(family, 'INACTIVE'),
      ]);
      const all = [
        ...active.arns.map((arn) => ({ arn, status: 'ACTIVE', ...familyAndRevision(arn) })),
        ...inactive.arns.map((arn) => ({ arn, status: 'INACTIVE', ...familyAndRevision(arn) })),
      ]
        .filter((listed) => listed.family === family)
        .sort((a, b) => b.revision - a.revision);
      this.known.set(family, {
        newest: all.slice(0, 100).map(({ revision, status }) => ({ revision, status })),
        complete: active.complete && inactive.complete && all.length <= 100,
        readAt: new Date(now).toISOString(),
        arns: all.map(({ arn }) => arn),
      });
    });
  }
}

function newestInUse({ clusters }: DetailsContext): Map<string, number> {
  const newest = new Map<string, number>();
  for (const service of servicesOf(clusters)) {
    for (const arn of [service.taskDefinition, ...service.deployments.map((d) => d.taskDefinition)]) {
      if (!arn) continue;
      const { family, revision } = familyAndRevision(arn);
      newest.set(family, Math.max(newest.get(family) ?? 0, revision));
    }
  }
  return newest;
}
