import type { InventoryPart } from '../part.js';
import { RdsClustersPart } from './clusters.js';
import { RdsEventsPart } from './events.js';
import { RdsInUse } from './in-use.js';
import { RdsInstancesPart } from './instances.js';
import { RdsKnowledgeParts } from './knowledge.js';

/** Every read of RDS, in the order in which they are observed: clusters before their members. */
export function createRdsParts(): InventoryPart[] {
  const inUse = new RdsInUse();
  const known = new RdsKnowledgeParts(inUse);
  const clusters = new RdsClustersPart(inUse, known);
  const instances = new RdsInstancesPart(inUse, known);
  known.readAfter([clusters, instances]);
  return [...known.all, clusters, instances, new RdsEventsPart()];
}
