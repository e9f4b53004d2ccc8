import type { InventoryPart } from '../part.js';
import { RdsClustersPart } from './clusters.js';
import { RdsEventsPart } from './events.js';
import { RdsInUse } from './in-use.js';
import { RdsInstancesPart } from './instances.js';
import { RdsKnowledgeParts } from './knowledge.js';

/** Every read of RDS: the lists first, since what goes round versions and groups is read after them. */
export function createRdsParts(): InventoryPart[] {
  const inUse = new RdsInUse();
  const known = new RdsKnowledgeParts(inUse);
  const clusters = new RdsClustersPart(inUse, known);
  const instances = new RdsInstancesPart(inUse, known);
  known.readAfter([clusters, instances]);
  return [clusters, instances, ...known.all, new RdsEventsPart()];
}
