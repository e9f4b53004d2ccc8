import { notifyChanges, type Pool } from '../database/index.js';
import { writeEvents, type TimelineEvent } from '../inventory/index.js';
import { ownersOf, revisionsOf } from './event-queue.repository.js';
import type { TimelineFact } from './timeline-facts.js';

/** Writes lines of resources that are known; the others are left to the sweep that finds the resource. */
export async function keepTimeline(
  pool: Pool,
  scopeId: string,
  facts: readonly TimelineFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const owners = await ownersOf(pool, [...new Set(facts.map(({ resourceId }) => resourceId))]);
  const revisions = await revisionsOf(pool, [
    ...new Set(facts.flatMap(({ deployment }) => deployment ?? [])),
  ]);
  const events = facts.flatMap(({ deployment, ...fact }): TimelineEvent[] => {
    const owner = owners.get(fact.resourceId);
    if (!owner) return [];
    if (deployment === undefined) return [{ ...fact, ...owner }];
    const runs = revisions.get(deployment);
    return runs ? [{ ...fact, ...owner, params: { ...fact.params, ...runs } }] : [];
  });
  const told = await writeEvents(pool, scopeId, events);
  await notifyChanges(pool, 'events', [...new Set(told.map(({ resourceId }) => resourceId))]);
}
