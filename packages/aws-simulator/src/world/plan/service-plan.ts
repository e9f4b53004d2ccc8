import { shortName } from './short-name.js';
import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { hashString, Rng } from '../random.js';
import type { FleetOptions } from '../types.js';
import { ARCHETYPES, type Archetype } from './catalogue.js';
import { rolloutPlan } from './rollout-plan.js';
import type { ClusterPlan, ScalingPlan, ServicePlan, StepPlan, StrategyItem } from './plan-types.js';
import type { Tag } from './tag.js';

/** The two naming styles: kebab case in most clusters, CamelCase with a suffix where an older team named things. */
function serviceName(archetype: Archetype, cluster: ClusterPlan, round: number): string {
  const suffix = round > 0 ? `-${round + 1}` : '';
  const [first, second] = archetype.words;
  if (cluster.kind === 'ec2') {
    const camel = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
    return `${camel(first)}${camel(second)}Service${round > 0 ? round + 1 : ''}`;
  }
  return cluster.environment === 'stage' ? `stg-${first}-${second}${suffix}` : `${first}-${second}${suffix}`;
}

/** Tags as people keep them: most right, some missing, one misspelt, two hostile ones that must stay text. */
function serviceTags(archetype: Archetype, environment: string, index: number): Tag[] {
  if (index % 9 === 7) return [];
  const tags: Tag[] = [
    { key: index % 11 === 5 ? 'enviroment' : 'environment', value: environment },
    { key: 'team', value: archetype.team },
    { key: 'tier', value: archetype.tier },
  ];
  if (index === 1) tags.push({ key: 'runbook', value: 'javascript:alert(1)' });
  if (index === 2) tags.push({ key: 'owner', value: '<img src=x onerror=alert(1)><b>discovery</b>' });
  if (index % 4 === 0) tags.push({ key: 'CostCenter', value: String(4100 + (index % 7)) });
  return tags;
}

interface Placement {
  launchType?: 'FARGATE' | 'EC2';
  strategy?: StrategyItem[];
}

function placement(cluster: ClusterPlan, archetype: Archetype, position: number): Placement {
  const provider = (suffix: string) =>
    cluster.groups.find((group) => group.name.endsWith(suffix))?.capacityProvider;
  const spot = provider('-spot');
  if (cluster.kind === 'ec2') {
    const general = provider('-general');
    if (position % 3 === 2 && spot) return { strategy: [{ capacityProvider: spot, weight: 1, base: 0 }] };
    if (position % 3 === 0 && general)
      return { strategy: [{ capacityProvider: general, weight: 1, base: 0 }] };
    return { launchType: 'EC2' };
  }
  if (cluster.kind === 'mixed' && position % 3 === 1 && spot) {
    return { strategy: [{ capacityProvider: spot, weight: 1, base: 0 }] };
  }
  if (archetype.tier !== 'api' || position % 4 === 2 || cluster.kind === 'mixed') {
    const base = position % 2 === 0 ? 1 : 0;
    return {
      strategy: [
        { capacityProvider: 'FARGATE', weight: 1, base },
        { capacityProvider: 'FARGATE_SPOT', weight: 3, base: 0 },
      ],
    };
  }
  return { launchType: 'FARGATE' };
}

/** Draws one service; `position` is its place within its cluster, `index` within the whole fleet. */
export function planService(
  cluster: ClusterPlan,
  index: number,
  position: number,
  ids: Ids,
  options: FleetOptions,
): ServicePlan {
  const shift = cluster.kind === 'ec2' ? 4 : 0;
  const archetype = ARCHETYPES[(position + shift) % ARCHETYPES.length] as Archetype;
  const name = serviceName(archetype, cluster, Math.floor((position + shift) / ARCHETYPES.length));
  const { region } = cluster;
  const arn = `arn:aws:ecs:${region.region}:${region.accountId}:service/${cluster.name}/${name}`;
  const rng = new Rng(options.seed, arn);
  const where = placement(cluster, archetype, position);
  const onEc2 =
    where.launchType === 'EC2' ||
    (where.strategy?.every((item) => !item.capacityProvider.startsWith('FARGATE')) ?? false);
  const size = onEc2 ? ec2Size(archetype, rng) : { cpu: archetype.cpu, memory: archetype.memory };
  const hasLb = archetype.port !== undefined;
  const rollout = rolloutPlan(name);
  const tg = `arn:aws:elasticloadbalancing:${region.region}:${region.accountId}:targetgroup/${shortName(name, 24)}-tg/${ids.hex(`tg|${arn}`, 16)}`;
  return {
    index,
    hash: hashString(arn, options.seed),
    name,
    arn,
    family: cluster.kind === 'ec2' ? name : `${cluster.environment}-${archetype.words.join('-')}`,
    cluster,
    environment: cluster.environment,
    archetype,
    language: archetype.language,
    season: archetype.season,
    ...size,
    // Reports take whatever an instance has: the noisy neighbour of the fleet.
    taskLevelCpu: !onEc2 || (position % 2 === 1 && archetype.words[0] !== 'report'),
    softMemory: onEc2 && archetype.words[0] === 'image',
    daemon: false,
    ...where,
    networkMode: onEc2 && position % 4 !== 3 ? 'bridge' : 'awsvpc',
    desired: 1,
    sleeps: cluster.environment === 'stage',
    rollout,
    minimumHealthyPercent: onEc2 && position % 3 === 0 ? 50 : 100,
    maximumPercent: onEc2 && position % 3 === 0 ? 150 : 200,
    breaker: index % 3 !== 1 && rollout.controller === 'ECS',
    rollback: index % 3 === 0 || index % 3 === 2,
    targetGroupArn: hasLb ? tg : undefined,
    containerPort: archetype.port,
    deregistrationSeconds: rng.pick([10, 10, 30, 60]),
    healthCheck: position % 3 === 0,
    graceSeconds: hasLb ? rng.pick([0, 30, 60]) : 0,
    executeCommand: index % 10 === 9,
    protectsTasks: archetype.words[0] === 'image',
    handlesSigterm: position % 4 !== 1,
    imageRepository: `${region.accountId}.dkr.ecr.${region.region}.amazonaws.com/${archetype.words.join('-')}`,
    imageMegabytes: archetype.language === 'go' ? rng.int(25, 80) : rng.int(180, 900),
    latestTag: index % 8 === 6,
    poolPerTask: archetype.database ? rng.pick([5, 8, 10, 10]) : 0,
    securityGroupIds: [],
    log: logPlan(cluster, name, archetype, index),
    firstRevision: rng.int(3, 420),
    deploysPerWeek: archetype.tier === 'batch' ? 0.4 : rng.pick([0.8, 1.5, 2.5, 4]),
    createdAt: options.startedAt - rng.int(120, 900) * DAY - rng.int(0, DAY),
    tags: serviceTags(archetype, cluster.environment, index),
  };
}

function ec2Size(archetype: Archetype, rng: Rng): { cpu: number; memory: number } {
  return { cpu: archetype.cpu >= 1024 ? 512 : 256, memory: rng.pick([512, 768, 1024]) };
}

function logPlan(
  cluster: ClusterPlan,
  name: string,
  archetype: Archetype,
  index: number,
): ServicePlan['log'] {
  const style = archetype.language === 'java' || archetype.language === 'python' ? 'plain' : 'json';
  const group =
    cluster.kind === 'ec2'
      ? `/aws/ecs/${cluster.name}/${name}`
      : index % 6 === 4
        ? `${archetype.team}/${name}`
        : `/ecs/${name}`;
  return { group, prefix: cluster.kind === 'ec2' ? 'app' : 'ecs', style };
}

/** The daemon every EC2 cluster runs on each of its instances. */
export function planDaemon(
  cluster: ClusterPlan,
  index: number,
  ids: Ids,
  options: FleetOptions,
): ServicePlan {
  const archetype: Archetype = {
    words: ['node', 'agent'],
    team: 'platform',
    tier: 'worker',
    language: 'go',
    season: 'steady',
    cpu: 128,
    memory: 256,
    weight: 0,
    peakCpu: 14,
    memoryLevel: 42,
  };
  const base = planService(cluster, index, 3, ids, options);
  const name = 'node-log-agent';
  const arn = base.arn.replace(/[^/]+$/, name);
  return {
    ...base,
    hash: hashString(arn, options.seed),
    name,
    arn,
    family: name,
    archetype,
    language: 'go',
    season: 'steady',
    cpu: archetype.cpu,
    memory: archetype.memory,
    taskLevelCpu: false,
    softMemory: false,
    daemon: true,
    launchType: 'EC2',
    strategy: undefined,
    networkMode: 'bridge',
    rollout: rolloutPlan(name),
    minimumHealthyPercent: 0,
    maximumPercent: 100,
    targetGroupArn: undefined,
    containerPort: undefined,
    healthCheck: false,
    graceSeconds: 0,
    sleeps: false,
    poolPerTask: 0,
    imageRepository: 'public.ecr.aws/aws-observability/aws-for-fluent-bit',
    imageMegabytes: 120,
    latestTag: true,
    log: { group: `/aws/ecs/${cluster.name}/${name}`, prefix: 'agent', style: 'plain' },
    deploysPerWeek: 0.1,
    tags: [
      { key: 'environment', value: cluster.environment },
      { key: 'team', value: 'platform' },
      { key: 'tier', value: 'agent' },
    ],
  };
}

/** For bursts that target tracking is too slow for. */
function planSteps(service: ServicePlan): StepPlan {
  return {
    policyName: `${service.name}-burst`,
    alarmName: `${service.cluster.name}-${service.name}-cpu-burst`,
    threshold: 85,
    minutes: 2,
    steps: [
      { above: 0, add: 2 },
      { above: 10, add: 4 },
    ],
  };
}

/** Bounds of a service that sleeps while it is awake. */
export function awakeBounds(scaling: ScalingPlan, desired: number): { min: number; max: number } {
  return { min: Math.max(scaling.min, Math.min(desired, scaling.max)), max: scaling.max };
}

/** Bounds for target tracking around the planned count; stage services also sleep by scheduled action. */
export function planScaling(service: ServicePlan): ScalingPlan | undefined {
  const { target } = service.archetype;
  if (service.daemon || service.desired === 0 || target === undefined) return undefined;
  return {
    min: Math.max(1, Math.floor(service.desired * 0.5)),
    max: Math.max(service.desired + 2, Math.ceil(service.desired * 1.75)),
    target,
    policyName: service.cluster.kind === 'ec2' ? `${service.name}-cpu` : `cpu${target}-target-tracking`,
    scheduled: service.sleeps,
    step: service.archetype.words[0] === 'image' && !service.sleeps ? planSteps(service) : undefined,
  };
}

/** Whether the service's tasks are placed on container instances. */
export function usesInstances(service: ServicePlan): boolean {
  if (service.launchType) return service.launchType === 'EC2';
  return service.strategy?.some((item) => !item.capacityProvider.startsWith('FARGATE')) ?? false;
}
