import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describeBucket } from './buckets.js';
import { askedFilters, member } from './filters.js';
import { invalidToken, refuseDryRun } from './resource-list.js';

/** EC2 keeps the prices of the last 90 days. */
const KEPT_MS = 90 * 86_400_000;

const FILTERS = {
  'availability-zone': member('AvailabilityZone'),
  'availability-zone-id': member('AvailabilityZoneId'),
  'instance-type': member('InstanceType'),
  'product-description': member('ProductDescription'),
  'spot-price': member('SpotPrice'),
};

/** Prices are those of Linux; other products have none here. */
export const describeSpotPriceHistory: Operation = {
  service: 'ec2',
  name: 'DescribeSpotPriceHistory',
  bucket: (input) => describeBucket('DescribeSpotPriceHistory', input, 'InstanceType'),
  resources: (input) => looseStrings(input, 'InstanceType'),
  run(call) {
    refuseDryRun(call);
    const { params, now } = call;
    const to = Math.min(now, params.instant('EndTime') ?? now);
    const from = Math.max(now - KEPT_MS, params.instant('StartTime') ?? now - KEPT_MS);
    if (from > to)
      throw new AwsError('InvalidParameterValue', 'startTime must not be later than endTime or now');
    const products = params.strings('ProductDescription', 200);
    const instanceTypes = params.strings('InstanceType', 1000);
    const availabilityZone = params.string('AvailabilityZone');
    const { accepts, context } = askedFilters(call, FILTERS);
    const token = params.string('NextToken');
    const found = call.view.compute
      .spotPrices({ from, to, instanceTypes, availabilityZone })
      .filter((price) => products.length === 0 || products.some((one) => isProduct(price, one)))
      .filter(accepts);
    const page = paginate(found, newestFirst, {
      size: params.integer('MaxResults', 1, 1000) ?? 1000,
      token,
      context: `DescribeSpotPriceHistory ${instanceTypes.join()} ${availabilityZone} ${products.join()} ${context}`,
      invalid: () => invalidToken(token),
    });
    return { SpotPriceHistory: page.items, NextToken: page.token };
  },
};

/** `Linux/UNIX (Amazon VPC)` is the same in a VPC, and everything is in one. */
function isProduct(price: AwsRecord, asked: string): boolean {
  return asked.replace(' (Amazon VPC)', '') === price['ProductDescription'];
}

function newestFirst(price: AwsRecord): string {
  const at = price['Timestamp'];
  if (!(at instanceof Date)) throw new TypeError('The world gave a Spot price without Timestamp.');
  const age = String(9_999_999_999_999 - at.getTime()).padStart(13, '0');
  return `${age} ${text(price, 'AvailabilityZone')} ${text(price, 'InstanceType')}`;
}
