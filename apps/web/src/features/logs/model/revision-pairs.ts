import type { TemplateItem } from '@danji/shared';

export interface RevisionPair {
  revision: number;
  /** Null: all others. */
  against: number | null;
}

/** Each revision that wrote against the one before it that did, the newest first; the chosen pair is always among them. */
export function revisionPairs(
  items: readonly Pick<TemplateItem, 'revisions'>[],
  chosen: RevisionPair | null,
): RevisionPair[] {
  const seen = new Set(items.flatMap(({ revisions }) => revisions.flatMap(({ revision }) => revision ?? [])));
  const sorted = [...seen].sort((a, b) => b - a);
  const pairs: RevisionPair[] = sorted
    .slice(0, -1)
    .map((revision, i) => ({ revision, against: sorted[i + 1] ?? null }));
  const known = pairs.some((pair) => pair.revision === chosen?.revision && pair.against === chosen.against);
  return chosen === null || known ? pairs : [chosen, ...pairs];
}
