import type { ComputeView, SpotPriceQuery } from '../compute.js';
import { INSTANCE_TYPES } from '../plan/instance-types.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, VirtualClock } from '../types.js';
import { imageView, keyPairView } from './compute/image-view.js';
import { instanceStatusView } from './compute/instance-status-view.js';
import { instanceTypeView } from './compute/instance-type-view.js';
import { spotPrices } from './compute/spot-prices.js';
import { volumeViews } from './compute/volume-view.js';
import { listedHosts } from './instance-view.js';

/** Volumes, images, key pairs, checks and types of a region's instances. */
export class RegionCompute implements ComputeView {
  constructor(
    private readonly state: RegionState,
    private readonly clock: VirtualClock,
  ) {}

  volumes(): AwsRecord[] {
    return volumeViews(this.state, this.clock.now());
  }

  images(): AwsRecord[] {
    return this.state.plan.images.filter(({ gone }) => !gone).map((image) => imageView(this.state, image));
  }

  deregisteredImages(): string[] {
    return this.state.plan.images.filter(({ gone }) => gone).map(({ id }) => id);
  }

  keyPairs(): AwsRecord[] {
    return this.state.plan.keyPairs.map((pair) => keyPairView(this.state, pair));
  }

  instanceStatuses(): AwsRecord[] {
    const now = this.clock.now();
    return listedHosts(this.state, now).map((host) => instanceStatusView(this.state, host, now));
  }

  instanceTypes(): AwsRecord[] {
    return INSTANCE_TYPES.map(instanceTypeView);
  }

  spotPrices(query: SpotPriceQuery): AwsRecord[] {
    return spotPrices(this.state, query);
  }
}
