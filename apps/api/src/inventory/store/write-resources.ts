import { notifyChanges, type Queryable } from '../../database/index.js';
import { writeEvents } from '../history/event.repository.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { InventoryKind } from '../observed.js';
import { configurationChanges, missingFrom, writesFor, type Judged, type Stored } from './resource-diff.js';
import { configurationEvent, stateEvent } from './resource-events.js';
import type { PlaceKey, ResourceRepository } from './resource.repository.js';

/** How long a resource may be missing from complete listings before it counts as gone. */
const GRACE_MS = 45_000;

export interface WriteOptions {
  place: PlaceKey;
  now: number;
  seen: readonly Judged[];
  stored: ReadonlyMap<string, Stored>;
  /** Kinds of which this sweep has the whole list. */
  complete: ReadonlySet<InventoryKind>;
  /** Since when a resource has been missing (epoch ms); kept between sweeps. */
  missingSince: Map<string, number>;
}

/** Stores what a sweep saw: new and changed resources, revisions, events of changes, tombstones. */
export async function writeResources(
  client: Queryable,
  repository: ResourceRepository,
  options: WriteOptions,
): Promise<{ written: string[]; buried: string[] }> {
  const { place, now, seen, stored } = options;
  const writes = writesFor(seen, stored);
  const reconfigured = writes.filter((write) => write.configurationChanged);
  const before = await repository.configurations(
    client,
    reconfigured.map(({ observed }) => observed.id),
  );
  const revisions = writes
    .filter((write) => write.isNew || write.configurationChanged || write.stateBefore !== null)
    .map((write) => {
      const known = before.get(write.observed.id);
      return { write, changes: known ? configurationChanges(known, write.observed) : [] };
    });
  const events: TimelineEvent[] = [];
  for (const { write, changes } of revisions) {
    if (changes.length > 0) events.push(configurationEvent(write, changes, now));
  }
  for (const write of writes) {
    // An alarm's changes come from its own history, which misses none between two looks.
    if (write.stateBefore !== null && write.observed.kind !== 'alarm')
      events.push(stateEvent(write, write.stateBefore, now));
  }
  await repository.write(client, place, now, writes);
  await repository.writeRevisions(client, place, now, revisions);
  const buried = await buryMissing(client, repository, options);
  const happened = await writeEvents(client, place.scopeId, events);
  const written = writes.map(({ observed }) => observed.id);
  await notifyChanges(client, 'resources', [...written, ...buried]);
  await notifyChanges(client, 'events', [...new Set(happened.map(({ resourceId }) => resourceId))]);
  return { written, buried };
}

async function buryMissing(
  client: Queryable,
  repository: ResourceRepository,
  { seen, stored, complete, missingSince, now }: WriteOptions,
): Promise<string[]> {
  const ids = new Set(seen.map(({ observed }) => observed.id));
  const missing = missingFrom(ids, stored.values(), complete);
  const stillMissing = new Set(missing.map(({ id }) => id));
  for (const id of missingSince.keys()) if (!stillMissing.has(id)) missingSince.delete(id);
  const gone: string[] = [];
  let lastSeen = now;
  for (const { id } of missing) {
    const since = missingSince.get(id) ?? now;
    missingSince.set(id, since);
    if (now - since < GRACE_MS) continue;
    gone.push(id);
    lastSeen = Math.min(lastSeen, since);
    missingSince.delete(id);
  }
  await repository.bury(client, gone, now, lastSeen);
  return gone;
}
