import type { AwsRecord, Dimension, Millis } from '../types.js';
import type { AlarmPlan } from './alarm-plan.js';

/** The metric that a target-tracking policy follows, as its alarms name it. */
interface Tracked {
  namespace: string;
  metric: string;
  dimensions: Dimension[];
  statistic: AlarmPlan['statistic'];
  unit?: string;
}

/**
 * The two alarms of every target-tracking policy, from the policy as its service answers it: above the target for 3
 * minutes, below 0.9 times the target for 15. Managed scaling of capacity providers acts after one minute above 100,
 * and after 15 below it.
 */
export function scalingAlarms(policy: AwsRecord, configuredAt: Millis): AlarmPlan[] {
  const configuration = (policy['TargetTrackingScalingPolicyConfiguration'] ??
    policy['TargetTrackingConfiguration']) as AwsRecord | undefined;
  const tracked = configuration && trackedMetric(policy, configuration);
  if (!configuration || !tracked) return [];
  const target = Number(configuration['TargetValue']);
  const policyArn = String(policy['PolicyARN']);
  return ((policy['Alarms'] ?? []) as AwsRecord[]).flatMap((alarm): AlarmPlan[] => {
    const name = String(alarm['AlarmName']);
    const isHigh = /-AlarmHigh-/.test(name);
    if (!isHigh && configuration['DisableScaleIn'] === true) return [];
    const createdBy = `${policyArn}:createdBy/${/[0-9a-f-]{36}$/.exec(policyArn.split(':resource/')[0] ?? '')?.[0] ?? ''}`;
    const managed = tracked.metric === 'CapacityProviderReservation';
    const periods = isHigh ? (managed ? 1 : 3) : 15;
    return [
      {
        name,
        description: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${createdBy}.`,
        ...tracked,
        periodSeconds: 60,
        comparison: isHigh ? 'GreaterThanThreshold' : 'LessThanThreshold',
        threshold: isHigh || managed ? target : Math.round(target * 90) / 100,
        evaluationPeriods: periods,
        datapointsToAlarm: periods,
        treatMissing: 'missing',
        actionsEnabled: true,
        actions: [createdBy],
        configuredAt,
      },
    ];
  });
}

function trackedMetric(policy: AwsRecord, configuration: AwsRecord): Tracked | undefined {
  const custom = configuration['CustomizedMetricSpecification'] as AwsRecord | undefined;
  if (custom) {
    return {
      namespace: String(custom['Namespace']),
      metric: String(custom['MetricName']),
      dimensions: (custom['Dimensions'] ?? []) as Dimension[],
      statistic: (custom['Statistic'] ?? 'Average') as AlarmPlan['statistic'],
    };
  }
  const predefined = (configuration['PredefinedMetricSpecification'] ?? {}) as AwsRecord;
  const [, cluster = '', service = ''] = String(policy['ResourceId']).split('/');
  const ofService = [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: service },
  ];
  switch (predefined['PredefinedMetricType']) {
    case 'ECSServiceAverageCPUUtilization':
      return ecs('CPUUtilization', ofService);
    case 'ECSServiceAverageMemoryUtilization':
      return ecs('MemoryUtilization', ofService);
    case 'ALBRequestCountPerTarget':
      return requestsPerTarget(String(predefined['ResourceLabel']));
    default:
      return undefined;
  }
}

function ecs(metric: string, dimensions: Dimension[]): Tracked {
  return { namespace: 'AWS/ECS', metric, dimensions, statistic: 'Average', unit: 'Percent' };
}

/** `app/NAME/ID/targetgroup/NAME/ID`. */
function requestsPerTarget(label: string): Tracked {
  return {
    namespace: 'AWS/ApplicationELB',
    metric: 'RequestCountPerTarget',
    dimensions: [{ Name: 'TargetGroup', Value: label.slice(label.indexOf('targetgroup/')) }],
    statistic: 'Sum',
  };
}
