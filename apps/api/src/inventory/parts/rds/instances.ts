import type { AwsPlace, RdsInstance } from '../../../aws/index.js';
import { describeRdsInstance, type RdsKnowledge } from '../../describe/rds-instance.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';

export class RdsInstancesPart extends InventoryPart<RdsInstance[]> {
  readonly name = 'databases';
  readonly everyMs = 25_000;
  readonly kinds = ['rds_instance'] as const;

  constructor(private readonly known: RdsKnowledge) {
    super();
  }

  read(place: AwsPlace): Promise<RdsInstance[]> {
    return place.rds.instances();
  }

  override observe(instances: RdsInstance[], { accountId, region }: PartContext): Observed[] {
    return instances.map((instance) => describeRdsInstance(instance, { accountId, region }, this.known));
  }
}
