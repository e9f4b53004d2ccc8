import type { AwsPlace, RdsInstance } from '../../../aws/index.js';
import { describeRdsInstance, type RdsKnowledge } from '../../describe/rds-instance.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { RdsInUse } from './in-use.js';

export class RdsInstancesPart extends InventoryPart<RdsInstance[]> {
  readonly name = 'databases';
  readonly everyMs = 25_000;
  readonly kinds = ['rds_instance'] as const;

  constructor(
    private readonly inUse: RdsInUse,
    private readonly known: RdsKnowledge,
  ) {
    super();
  }

  async read(place: AwsPlace): Promise<RdsInstance[]> {
    const instances = await place.rds.instances();
    this.inUse.instances = instances;
    return instances;
  }

  override observe(instances: RdsInstance[], { accountId, region }: PartContext): Observed[] {
    return instances.map((instance) => describeRdsInstance(instance, { accountId, region }, this.known));
  }
}
