import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { FleetOptions } from '../types.js';
import { imageId, type ImageKey } from './image-plan.js';
import type { ScheduledEventPlan, StandalonePlan, VolumePlan } from './machine-types.js';
import type { RegionPlan } from './plan-types.js';

type Shape = Omit<StandalonePlan, 'amiId' | 'launchedAt' | 'securityGroupIds' | 'event'> & {
  image: ImageKey;
  /** Days after the start (negative: before) at which something is scheduled for it. */
  event?: Omit<ScheduledEventPlan, 'notBefore' | 'notAfter'> & { days: number };
};

const root = (changes: Partial<VolumePlan>): VolumePlan => ({
  device: '/dev/xvda',
  sizeGiB: 8,
  type: 'gp2',
  encrypted: false,
  deleteOnTermination: true,
  share: 1,
  path: '/',
  fstype: 'xfs',
  usedPercent: 44,
  growthPerDay: 0.02,
  ...changes,
});

/** Machines outside of Auto Scaling groups: an idle one from long ago, the way in, and the CI runner. */
const STANDALONE: Shape[] = [
  {
    name: 'legacy-ftp-01',
    image: 'ftp-base',
    instanceType: 'm5.large',
    environment: 'prod',
    cpu: 1.4,
    idle: true,
    detailedMonitoring: false,
    publicIp: false,
    keyName: 'ops-2021',
    agent: false,
    event: {
      code: 'instance-retirement',
      description: 'The instance is running on degraded hardware',
      days: 9,
    },
    volumes: [
      root({ sizeGiB: 20, share: 0.4, name: 'legacy-ftp-01' }),
      root({
        device: '/dev/sdf',
        sizeGiB: 500,
        deleteOnTermination: false,
        share: 0.6,
        path: '/srv/ftp',
        fstype: 'ext4',
      }),
    ],
    tags: [{ key: 'environment', value: 'prod' }],
  },
  {
    name: 'bastion',
    image: 'amazon-linux-2',
    instanceType: 't3.micro',
    environment: 'prod',
    cpu: 2.8,
    idle: false,
    detailedMonitoring: false,
    publicIp: true,
    keyName: 'platform-2024',
    agent: false,
    event: {
      code: 'system-reboot',
      description: '[Completed] The instance is scheduled for a reboot',
      days: -2.4,
    },
    volumes: [root({})],
    tags: [
      { key: 'environment', value: 'prod' },
      { key: 'team', value: 'platfrom' },
    ],
  },
  {
    name: 'jenkins-runner',
    image: 'golden',
    instanceType: 't3.medium',
    environment: 'stage',
    cpu: 13,
    idle: false,
    detailedMonitoring: true,
    publicIp: false,
    keyName: 'jenkins-2019',
    agent: true,
    volumes: [
      root({ sizeGiB: 40, type: 'gp3', encrypted: true, share: 0.3, name: 'jenkins-runner root' }),
      root({
        device: '/dev/sdf',
        sizeGiB: 200,
        type: 'gp2',
        deleteOnTermination: false,
        name: 'jenkins workspace',
        share: 0.7,
        path: '/var/lib/jenkins',
        fstype: 'ext4',
        usedPercent: 62,
        growthPerDay: 1.7,
      }),
    ],
    tags: [
      { key: 'env', value: 'stage' },
      { key: 'team', value: 'platform' },
    ],
  },
];

export function planStandalone(
  region: RegionPlan,
  index: number,
  ids: Ids,
  options: FleetOptions,
): StandalonePlan {
  const { image, event, ...base } = STANDALONE[index % STANDALONE.length] as Shape;
  const round = Math.floor(index / STANDALONE.length);
  const name = round === 0 ? base.name : `${base.name}-${round + 1}`;
  return {
    ...base,
    name,
    event: round === 0 && event ? scheduled(event, options.startedAt) : undefined,
    tags: [{ key: 'Name', value: name }, ...base.tags],
    amiId: imageId(ids, region, image),
    securityGroupIds: [],
    launchedAt: options.startedAt - (90 + 37 * index) * DAY - 5_432_100,
  };
}

/** Scheduled events begin on the full hour. */
function scheduled(event: NonNullable<Shape['event']>, startedAt: number): ScheduledEventPlan {
  const notBefore = Math.floor((startedAt + event.days * DAY) / 3_600_000) * 3_600_000;
  const { code, description } = event;
  return {
    code,
    description,
    notBefore,
    notAfter: code === 'system-reboot' ? notBefore + 2 * 3_600_000 : undefined,
  };
}

/** One volume of a machine that is long gone, still paid for. */
export function planSpareVolumes(region: RegionPlan, ids: Ids, options: FleetOptions): void {
  const [az] = region.azs;
  if (!az || region.standalone.length === 0) return;
  region.spareVolumes.push({
    id: ids.ec2('vol', `${region.accountId}|${region.region}|spare`),
    name: 'mysql-migration-tmp',
    sizeGiB: 300,
    type: 'gp2',
    az: az.name,
    azId: az.id,
    createdAt: options.startedAt - 611 * DAY,
  });
}
