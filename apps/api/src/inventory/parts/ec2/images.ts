import type { AwsPlace, Ec2Image } from '../../../aws/index.js';
import { describeImage } from '../../describe/image.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext, type ReadOptions } from '../part.js';
import type { Ec2InstancesPart } from './instances.js';

/** A known image is read again after so long: it may have been deprecated or deregistered. */
const KEPT_MS = 10 * 60_000;

/** By image id: what AWS says of it, or null where it knows none. */
export type KnownImages = ReadonlyMap<string, Ec2Image | null>;

/** The images that instances run. One that AWS no longer knows is kept as missing. */
export class ImagesPart extends InventoryPart<KnownImages> {
  readonly name = 'images';
  readonly everyMs = 25_000;
  readonly kinds = ['image'] as const;
  override readonly after: readonly InventoryPart[];
  private readAllAt = -Infinity;

  constructor(private readonly instances: Ec2InstancesPart) {
    super();
    this.after = [instances];
  }

  async read(place: AwsPlace, { now }: ReadOptions): Promise<KnownImages> {
    const used = new Set(this.instances.list.flatMap(({ ImageId }) => ImageId ?? []));
    const all = now - this.readAllAt > KEPT_MS;
    const asked = [...used].filter((id) => all || !this.latest?.has(id));
    const found = asked.length === 0 ? [] : await place.ec2.images(asked);
    if (all) this.readAllAt = now;
    const known = new Map([...(this.latest ?? [])].filter(([id]) => used.has(id)));
    for (const id of asked) known.set(id, found.find(({ ImageId }) => ImageId === id) ?? null);
    return known;
  }

  override observe(images: KnownImages, { accountId, region, seen }: PartContext): Observed[] {
    const users = new Map<string, string[]>();
    for (const { kind, id, attributes } of seen) {
      if (kind !== 'ec2_instance' || !('imageId' in attributes) || attributes.imageId === null) continue;
      users.set(attributes.imageId, [...(users.get(attributes.imageId) ?? []), id]);
    }
    return [...images].map(([id, image]) =>
      describeImage(id, image, { accountId, region, usedBy: users.get(id) ?? [] }),
    );
  }
}
