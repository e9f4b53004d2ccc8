import type { ImageStatusFacts, SecurityGroupStatusFacts } from '@danji/analysis';
import type { Observed } from '../observed.js';

export function imageFacts({ attributes }: Observed<'image'>, now: number): ImageStatusFacts {
  const { missing, deprecatedAt } = attributes;
  return { now, missing, deprecatedAt: deprecatedAt === null ? null : Date.parse(deprecatedAt) };
}

/** Where the interfaces could not be read, a group is taken to be in use. */
export function securityGroupFacts({ attributes }: Observed<'security_group'>): SecurityGroupStatusFacts {
  const { inbound, interfaces, usedBy } = attributes;
  return { inbound, unused: interfaces === 0 && usedBy.length === 0 };
}
