import type { AwsRecord } from '../../../world/types.js';
import type { BucketCharge } from '../../limits/quotas.js';

/** "Unfiltered and unpaginated non-mutating actions" have a smaller bucket ("Request throttling for the EC2 API"). */
const SMALLER_UNFILTERED = new Set([
  'DescribeInstances',
  'DescribeInstanceStatus',
  'DescribeNetworkInterfaces',
  'DescribeSecurityGroups',
  'DescribeVolumes',
]);

/** EC2 evaluates each operation individually. `idParameter` is the request member by which single items are asked for. */
export function describeBucket(operation: string, input: AwsRecord, idParameter?: string): BucketCharge {
  const narrowed =
    input['Filter'] !== undefined ||
    input['MaxResults'] !== undefined ||
    (idParameter !== undefined && input[idParameter] !== undefined);
  const bucket = narrowed || !SMALLER_UNFILTERED.has(operation) ? 'ec2:describe' : 'ec2:describe-unfiltered';
  return { bucket, cost: 1, operation };
}
