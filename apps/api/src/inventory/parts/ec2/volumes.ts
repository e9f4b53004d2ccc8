import type { AwsPlace, Ec2Volume } from '../../../aws/index.js';
import { describeVolume } from '../../describe/volume.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';

/** Every EBS volume, also those that hang on nothing and are paid for all the same. */
export class VolumesPart extends InventoryPart<Ec2Volume[]> {
  readonly name = 'volumes';
  readonly everyMs = 55_000;
  readonly kinds = ['ebs_volume'] as const;

  private byInstance: ReadonlyMap<string, Ec2Volume[]> | null = null;

  async read(place: AwsPlace): Promise<Ec2Volume[]> {
    const volumes = await place.ec2.volumes();
    this.byInstance = byInstance(volumes);
    return volumes;
  }

  /** Those that hang on an instance; null before the first answer. */
  on(instanceId: string): readonly Ec2Volume[] | null {
    return this.byInstance && (this.byInstance.get(instanceId) ?? []);
  }

  override observe(volumes: Ec2Volume[], context: PartContext): Observed[] {
    return volumes.map((volume) => describeVolume(volume, context));
  }
}

function byInstance(volumes: readonly Ec2Volume[]): Map<string, Ec2Volume[]> {
  const found = new Map<string, Ec2Volume[]>();
  for (const volume of volumes) {
    for (const { InstanceId } of volume.Attachments) {
      if (InstanceId !== null) found.set(InstanceId, [...(found.get(InstanceId) ?? []), volume]);
    }
  }
  return found;
}
