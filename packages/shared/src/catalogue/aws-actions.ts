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
  { action: 'ec2:DescribeInstances', affects: [{ en: 'EC2 instances', ko: 'EC2 인스턴스' }] },
  { action: 'rds:DescribeDBInstances', affects: [{ en: 'Databases', ko: '데이터베이스' }] },
  {
    action: 'autoscaling:DescribeAutoScalingGroups',
    affects: [{ en: 'Auto Scaling groups', ko: 'Auto Scaling 그룹' }],
  },
  { action: 'application-autoscaling:DescribeScalableTargets', affects: [SCALING] },
  { action: 'application-autoscaling:DescribeScalingPolicies', affects: [SCALING] },
  { action: 'application-autoscaling:DescribeScalingActivities', affects: [SCALING] },
  { action: 'cloudwatch:GetMetricData', affects: [CHARTS, RECOMMENDATIONS] },
  { action: 'logs:DescribeLogGroups', affects: [LOGS] },
  { action: 'logs:FilterLogEvents', affects: [LOGS] },
] as const satisfies readonly { action: string; affects: readonly Localised[] }[];

export type AwsAction = (typeof AWS_ACTIONS)[number]['action'];
