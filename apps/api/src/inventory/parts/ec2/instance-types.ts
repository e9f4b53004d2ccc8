import type { AwsPlace, Ec2InstanceType } from '../../../aws/index.js';
import { InventoryPart, type ReadOptions } from '../part.js';
import type { Ec2InstancesPart } from './instances.js';

/** What a type is does not change; that a family got a new size may be known half a day later. */
const KEPT_MS = 12 * 3_600_000;

/** Types that run here and the other sizes of their families, by name. */
export class InstanceTypesPart extends InventoryPart<ReadonlyMap<string, Ec2InstanceType>> {
  readonly name = 'instance types';
  readonly everyMs = 55_000;
  readonly kinds = [] as const;
  override readonly after: readonly InventoryPart[];
  private readonly askedAt = new Map<string, number>();

  constructor(private readonly instances: Ec2InstancesPart) {
    super();
    this.after = [instances];
  }

  async read(place: AwsPlace, { now }: ReadOptions): Promise<ReadonlyMap<string, Ec2InstanceType>> {
    const known = new Map(this.latest);
    const families = new Set(this.instances.list.flatMap(({ InstanceType }) => familyOf(InstanceType)));
    const due = [...families].filter((family) => now - (this.askedAt.get(family) ?? -Infinity) > KEPT_MS);
    if (due.length === 0) return known;
    for (const type of await place.ec2.instanceTypes(due)) known.set(type.InstanceType, type);
    for (const family of due) this.askedAt.set(family, now);
    return known;
  }
}

/** `m5` of `m5.large`. */
function familyOf(type: string | null): string[] {
  const family = type?.split('.')[0];
  return family ? [family] : [];
}
