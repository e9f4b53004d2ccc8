import type { AwsPlace } from '../../../aws/index.js';
import { InventoryPart } from '../part.js';

/** Names of the key pairs that still exist. Instances launched with one that is gone keep its public key. */
export class KeyPairsPart extends InventoryPart<ReadonlySet<string>> {
  readonly name = 'key pairs';
  readonly everyMs = 295_000;
  readonly kinds = [] as const;

  async read(place: AwsPlace): Promise<ReadonlySet<string>> {
    return new Set(await place.ec2.keyPairNames());
  }
}
