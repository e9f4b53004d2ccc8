import { KIND_PREFIX, type ResourceKind } from '@danji/shared';

const KINDS = new Map(Object.entries(KIND_PREFIX).map(([kind, prefix]) => [prefix, kind as ResourceKind]));

/** The kind that a resource id names by its prefix; null for none that is known. */
export function kindOfId(id: string): ResourceKind | null {
  return KINDS.get(id.split('-')[0] ?? '') ?? null;
}
