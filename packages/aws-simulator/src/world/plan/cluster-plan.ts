import type { FleetOptions } from '../types.js';
import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { imageId } from './image-plan.js';
import type { GroupPlan, VolumePlan } from './machine-types.js';
import type { ClusterPlan, RegionPlan } from './plan-types.js';
import { planStandalone } from './standalone-plan.js';

const KINDS = ['fargate', 'ec2', 'mixed'] as const;
const BASE_NAMES = ['prod-kr', 'prod-kr-ec2', 'stage-kr'] as const;

/** Clusters in the order Fargate, EC2 with a capacity provider, mixed with Spot (stage), and again. */
export function planCluster(index: number, region: RegionPlan, ec2Possible: boolean): ClusterPlan {
  const slot = index % 3;
  const wanted = KINDS[slot] ?? 'fargate';
  const kind = ec2Possible ? wanted : 'fargate';
  const round = Math.floor(index / 3);
  const area = region.region === 'ap-northeast-2' ? 'kr' : region.region.split('-').slice(0, 2).join('');
  const name = (BASE_NAMES[slot] ?? 'prod-kr').replace('kr', area) + (round > 0 ? `-${round + 1}` : '');
  const environment = slot === 2 ? 'stage' : 'prod';
  return {
    index,
    name,
    arn: `arn:aws:ecs:${region.region}:${region.accountId}:cluster/${name}`,
    kind,
    environment,
    containerInsights: (['enhanced', 'enabled', 'disabled'] as const)[slot] ?? 'disabled',
    capacityProviders: kind === 'ec2' ? [] : ['FARGATE', 'FARGATE_SPOT'],
    defaultStrategy: kind === 'ec2' ? [] : [{ capacityProvider: 'FARGATE', weight: 1, base: 1 }],
    groups: [],
    services: [],
    jobs: [],
    tags:
      slot === 1
        ? [
            { key: 'Environment', value: 'prod' },
            { key: 'team', value: 'platform' },
          ]
        : [
            { key: 'environment', value: environment },
            { key: 'team', value: 'platform' },
            { key: 'tier', value: 'cluster' },
          ],
    region,
  };
}

/** What the ECS-optimized images start with. */
const ROOT: Omit<VolumePlan, 'type' | 'encrypted' | 'usedPercent'> = {
  device: '/dev/xvda',
  sizeGiB: 30,
  deleteOnTermination: true,
  share: 1,
  path: '/',
  fstype: 'xfs',
  growthPerDay: 0.25,
};

interface GroupShape {
  suffix: string;
  instanceType: string;
  spot: boolean;
  share: number;
  provider: boolean;
}

const EC2_SHAPES: GroupShape[] = [
  { suffix: 'general', instanceType: 'm5.large', spot: false, share: 0.6, provider: true },
  { suffix: 'burst', instanceType: 't3.large', spot: false, share: 0.2, provider: false },
  { suffix: 'spot', instanceType: 'm5.large', spot: true, share: 0.2, provider: true },
];
const MIXED_SHAPES: GroupShape[] = [
  { suffix: 'spot', instanceType: 'm5.large', spot: true, share: 1, provider: true },
];

/** Auto Scaling groups of all clusters of the region and a few standalone machines; `count` in all. */
export function planInstances(region: RegionPlan, count: number, ids: Ids, options: FleetOptions): void {
  const hosts = region.clusters.filter((cluster) => cluster.kind !== 'fargate');
  const standalone = hosts.length === 0 ? count : Math.min(count, Math.max(1, Math.round(count * 0.15)));
  region.standalone = Array.from({ length: standalone }, (_, i) => planStandalone(region, i, ids, options));
  const units = hosts.map((cluster) => (cluster.kind === 'ec2' ? 3 : 1));
  const total = units.reduce((sum, unit) => sum + unit, 0);
  let left = count - standalone;
  hosts.forEach((cluster, position) => {
    const isLast = position === hosts.length - 1;
    const own = isLast
      ? left
      : Math.min(left, Math.round(((count - standalone) * (units[position] ?? 1)) / total));
    left -= own;
    addGroups(cluster, own, ids, options);
  });
}

function addGroups(cluster: ClusterPlan, count: number, ids: Ids, options: FleetOptions): void {
  const shapes = cluster.kind === 'ec2' ? EC2_SHAPES : MIXED_SHAPES;
  let left = count;
  shapes.forEach((shape, position) => {
    const desired = position === shapes.length - 1 ? left : Math.min(left, Math.round(count * shape.share));
    left -= desired;
    if (desired <= 0) return;
    cluster.groups.push(planGroup(cluster, shape, desired, ids, options));
  });
}

function planGroup(
  cluster: ClusterPlan,
  shape: GroupShape,
  desired: number,
  ids: Ids,
  options: FleetOptions,
): GroupPlan {
  const { region } = cluster;
  const name = `ecs-${cluster.name}-${shape.suffix}`;
  const provider = shape.provider ? `${cluster.name}-${shape.suffix}` : undefined;
  if (provider) cluster.capacityProviders.push(provider);
  if (provider && cluster.kind === 'ec2' && !shape.spot) {
    cluster.defaultStrategy = [{ capacityProvider: provider, weight: 1, base: 0 }];
  }
  const old = shape.suffix === 'burst';
  const uuid = ids.uuid(`asg|${region.accountId}|${region.region}|${name}`);
  return {
    name,
    arn: `arn:aws:autoscaling:${region.region}:${region.accountId}:autoScalingGroup:${uuid}:autoScalingGroupName/${name}`,
    clusterName: cluster.name,
    capacityProvider: provider,
    instanceType: shape.instanceType,
    spot: shape.spot,
    min: Math.max(1, shape.suffix === 'spot' ? desired - 1 : desired),
    max: Math.max(desired + 2, Math.ceil(desired * 1.6)),
    desired,
    amiId: imageId(ids, region, old ? 'ecs-old' : 'ecs-new'),
    keyName: old ? 'ecs-debug' : undefined,
    volumes: [
      old
        ? { ...ROOT, type: 'gp2', encrypted: false, usedPercent: 71 }
        : { ...ROOT, type: 'gp3', encrypted: true, usedPercent: 38 },
    ],
    agent: shape.suffix === 'general',
    drainsOnSpotWarning: shape.spot && cluster.environment === 'prod',
    launchTemplateId: ids.ec2('lt', name),
    launchTemplateName: `${name}-lt`,
    launchTemplateVersion: 7 + (desired % 5),
    securityGroupIds: [],
    detailedMonitoring: shape.suffix === 'general',
    groupMetrics: !old,
    environment: cluster.environment,
    createdAt: options.startedAt - 400 * DAY,
    tags: [
      { key: 'Name', value: name },
      { key: 'environment', value: cluster.environment },
      { key: 'team', value: 'platform' },
      ...(provider ? [{ key: 'AmazonECSManaged', value: '' }] : []),
    ],
  };
}
