import type { AwsPlace, RdsCluster } from '../../../aws/index.js';
import { describeRdsCluster } from '../../describe/rds-cluster.js';
import type { RdsKnowledge } from '../../describe/rds-instance.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { RdsInUse } from './in-use.js';

export class RdsClustersPart extends InventoryPart<RdsCluster[]> {
  readonly name = 'database clusters';
  readonly everyMs = 25_000;
  readonly kinds = ['rds_cluster'] as const;

  constructor(
    private readonly inUse: RdsInUse,
    private readonly known: RdsKnowledge,
  ) {
    super();
  }

  async read(place: AwsPlace): Promise<RdsCluster[]> {
    const clusters = await place.rds.clusters();
    this.inUse.clusters = clusters;
    return clusters;
  }

  override observe(clusters: RdsCluster[], { accountId, region }: PartContext): Observed[] {
    return clusters.map((cluster) => describeRdsCluster(cluster, { accountId, region }, this.known));
  }
}
