import type { AwsPlace, SpotPrice } from '../../../aws/index.js';
import { InventoryPart, type ReadOptions } from '../part.js';
import type { Ec2InstancesPart } from './instances.js';

/** Spot prices of the types that run on Spot, now. Asks nothing where nothing does. */
export class SpotPricesPart extends InventoryPart<ReadonlyMap<string, number>> {
  readonly name = 'Spot prices';
  readonly everyMs = 295_000;
  readonly kinds = [] as const;
  override readonly after: readonly InventoryPart[];

  constructor(private readonly instances: Ec2InstancesPart) {
    super();
    this.after = [instances];
  }

  async read(place: AwsPlace, { now }: ReadOptions): Promise<ReadonlyMap<string, number>> {
    const spot = this.instances.list.filter(({ InstanceLifecycle }) => InstanceLifecycle === 'spot');
    const types = new Set(spot.flatMap(({ InstanceType }) => InstanceType ?? []));
    return types.size === 0 ? new Map() : newest(await place.ec2.spotPrices([...types], now));
  }

  /** US dollars per hour; null where it is not known. */
  of(type: string | null, zone: string | null): number | null {
    return this.latest?.get(keyOf(type, zone)) ?? null;
  }
}

/** The history also holds prices that were replaced since: the newest of a type and zone holds now. */
function newest(history: readonly SpotPrice[]): Map<string, number> {
  const prices = new Map<string, number>();
  for (const price of [...history].sort((a, b) => (a.Timestamp ?? 0) - (b.Timestamp ?? 0))) {
    if (price.SpotPrice !== null)
      prices.set(keyOf(price.InstanceType, price.AvailabilityZone), price.SpotPrice);
  }
  return prices;
}

function keyOf(type: string | null, zone: string | null): string {
  return `${type} ${zone}`;
}
