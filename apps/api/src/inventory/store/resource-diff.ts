import type { Message } from '@danji/analysis';
import type { Reason, Status } from '@danji/shared';
import { canonicalHash, changesBetween, type Change } from '../canonical.js';
import { VOLATILE, type InventoryKind, type Labels, type Observed } from '../observed.js';

/** A resource ready to be stored: what was seen, whose it is, how it does. */
export interface Judged {
  observed: Observed;
  labels: Labels;
  status: Status;
  severity: number;
  /** `say`: the sentence as key and parameters, for sentences made of several. */
  reasons: (Reason & { status: Status; say: Message })[];
}

/** What is known of a stored resource. */
export interface Stored {
  id: string;
  kind: InventoryKind;
  state: string;
  hash: string;
  contentHash: string;
  deleted: boolean;
}

export interface ResourceWrite extends Judged {
  hash: string;
  contentHash: string;
  isNew: boolean;
  /** Set where the configuration differs: a revision is written. */
  configurationChanged: boolean;
  /** Before, where AWS's word changed. */
  stateBefore: string | null;
}

/** The part of a resource that people configure. */
export function configurationOf(observed: Observed): Record<string, unknown> {
  const volatile: readonly string[] = VOLATILE[observed.kind];
  const attributes = Object.entries(observed.attributes).filter(([name]) => !volatile.includes(name));
  return { ...Object.fromEntries(attributes), tags: observed.tags };
}

/** Which of the resources seen have to be written, and why. */
export function writesFor(seen: readonly Judged[], stored: ReadonlyMap<string, Stored>): ResourceWrite[] {
  return seen.flatMap((judged): ResourceWrite[] => {
    const { observed } = judged;
    const before = stored.get(observed.id);
    const hash = canonicalHash(configurationOf(observed));
    const contentHash = contentHashOf(judged);
    if (before && before.contentHash === contentHash && before.deleted === observed.ended) return [];
    return [
      {
        ...judged,
        hash,
        contentHash,
        isNew: !before,
        configurationChanged: before !== undefined && before.hash !== hash,
        stateBefore: before && before.state !== observed.state ? before.state : null,
      },
    ];
  });
}

/** Everything that is shown. A reason's sentence counts minutes, so it is compared by code, status and onset. */
/** Targets of a group where something moves are read in every sweep: their age alone is written once a minute. */
function withoutSeconds(attributes: Observed['attributes']): Observed['attributes'] {
  if (!('targetsReadAt' in attributes) || attributes.targetsReadAt === null) return attributes;
  return { ...attributes, targetsReadAt: attributes.targetsReadAt.slice(0, 16) };
}

function contentHashOf({ observed, labels, status, reasons }: Judged): string {
  const judged = reasons.map(({ code, since, status: of }) => ({ code, since, of }));
  const { state, name, parentId, tags } = observed;
  const attributes = withoutSeconds(observed.attributes);
  return canonicalHash({ state, name, parentId, tags, attributes, labels, status, judged });
}

/** Stored resources that a complete listing no longer holds. */
export function missingFrom(
  seen: ReadonlySet<string>,
  stored: Iterable<Stored>,
  complete: ReadonlySet<InventoryKind>,
): Stored[] {
  const missing: Stored[] = [];
  for (const resource of stored) {
    if (!resource.deleted && complete.has(resource.kind) && !seen.has(resource.id)) missing.push(resource);
  }
  return missing;
}

/** What changed in a configuration, by path. */
export function configurationChanges(
  before: { attributes: Record<string, unknown>; tags: unknown },
  after: Observed,
): Change[] {
  const volatile: readonly string[] = VOLATILE[after.kind];
  const kept = Object.entries(before.attributes).filter(([name]) => !volatile.includes(name));
  return changesBetween({ ...Object.fromEntries(kept), tags: before.tags }, configurationOf(after));
}
