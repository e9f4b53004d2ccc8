import { KIND_PREFIX } from '@danji/shared';

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(KIND_PREFIX).map(([kind, prefix]) => [prefix, kind]),
);

/** The kind that a resource id's prefix names; '' for none that we know. */
export function kindOfId(id: string): string {
  return KIND_OF.get(id.slice(0, id.indexOf('-'))) ?? '';
}
