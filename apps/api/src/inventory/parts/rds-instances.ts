import type { AwsPlace, RdsInstance } from '../../aws/index.js';
import { describeRdsInstance } from '../describe/rds-instance.js';
import type { Observed } from '../observed.js';
import { InventoryPart, type PartContext } from './part.js';

export class RdsInstancesPart extends InventoryPart<RdsInstance[]> {
  readonly name = 'databases';
  readonly everyMs = 25_000;
  readonly kinds = ['rds_instance'] as const;

  read(place: AwsPlace): Promise<RdsInstance[]> {
    return place.rds.instances();
  }

  override observe(databases: RdsInstance[], { accountId }: PartContext): Observed[] {
    return databases.map((database) => describeRdsInstance(database, accountId));
  }
}
