import type { AlarmAttributes } from '@danji/shared';
import type { CompositeAlarm, MetricAlarm } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { iso } from './iso.js';

export interface AlarmContext {
  accountId: string;
  /** The resource of a metric's dimensions, where Danji keeps it. */
  subjectOf: (namespace: string | null, dimensions: Readonly<Record<string, string>>) => string | null;
}

/** Alarms of scaling policies: by their name, or because a policy is what they act on. */
export function isScalingAlarm({
  AlarmName,
  AlarmActions,
}: Pick<MetricAlarm, 'AlarmName' | 'AlarmActions'>): boolean {
  return (
    AlarmName.startsWith('TargetTracking-') ||
    (AlarmActions.length > 0 && AlarmActions.every((action) => /^arn:[^:]*:autoscaling:/.test(action)))
  );
}

export function describeMetricAlarm(alarm: MetricAlarm, context: AlarmContext): Observed<'alarm'> {
  // An alarm on metric maths names its metrics inside; the first that AWS measures says what it is about.
  const inner = alarm.Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat ?? null;
  const expression = alarm.Metrics.find(({ Expression }) => Expression)?.Expression ?? null;
  const namespace = alarm.Namespace ?? inner?.Metric.Namespace ?? null;
  const pairs = alarm.MetricName === null ? (inner?.Metric.Dimensions ?? []) : alarm.Dimensions;
  const dimensions = Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));
  const isMaths = alarm.MetricName === null && expression !== null;
  return observed(alarm, context, context.subjectOf(namespace, dimensions), {
    type: 'metric',
    namespace: isMaths ? null : namespace,
    metric: isMaths ? null : (alarm.MetricName ?? inner?.Metric.MetricName ?? null),
    dimensions: isMaths ? {} : dimensions,
    stat: alarm.Statistic ?? alarm.ExtendedStatistic ?? inner?.Stat ?? null,
    periodSeconds: alarm.Period ?? inner?.Period ?? null,
    comparison: alarm.ComparisonOperator,
    threshold: alarm.Threshold,
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
    treatMissingData: alarm.TreatMissingData ?? 'missing',
    expression,
    scaling: isScalingAlarm(alarm),
  });
}

export function describeCompositeAlarm(alarm: CompositeAlarm, context: AlarmContext): Observed<'alarm'> {
  return observed(alarm, context, null, {
    type: 'composite',
    namespace: null,
    metric: null,
    dimensions: {},
    stat: null,
    periodSeconds: null,
    comparison: null,
    threshold: null,
    evaluationPeriods: null,
    datapointsToAlarm: null,
    treatMissingData: null,
    expression: alarm.AlarmRule,
    scaling: false,
  });
}

type Condition = Pick<
  AlarmAttributes,
  | 'type'
  | 'namespace'
  | 'metric'
  | 'dimensions'
  | 'stat'
  | 'periodSeconds'
  | 'comparison'
  | 'threshold'
  | 'evaluationPeriods'
  | 'datapointsToAlarm'
  | 'treatMissingData'
  | 'expression'
  | 'scaling'
>;

function observed(
  alarm: MetricAlarm | CompositeAlarm,
  { accountId }: AlarmContext,
  subjectId: string | null,
  condition: Condition,
): Observed<'alarm'> {
  return {
    id: resourceId('alarm', alarm.AlarmArn),
    kind: 'alarm',
    name: alarm.AlarmName,
    arn: alarm.AlarmArn,
    nativeId: alarm.AlarmName,
    accountId,
    // What it watches: its page lists its alarms, and its timeline their changes.
    parentId: subjectId,
    state: alarm.StateValue,
    tags: {},
    ended: false,
    attributes: {
      ...condition,
      description: alarm.AlarmDescription,
      stateReason: alarm.StateReason,
      stateSince: iso(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
      stateUpdatedAt: iso(alarm.StateUpdatedTimestamp),
      actionsEnabled: alarm.ActionsEnabled ?? true,
      actions: [...new Set([...alarm.AlarmActions, ...alarm.OKActions, ...alarm.InsufficientDataActions])],
      subjectId,
    },
  };
}
