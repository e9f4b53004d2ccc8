import type { LabelNode } from '@danji/analysis';

/** What a resource is labelled by, as seen or as stored. */
export interface LabelledResource {
  id: string;
  name: string;
  accountId: string;
  parentId: string | null;
  tags: Readonly<Record<string, string>>;
  attributes: unknown;
}

/** Attributes that name who a resource without a parent belongs to, the closest first. */
const OWNERS = ['containerInstanceId', 'serviceId', 'subjectId', 'services', 'clusters', 'usedBy'] as const;

/**
 * A resource as label rules see it. Where it has no parent it takes labels from the first thing that uses it: a task
 * definition from its service, a log group from its writer, an alarm from what it watches.
 */
export function labelNode(resource: LabelledResource): LabelNode {
  const attributes = (resource.attributes ?? {}) as Record<string, unknown>;
  const clusterName = attributes['clusterName'];
  return {
    id: resource.id,
    name: resource.name,
    accountId: resource.accountId,
    clusterName: typeof clusterName === 'string' ? clusterName : null,
    tags: resource.tags,
    // Whose targets a group holds says more than which load balancer it shares with others.
    from: ownerIn(attributes, 'services') ?? resource.parentId ?? ownerOf(attributes),
  };
}

function ownerOf(attributes: Record<string, unknown>): string | null {
  for (const name of OWNERS) {
    const owner = ownerIn(attributes, name);
    if (owner !== null) return owner;
  }
  return null;
}

/** An id, or the first of several. */
function ownerIn(attributes: Record<string, unknown>, name: string): string | null {
  const owner: unknown = attributes[name];
  const first: unknown = Array.isArray(owner) ? owner[0] : owner;
  return typeof first === 'string' && first !== '' ? first : null;
}
