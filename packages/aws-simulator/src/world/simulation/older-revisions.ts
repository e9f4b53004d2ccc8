import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { Rng } from '../random.js';
import type { Revision } from './revisions.js';

/** Numbers that are still there; what is older was deleted. */
const KEPT = 36;
/** Of these so many stay ACTIVE; a cleaning job deregisters the rest. */
const ACTIVE = 12;

/**
 * The revisions of a family from before the history, oldest first: some ACTIVE, the older ones INACTIVE, with holes where
 * CI registered one and somebody deleted it.
 */
export function olderRevisions(first: Revision, seed: number, ids: Ids): Revision[] {
  const rng = new Rng(seed, `older|${first.arn}`);
  const prefix = first.arn.slice(0, first.arn.lastIndexOf(':') + 1);
  const repository = first.image.slice(0, first.image.lastIndexOf(':'));
  const revisions: Revision[] = [];
  let registeredAt = first.registeredAt;
  for (let number = first.revision - 1; number > Math.max(0, first.revision - KEPT); number--) {
    registeredAt -= Math.round(rng.between(0.4, 6) * DAY);
    if (rng.chance(0.15)) continue;
    const wasSmaller = number < first.revision - 20 && first.service !== undefined && first.cpu >= 512;
    const tag = first.image.endsWith(':latest') ? 'latest' : ids.hex(`sha|${first.family}|${number}`, 12);
    revisions.push({
      ...first,
      revision: number,
      arn: `${prefix}${number}`,
      registeredAt,
      // A year ago it was half the size (a valid Fargate pair, too): the difference that a reader looks for.
      cpu: wasSmaller ? first.cpu / 2 : first.cpu,
      memory: wasSmaller ? first.memory / 2 : first.memory,
      image: first.job ? first.image : `${repository}:${tag}`,
      digest: `sha256:${ids.hex(`digest|${first.family}|${number}`, 64)}`,
      status: number > first.revision - ACTIVE ? 'ACTIVE' : 'INACTIVE',
    });
  }
  return revisions.reverse();
}
