import type { ScalingPolicyAttributes } from '@danji/shared';
import type { CustomizedMetric } from '../../aws/index.js';

/** What a policy steers by, in full; null where AWS did not say all of it: metric maths. */
export function describeCustomMetric(
  given: CustomizedMetric | null | undefined,
): ScalingPolicyAttributes['customMetric'] {
  if (!given?.Namespace || !given.MetricName || !given.Statistic) return null;
  return {
    namespace: given.Namespace,
    metric: given.MetricName,
    stat: given.Statistic,
    dimensions: Object.fromEntries(given.Dimensions.map(({ Name, Value }) => [Name, Value])),
  };
}
