import type { ScalingPolicyAttributes } from '@danji/shared';
import type { CustomizedMetric, GroupPolicy, ScalingPolicy } from '../../aws/index.js';

/** What a policy steers by, in full; null where AWS did not say all of it: metric maths. */
function describeCustomMetric(
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

type Tracking =
  | ScalingPolicy['TargetTrackingScalingPolicyConfiguration']
  | GroupPolicy['TargetTrackingConfiguration'];

/** What a policy holds at which value; Application Auto Scaling and EC2 Auto Scaling say it alike. */
export function describeTracking(
  tracking: Tracking,
): Pick<ScalingPolicyAttributes, 'metric' | 'customMetric' | 'target' | 'disableScaleIn'> {
  const custom = tracking?.CustomizedMetricSpecification;
  return {
    metric: tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? custom?.MetricName ?? null,
    customMetric: describeCustomMetric(custom),
    target: tracking?.TargetValue ?? null,
    disableScaleIn: tracking?.DisableScaleIn ?? null,
  };
}

/** The steps of a step policy, in the order of AWS. */
export function describeSteps(steps: GroupPolicy['StepAdjustments']): ScalingPolicyAttributes['steps'] {
  return steps.map((step) => ({
    lower: step.MetricIntervalLowerBound,
    upper: step.MetricIntervalUpperBound,
    adjustment: step.ScalingAdjustment,
  }));
}
