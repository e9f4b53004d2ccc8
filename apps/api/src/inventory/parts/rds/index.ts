import type { RdsKnowledge } from '../../describe/rds-instance.js';
import type { InventoryPart } from '../part.js';
import { RdsInstancesPart } from './instances.js';

/** Nothing but the list of instances is read yet. */
const NOTHING: RdsKnowledge = {
  lifecycleOf: () => null,
  upgradesOf: () => null,
  actionsOn: () => null,
  parametersOf: () => undefined,
  certificateValidTill: () => null,
};

export function createRdsParts(): InventoryPart[] {
  return [new RdsInstancesPart(NOTHING)];
}
