import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { hashString } from '../random.js';
import type { FleetOptions } from '../types.js';
import type { DatabasePlan, RegionPlan, Tag } from './plan-types.js';

interface Shape {
  name: string;
  engine: 'postgres' | 'mysql';
  version: string;
  class: string;
  vcpus: number;
  memoryGiB: number;
  allocated: number;
  max?: number;
  storage: 'gp3' | 'gp2';
  multiAz?: boolean;
  replica?: boolean;
  insights?: boolean;
  environment?: 'stage';
  /** Share of the disk that is free at the end of history, and its daily decrease as a share of the disk. */
  free: number;
  growth: number;
  peakCpu: number;
  noBackups?: boolean;
}

const SHAPES: Shape[] = [
  {
    name: 'orders-db',
    engine: 'postgres',
    version: '16.9',
    class: 'db.m6g.large',
    vcpus: 2,
    memoryGiB: 8,
    allocated: 500,
    max: 1000,
    storage: 'gp3',
    multiAz: true,
    insights: true,
    free: 0.46,
    growth: 0.002,
    peakCpu: 47,
  },
  {
    name: 'orders-db-replica',
    engine: 'postgres',
    version: '16.9',
    class: 'db.m6g.large',
    vcpus: 2,
    memoryGiB: 8,
    allocated: 500,
    storage: 'gp3',
    replica: true,
    insights: true,
    free: 0.46,
    growth: 0.002,
    peakCpu: 28,
  },
  {
    name: 'catalog-db',
    engine: 'postgres',
    version: '15.13',
    class: 'db.t4g.medium',
    vcpus: 2,
    memoryGiB: 4,
    allocated: 100,
    storage: 'gp3',
    free: 0.085,
    growth: 0.0065,
    peakCpu: 33,
  },
  {
    name: 'users-db',
    engine: 'postgres',
    version: '17.5',
    class: 'db.m6g.xlarge',
    vcpus: 4,
    memoryGiB: 16,
    allocated: 200,
    max: 400,
    storage: 'gp3',
    multiAz: true,
    insights: true,
    free: 0.63,
    growth: 0.001,
    peakCpu: 38,
  },
  {
    name: 'backoffice-mysql',
    engine: 'mysql',
    version: '8.0.42',
    class: 'db.t3.medium',
    vcpus: 2,
    memoryGiB: 4,
    allocated: 80,
    storage: 'gp2',
    free: 0.55,
    growth: 0.0008,
    peakCpu: 19,
  },
  {
    name: 'stage_shared-db',
    engine: 'postgres',
    version: '13.20',
    class: 'db.t4g.medium',
    vcpus: 2,
    memoryGiB: 4,
    allocated: 50,
    storage: 'gp2',
    environment: 'stage',
    free: 0.71,
    growth: 0.0005,
    peakCpu: 14,
    noBackups: true,
  },
];

/** `count` databases, cycling through the shapes; a replica follows the primary of the same round. */
export function planDatabases(region: RegionPlan, count: number, ids: Ids, options: FleetOptions): void {
  for (let i = 0; i < count; i++) {
    const shape = SHAPES[i % SHAPES.length] as Shape;
    const suffix = i >= SHAPES.length ? `-${Math.floor(i / SHAPES.length) + 1}` : '';
    region.databases.push(planDatabase(region, shape, suffix, ids, options));
  }
  for (const database of region.databases) {
    if (!database.replicaOf) continue;
    region.databases.find((other) => other.id === database.replicaOf)?.replicas.push(database.id);
  }
}

function planDatabase(
  region: RegionPlan,
  shape: Shape,
  suffix: string,
  ids: Ids,
  options: FleetOptions,
): DatabasePlan {
  const id = shape.name.replace('_', '-') + suffix;
  const hash = hashString(`db|${id}`, region.hash);
  return {
    hash,
    id,
    arn: `arn:aws:rds:${region.region}:${region.accountId}:db:${id}`,
    resourceId: ids.dbResource(`${region.accountId}|${region.region}|${id}`),
    engine: shape.engine,
    version: shape.version,
    class: shape.class,
    vcpus: shape.vcpus,
    memoryGiB: shape.memoryGiB,
    allocatedGiB: shape.allocated,
    maxAllocatedGiB: shape.max,
    storageType: shape.storage,
    iops: shape.storage === 'gp3' ? (shape.allocated >= 400 ? 12000 : 3000) : undefined,
    throughput: shape.storage === 'gp3' ? (shape.allocated >= 400 ? 500 : 125) : undefined,
    multiAz: shape.multiAz ?? false,
    replicaOf: shape.replica ? `orders-db${suffix}` : undefined,
    replicas: [],
    environment: shape.environment ?? 'prod',
    performanceInsights: shape.insights ?? false,
    logExports: shape.engine === 'postgres' ? ['postgresql', 'upgrade'] : ['error', 'slowquery'],
    backupRetentionDays: shape.noBackups || shape.replica ? 0 : 7,
    backupWindow: backupWindow(hash),
    maintenanceWindow: maintenanceWindow(hash),
    azIndex: hash % 3,
    securityGroupIds: [],
    publiclyAccessible: false,
    encrypted: shape.engine === 'postgres',
    deletionProtection: shape.environment !== 'stage' && shape.engine === 'postgres',
    createdAt: options.startedAt - (300 + (hash % 500)) * DAY - (hash % 86_400_000),
    freeAtStartGiB: shape.allocated * (shape.free + shape.growth * options.historyDays),
    growthGiBPerDay: shape.allocated * shape.growth,
    peakCpu: shape.peakCpu,
    tags: databaseTags(shape),
  };
}

/** Half an hour within the block that RDS takes in Seoul (13:00-21:00 UTC). */
function backupWindow(hash: number): string {
  const hour = String(13 + (hash % 7)).padStart(2, '0');
  const minute = hash % 30;
  return `${hour}:${String(minute).padStart(2, '0')}-${hour}:${minute + 30}`;
}

function maintenanceWindow(hash: number): string {
  const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][hash % 7];
  return `${day}:18:00-${day}:18:30`;
}

function databaseTags(shape: Shape): Tag[] {
  if (shape.engine === 'mysql') return [{ key: 'Team', value: 'backoffice' }];
  return [
    { key: 'environment', value: shape.environment ?? 'prod' },
    { key: 'team', value: shape.name.startsWith('orders') ? 'orders' : 'identity' },
    { key: 'tier', value: 'data' },
  ];
}
