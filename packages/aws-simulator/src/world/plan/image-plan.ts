import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { FleetOptions } from '../types.js';
import type { ImagePlan } from './machine-types.js';
import type { RegionPlan } from './plan-types.js';

/** Amazon's own accounts: of ECS-optimized images, and of Amazon Linux. */
const ECS_IMAGES = '591542846629';
const AMAZON_LINUX = '137112412989';

export type ImageKey =
  | 'ecs-old'
  | 'ecs-new'
  | 'ecs-latest'
  | 'amazon-linux-2'
  | 'golden'
  | 'golden-before'
  | 'ftp-base';

/** Public images have one id in a region; an account's own differ by account. */
export function imageId(ids: Ids, region: RegionPlan, key: ImageKey): string {
  const own = key.startsWith('golden') || key === 'ftp-base';
  return ids.ec2('ami', `${own ? region.accountId : 'amazon'}|${region.region}|${key}`);
}

interface Shape {
  key: ImageKey;
  /** Days before the start at which it was made. */
  age: number;
  /** `DATE` stands for that day, `20260111`. */
  name: string;
  description: string;
  owner: 'ecs' | 'linux' | 'self';
  sizeGiB: number;
  deprecated?: boolean;
  gone?: boolean;
}

const SHAPES: Shape[] = [
  {
    key: 'ecs-latest',
    age: 6,
    name: 'al2023-ami-ecs-hvm-2023.0.DATE-kernel-6.1-x86_64',
    description: 'Amazon Linux AMI 2023.0.DATE x86_64 ECS HVM EBS',
    owner: 'ecs',
    sizeGiB: 30,
  },
  {
    key: 'ecs-new',
    age: 48,
    name: 'al2023-ami-ecs-hvm-2023.0.DATE-kernel-6.1-x86_64',
    description: 'Amazon Linux AMI 2023.0.DATE x86_64 ECS HVM EBS',
    owner: 'ecs',
    sizeGiB: 30,
  },
  {
    key: 'ecs-old',
    age: 1342,
    name: 'amzn2-ami-ecs-hvm-2.0.DATE-x86_64-ebs',
    description: 'Amazon Linux AMI 2.0.DATE x86_64 ECS HVM GP2',
    owner: 'ecs',
    sizeGiB: 30,
  },
  {
    key: 'amazon-linux-2',
    age: 1905,
    name: 'amzn2-ami-hvm-2.0.DATE.1-x86_64-gp2',
    description: 'Amazon Linux 2 AMI 2.0.DATE.1 x86_64 HVM gp2',
    owner: 'linux',
    sizeGiB: 8,
  },
  {
    key: 'golden',
    age: 131,
    name: 'jenkins-runner-golden-DATE',
    description: 'docker 25, jdk 21, node 22',
    owner: 'self',
    sizeGiB: 40,
  },
  {
    key: 'golden-before',
    age: 402,
    name: 'jenkins-runner-golden-DATE',
    description: 'docker 24, jdk 17, node 20',
    owner: 'self',
    sizeGiB: 40,
    deprecated: true,
  },
  {
    key: 'ftp-base',
    age: 2270,
    name: 'ftp-base-v3',
    description: 'do not delete',
    owner: 'self',
    sizeGiB: 20,
    gone: true,
  },
];

/** Images that the fleet runs or could run: new and very old ones, deprecated ones, its own, and one that is gone. */
export function planImages(region: RegionPlan, ids: Ids, options: FleetOptions): void {
  region.images = SHAPES.map((shape) => planImage(region, ids, options, shape));
}

function planImage(region: RegionPlan, ids: Ids, options: FleetOptions, shape: Shape): ImagePlan {
  const createdAt = options.startedAt - shape.age * DAY - 4_000_000;
  const date = new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '');
  const own = shape.owner === 'self';
  return {
    id: imageId(ids, region, shape.key),
    name: shape.name.replace('DATE', date),
    description: shape.description.replace('DATE', date),
    ownerId: own ? region.accountId : shape.owner === 'ecs' ? ECS_IMAGES : AMAZON_LINUX,
    ownerAlias: own ? undefined : 'amazon',
    createdAt,
    // Amazon's public images are deprecated two years after they were made.
    deprecatesAt: own ? (shape.deprecated ? createdAt + 180 * DAY : undefined) : createdAt + 730 * DAY,
    sizeGiB: shape.sizeGiB,
    bootMode: shape.name.startsWith('al2023') ? 'uefi-preferred' : undefined,
    gone: shape.gone ?? false,
    tags: own
      ? [
          { key: 'Name', value: shape.name.replace('DATE', date) },
          { key: 'team', value: 'platform' },
        ]
      : [],
  };
}

/** The account's key pairs. `jenkins-2019`, with which the CI runner was started, is not among them any more. */
export function planKeyPairs(region: RegionPlan, options: FleetOptions): void {
  const ago = (days: number) => options.startedAt - days * DAY - 7_654_000;
  region.keyPairs = [
    { name: 'ops-2021', type: 'rsa', createdAt: ago(2040) },
    { name: 'platform-2024', type: 'ed25519', createdAt: ago(760) },
    { name: 'ecs-debug', type: 'ed25519', createdAt: ago(410) },
    { name: 'kim-macbook', type: 'rsa', createdAt: ago(1320) },
  ];
}
