import type { SpotPriceQuery } from '../../compute.js';
import { HOUR } from '../../calendar.js';
import { INSTANCE_TYPES, type InstanceType } from '../../plan/instance-types.js';
import { hashString, mix, smoothNoise, unit } from '../../random.js';
import type { RegionState } from '../../simulation/region-state.js';
import type { AwsRecord, Millis } from '../../types.js';

/** A price holds for about so long; each type and zone changes at moments of its own. */
const STEP = 7 * HOUR;

/** Changes of the Spot price in [from, to] and the one in force at `from`, newest first. */
export function spotPrices(region: RegionState, query: SpotPriceQuery): AwsRecord[] {
  const { azs, hash } = region.plan;
  const records = INSTANCE_TYPES.filter(
    ({ name }) => query.instanceTypes.length === 0 || query.instanceTypes.includes(name),
  ).flatMap((type) =>
    azs
      .filter((az) => query.availabilityZone === undefined || az.name === query.availabilityZone)
      .flatMap((az) => {
        const key = hashString(`spot|${type.name}|${az.name}`, hash);
        return changes(key, query).map((step) => ({
          AvailabilityZone: az.name,
          AvailabilityZoneId: az.id,
          InstanceType: type.name,
          ProductDescription: 'Linux/UNIX',
          SpotPrice: price(type, key, step).toFixed(6),
          Timestamp: new Date(changeAt(key, step)),
        }));
      }),
  );
  return records.sort((a, b) => b.Timestamp.getTime() - a.Timestamp.getTime());
}

/** The steps whose change lies in the window, and the one before. */
function changes(key: number, { from, to }: SpotPriceQuery): number[] {
  const steps: number[] = [];
  for (let step = Math.floor(to / STEP); step >= 0; step--) {
    if (changeAt(key, step) > to) continue;
    steps.push(step);
    if (changeAt(key, step) <= from) break;
  }
  return steps;
}

/** Within its step, to the second. */
function changeAt(key: number, step: number): Millis {
  return Math.floor((step * STEP + unit(mix(key, step)) * (STEP - HOUR)) / 1000) * 1000;
}

/** Between 28 and 62 percent of the on-demand price: a level of its own, and a slow walk over days. */
function price(type: InstanceType, key: number, step: number): number {
  const level = 0.34 + 0.16 * unit(mix(key, 0x51));
  return (
    type.onDemandUsd * (level + 0.06 * smoothNoise(key, step, 11) + 0.02 * smoothNoise(key ^ 3, step, 2))
  );
}
