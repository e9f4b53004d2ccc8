export * from './errors.js';
export * from './lane.js';
export { Limiter } from './limiter.js';
export { RECENT_MS } from './limits.js';
export { AwsPlace } from './place.js';
export { findsCredentials, type Access } from './clients.js';
export type { CallOutcome, UsageMeter } from './usage-meter.js';
export type { PermissionEntry } from './permission-book.js';
export type {
  EcsCluster,
  EcsContainerInstance,
  EcsDeployment,
  EcsService,
  EcsTask,
  EcsTaskDefinition,
} from './operations/ecs-shapes.js';
export type {
  EcsCapacityProvider,
  EcsProtectedTask,
  EcsServiceDeployment,
  EcsServiceRevision,
  EcsTaskSet,
} from './operations/ecs-detail-shapes.js';
export type {
  Ec2Image,
  Ec2Instance,
  Ec2InstanceStatus,
  Ec2InstanceType,
  Ec2Volume,
  SpotPrice,
} from './operations/ec2-shapes.js';
export type {
  IpPermission,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from './operations/network-shapes.js';
export type { AlarmHistoryItem, CompositeAlarm, MetricAlarm } from './operations/alarms.js';
export type { TrailChange, TrailIdentity, TrailRule } from './operations/trail-record.js';
export {
  readQueueEvent,
  type QueueEvent,
  type QueueEventBody,
  type TaskEvent,
} from './operations/event-shapes.js';
export type { QueueMessage, QueueSize } from './operations/event-queue.js';
export type { AutoScalingGroup, GroupActivity, GroupPolicy } from './operations/auto-scaling.js';
export type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from './operations/service-scaling.js';
export type {
  RdsCertificate,
  RdsCluster,
  RdsEvent,
  RdsInstance,
  RdsMaintenance,
  RdsMajorVersion,
  RdsParameter,
} from './operations/rds-shapes.js';
export type {
  Listener,
  ListenerAction,
  ListenerRule,
  LoadBalancer,
  TargetGroup,
  TargetHealth,
} from './operations/load-balancing-shapes.js';
export type { Canary, CanaryLastRun } from './operations/synthetics.js';
export type { LoadSeries } from './operations/performance-insights.js';
export type { CustomizedMetric } from './operations/customized-metric.js';
export type { LogEvent, LogGroup, StreamEvent } from './operations/logs.js';
export type { MetricDataPage, MetricQuery, MetricResult } from './operations/metric-data.js';
export type { PercentileQuestion } from './operations/metric-statistics.js';
