import type { Localised } from '../contracts/common.js';

const TASKS: Localised = { en: 'Tasks, state flow, stop reasons', ko: '태스크, 상태 흐름, 중지 사유' };
const SERVICES: Localised = { en: 'Services, deployments', ko: '서비스, 배포' };
const CLUSTERS: Localised = { en: 'Clusters', ko: '클러스터' };
const HOSTS: Localised = { en: 'Container instances', ko: '컨테이너 인스턴스' };
const DEFINITIONS: Localised = { en: 'Task definitions', ko: '태스크 정의' };
const SCALING: Localised = { en: 'Scaling', ko: '스케일링' };
const CHARTS: Localised = { en: 'Every chart', ko: '모든 차트' };
const LOGS: Localised = { en: 'Logs', ko: '로그' };
const RECOMMENDATIONS: Localised = { en: 'Recommendations', ko: '추천' };
const CAPACITY: Localised = { en: 'Capacity providers', ko: '용량 공급자' };
const INSTANCES: Localised = { en: 'EC2 instances', ko: 'EC2 인스턴스' };
const NETWORK: Localised = { en: 'Network', ko: '네트워크' };
const GROUPS: Localised = { en: 'Auto Scaling groups', ko: 'Auto Scaling 그룹' };
const DATABASES: Localised = { en: 'Databases', ko: '데이터베이스' };
const BALANCERS: Localised = { en: 'Load balancers, target health', ko: '로드 밸런서, 대상 상태' };
const ALARMS: Localised = { en: 'Alarms', ko: '경보' };
const CANARIES: Localised = { en: 'Canaries', ko: 'Canary' };
const REVISIONS: Localised = { en: 'Who changed what', ko: '변경한 사람' };
const OPTIONAL_METRICS: Localised = { en: 'Agent and custom metrics', ko: '에이전트와 사용자 지정 지표' };
const EXACT: Localised = { en: 'Exact events (optional)', ko: '정확한 이벤트(선택)' };
const STATEMENTS: Localised = { en: 'Database load', ko: 'DB 부하' };

/** Every AWS action that Danji calls, by IAM name, with what a person loses when it is denied. */
export const AWS_ACTIONS = [
  { action: 'sts:GetCallerIdentity', affects: [{ en: 'The account number', ko: '계정 번호' }] },
  { action: 'ecs:ListClusters', affects: [CLUSTERS, SERVICES, TASKS] },
  { action: 'ecs:DescribeClusters', affects: [CLUSTERS, SERVICES, TASKS] },
  { action: 'ecs:ListServices', affects: [SERVICES, SCALING] },
  { action: 'ecs:DescribeServices', affects: [SERVICES, SCALING] },
  { action: 'ecs:ListTasks', affects: [TASKS] },
  { action: 'ecs:DescribeTasks', affects: [TASKS] },
  { action: 'ecs:DescribeTaskDefinition', affects: [DEFINITIONS, RECOMMENDATIONS] },
  { action: 'ecs:ListContainerInstances', affects: [HOSTS] },
  { action: 'ecs:DescribeContainerInstances', affects: [HOSTS] },
  { action: 'ecs:ListTaskDefinitions', affects: [DEFINITIONS] },
  { action: 'ecs:DescribeCapacityProviders', affects: [CAPACITY, CLUSTERS] },
  { action: 'ecs:ListServiceDeployments', affects: [SERVICES] },
  { action: 'ecs:DescribeServiceDeployments', affects: [SERVICES] },
  { action: 'ecs:DescribeServiceRevisions', affects: [SERVICES] },
  { action: 'ecs:DescribeTaskSets', affects: [SERVICES] },
  { action: 'ecs:GetTaskProtection', affects: [SCALING] },
  { action: 'ec2:DescribeInstances', affects: [INSTANCES] },
  { action: 'ec2:DescribeInstanceStatus', affects: [INSTANCES] },
  { action: 'ec2:DescribeInstanceTypes', affects: [INSTANCES, RECOMMENDATIONS] },
  { action: 'ec2:DescribeImages', affects: [INSTANCES] },
  { action: 'ec2:DescribeKeyPairs', affects: [INSTANCES] },
  { action: 'ec2:DescribeVolumes', affects: [INSTANCES] },
  { action: 'ec2:DescribeSpotPriceHistory', affects: [INSTANCES] },
  { action: 'ec2:DescribeSecurityGroups', affects: [NETWORK, RECOMMENDATIONS] },
  { action: 'ec2:DescribeSubnets', affects: [NETWORK, RECOMMENDATIONS] },
  { action: 'ec2:DescribeVpcs', affects: [NETWORK] },
  { action: 'ec2:DescribeRouteTables', affects: [NETWORK] },
  { action: 'ec2:DescribeNetworkInterfaces', affects: [NETWORK, TASKS] },
  { action: 'rds:DescribeDBInstances', affects: [DATABASES] },
  { action: 'rds:DescribeDBClusters', affects: [DATABASES] },
  { action: 'rds:DescribeEvents', affects: [DATABASES] },
  { action: 'rds:DescribePendingMaintenanceActions', affects: [DATABASES, RECOMMENDATIONS] },
  { action: 'rds:DescribeDBEngineVersions', affects: [DATABASES] },
  { action: 'rds:DescribeDBMajorEngineVersions', affects: [DATABASES, RECOMMENDATIONS] },
  { action: 'rds:DescribeDBParameters', affects: [DATABASES] },
  { action: 'rds:DescribeCertificates', affects: [DATABASES] },
  { action: 'pi:GetResourceMetrics', affects: [STATEMENTS] },
  { action: 'autoscaling:DescribeAutoScalingGroups', affects: [GROUPS] },
  { action: 'autoscaling:DescribeScalingActivities', affects: [GROUPS, SCALING] },
  { action: 'autoscaling:DescribePolicies', affects: [GROUPS, SCALING] },
  { action: 'elasticloadbalancing:DescribeLoadBalancers', affects: [BALANCERS] },
  { action: 'elasticloadbalancing:DescribeListeners', affects: [BALANCERS] },
  { action: 'elasticloadbalancing:DescribeRules', affects: [BALANCERS] },
  { action: 'elasticloadbalancing:DescribeTargetGroups', affects: [BALANCERS, RECOMMENDATIONS] },
  { action: 'elasticloadbalancing:DescribeTargetHealth', affects: [BALANCERS] },
  { action: 'application-autoscaling:DescribeScalableTargets', affects: [SCALING] },
  { action: 'application-autoscaling:DescribeScalingPolicies', affects: [SCALING] },
  { action: 'application-autoscaling:DescribeScalingActivities', affects: [SCALING] },
  { action: 'application-autoscaling:DescribeScheduledActions', affects: [SCALING] },
  { action: 'cloudwatch:GetMetricData', affects: [CHARTS, RECOMMENDATIONS] },
  { action: 'cloudwatch:GetMetricStatistics', affects: [CHARTS] },
  { action: 'cloudwatch:ListMetrics', affects: [OPTIONAL_METRICS] },
  { action: 'cloudwatch:DescribeAlarms', affects: [ALARMS] },
  { action: 'cloudwatch:DescribeAlarmHistory', affects: [ALARMS] },
  { action: 'logs:DescribeLogGroups', affects: [LOGS] },
  { action: 'logs:FilterLogEvents', affects: [LOGS] },
  { action: 'logs:DescribeLogStreams', affects: [LOGS] },
  { action: 'logs:GetLogEvents', affects: [LOGS] },
  { action: 'cloudtrail:LookupEvents', affects: [REVISIONS] },
  { action: 'synthetics:DescribeCanaries', affects: [CANARIES] },
  { action: 'synthetics:DescribeCanariesLastRun', affects: [CANARIES] },
  { action: 'sqs:ReceiveMessage', affects: [EXACT] },
  { action: 'sqs:DeleteMessage', affects: [EXACT] },
  { action: 'sqs:GetQueueAttributes', affects: [EXACT] },
] as const satisfies readonly { action: string; affects: readonly Localised[] }[];

export type AwsAction = (typeof AWS_ACTIONS)[number]['action'];
