import type { Labels, Observed } from './observed.js';
import { applyLabelRules, inheritLabels } from './labels.js';

/**
 * Labels of everything that a sweep saw: each resource's own, filled up from its parent, and from the first thing that
 * uses it where it has no parent (a task definition from its service, a log group from its writer).
 */
export function labelAll(
  seen: readonly Observed[],
  stored: ReadonlyMap<string, Labels>,
): Map<string, Labels> {
  const byId = new Map(seen.map((resource) => [resource.id, resource]));
  const labels = new Map<string, Labels>();
  const visiting = new Set<string>();
  const labelOf = (id: string): Labels | undefined => {
    const done = labels.get(id);
    if (done) return done;
    const resource = byId.get(id);
    if (!resource) return stored.get(id);
    if (visiting.has(id)) return undefined;
    visiting.add(id);
    const from = sourceOf(resource);
    const found = inheritLabels(
      applyLabelRules({
        kind: resource.kind,
        name: resource.name,
        accountId: resource.accountId,
        clusterName: 'clusterName' in resource.attributes ? resource.attributes.clusterName : null,
        tags: resource.tags,
      }),
      from === null ? undefined : labelOf(from),
    );
    labels.set(id, found);
    return found;
  };
  for (const { id } of seen) labelOf(id);
  return labels;
}

function sourceOf({ parentId, attributes }: Observed): string | null {
  if (parentId !== null) return parentId;
  if ('containerInstanceId' in attributes && attributes.containerInstanceId)
    return attributes.containerInstanceId;
  return 'usedBy' in attributes ? (attributes.usedBy[0] ?? null) : null;
}
