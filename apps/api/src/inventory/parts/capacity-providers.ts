import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, EcsCapacityProvider } from '../../aws/index.js';
import { describeCapacityProvider } from '../describe/capacity-provider.js';
import type { Observed } from '../observed.js';
import { InventoryPart, type PartContext } from './part.js';

/** ECS capacity providers, with the clusters that name them. */
export class CapacityProvidersPart extends InventoryPart<EcsCapacityProvider[]> {
  readonly name = 'capacity providers';
  readonly everyMs = 60_000;
  readonly kinds = ['capacity_provider'] as const;
  /** Clusters that named a provider which the account's list did not hold: managed instances live in one cluster. */
  private askedByCluster: readonly string[] = [];

  async read(place: AwsPlace): Promise<EcsCapacityProvider[]> {
    const found = await Promise.all([
      place.ecsDetails.capacityProviders(),
      ...this.askedByCluster.map((cluster) => place.ecsDetails.capacityProviders(cluster)),
    ]);
    return [...new Map(found.flat().map((provider) => [provider.capacityProviderArn, provider])).values()];
  }

  override observe(providers: EcsCapacityProvider[], { accountId, seen }: PartContext): Observed[] {
    const clustersOf = new Map<string, string[]>();
    const askedByCluster: string[] = [];
    const names = new Set(providers.map(({ name }) => name));
    for (const { kind, id, arn, attributes } of seen) {
      if (kind !== 'ecs_cluster') continue;
      const { capacityProviders } = attributes as AttributesOf<'ecs_cluster'>;
      for (const name of capacityProviders) clustersOf.set(name, [...(clustersOf.get(name) ?? []), id]);
      if (this.askedByCluster.includes(arn) || capacityProviders.some((name) => !names.has(name)))
        askedByCluster.push(arn);
    }
    this.askedByCluster = askedByCluster;
    return providers.map((provider) =>
      describeCapacityProvider(provider, accountId, clustersOf.get(provider.name) ?? []),
    );
  }
}
