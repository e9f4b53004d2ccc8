import type { Operation, ServiceId } from '../operation.js';
import {
  describeScalableTargets,
  describeScalingActivities,
  describeScalingPolicies,
  describeScheduledActions,
} from './application-auto-scaling.js';
import { describeAutoScalingGroups } from './auto-scaling.js';
import { describeGroupActivities, describeGroupPolicies } from './auto-scaling-history.js';
import { lookupEvents } from './cloudtrail.js';
import { describeAlarmHistory } from './cloudwatch/describe-alarm-history.js';
import { describeAlarms } from './cloudwatch/describe-alarms.js';
import { getMetricData } from './cloudwatch/get-metric-data.js';
import {
  describeImages,
  describeInstanceStatus,
  describeInstanceTypes,
  describeKeyPairs,
  describeVolumes,
} from './ec2/compute.js';
import { getMetricStatistics } from './cloudwatch/get-metric-statistics.js';
import { listMetrics } from './cloudwatch/list-metrics.js';
import { describeInstances } from './ec2/describe-instances.js';
import {
  describeNetworkInterfaces,
  describeRouteTables,
  describeSecurityGroups,
  describeSubnets,
  describeVpcs,
} from './ec2/network.js';
import { describeCapacityProviders } from './ecs/capacity-providers.js';
import { describeSpotPriceHistory } from './ec2/spot-price-history.js';
import { describeClusters, listClusters } from './ecs/clusters.js';
import { describeContainerInstances, listContainerInstances } from './ecs/container-instances.js';
import {
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
} from './ecs/service-deployments.js';
import { describeServices, listServices } from './ecs/services.js';
import { describeTaskDefinition, listTaskDefinitions } from './ecs/task-definitions.js';
import { describeTaskSets, getTaskProtection } from './ecs/task-sets.js';
import { describeTasks, listTasks } from './ecs/tasks.js';
import { describeListeners, describeRules } from './load-balancing/listeners.js';
import { describeLoadBalancers } from './load-balancing/load-balancers.js';
import { describeTargetGroups } from './load-balancing/target-groups.js';
import { describeTargetHealth } from './load-balancing/target-health.js';
import { describeLogGroups } from './logs/describe-log-groups.js';
import { describeLogStreams } from './logs/describe-log-streams.js';
import { filterLogEvents } from './logs/filter-log-events.js';
import { getLogEvents } from './logs/get-log-events.js';
import { describeCanaries, describeCanariesLastRun } from './synthetics.js';
import { getResourceMetrics } from './pi/get-resource-metrics.js';
import { RDS_OPERATIONS } from './rds/index.js';
import { SQS_OPERATIONS } from './sqs/index.js';
import { assumeRole, getCallerIdentity } from './sts.js';

/** Everything that the endpoint answers. */
const OPERATIONS: readonly Operation[] = [
  listClusters,
  describeClusters,
  listServices,
  describeServices,
  listTasks,
  describeTasks,
  describeTaskDefinition,
  listTaskDefinitions,
  describeCapacityProviders,
  listServiceDeployments,
  describeServiceDeployments,
  describeServiceRevisions,
  describeTaskSets,
  getTaskProtection,
  listContainerInstances,
  describeContainerInstances,
  describeInstances,
  describeVpcs,
  describeSubnets,
  describeRouteTables,
  describeSecurityGroups,
  describeNetworkInterfaces,
  describeVolumes,
  describeImages,
  describeKeyPairs,
  describeInstanceStatus,
  describeInstanceTypes,
  describeSpotPriceHistory,
  ...RDS_OPERATIONS,
  getResourceMetrics,
  describeAutoScalingGroups,
  describeGroupActivities,
  describeGroupPolicies,
  describeScalableTargets,
  describeScalingPolicies,
  describeScalingActivities,
  describeLoadBalancers,
  describeListeners,
  describeRules,
  describeTargetGroups,
  describeTargetHealth,
  describeCanaries,
  describeCanariesLastRun,
  describeScheduledActions,
  describeLogGroups,
  describeLogStreams,
  filterLogEvents,
  getLogEvents,
  getMetricData,
  getMetricStatistics,
  listMetrics,
  describeAlarms,
  describeAlarmHistory,
  lookupEvents,
  ...SQS_OPERATIONS,
  getCallerIdentity,
  assumeRole,
];

const byName = new Map(OPERATIONS.map((operation) => [`${operation.service}.${operation.name}`, operation]));

/** `service.Operation` of everything that the endpoint answers. */
export function operationNames(): string[] {
  return [...byName.keys()];
}

export function findOperation(service: ServiceId, name: string): Operation | undefined {
  return byName.get(`${service}.${name}`);
}
