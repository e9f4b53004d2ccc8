import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { hashString } from '../random.js';
import type { FleetOptions } from '../types.js';
import { SHAPES, type Shape } from './database-shapes.js';
import type { DatabasePlan, MaintenancePlan, RegionPlan } from './plan-types.js';
import type { Tag } from './tag.js';

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
  // The members of a cluster share its windows, and the writer is named 1.
  const owner = shape.cluster ? `${shape.cluster}-1${suffix}` : id;
  return {
    hash,
    id,
    arn: `arn:aws:rds:${region.region}:${region.accountId}:db:${id}`,
    resourceId: ids.dbResource(`${region.accountId}|${region.region}|${id}`),
    engine: shape.engine,
    version: shape.version,
    cluster: shape.cluster ? { id: shape.cluster + suffix, writer: shape.writer ?? false } : undefined,
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
    logExports: logExports(shape),
    backupRetentionDays: shape.noBackups || shape.replica ? 0 : 7,
    backupWindow: backupWindow(hashString(`db|${owner}`, region.hash)),
    maintenanceWindow: maintenanceWindow(hash),
    maintenance: (shape.maintenance ?? []).map((one) => maintenance(one, hash, options)),
    parameterGroup: shape.group ?? defaultParameterGroup(shape.engine, shape.version),
    parameters: shape.parameters ?? {},
    azIndex: shape.cluster && !shape.writer ? (hashString(`db|${owner}`, region.hash) + 1) % 3 : hash % 3,
    securityGroupIds: [],
    publiclyAccessible: false,
    encrypted: shape.engine !== 'mysql',
    deletionProtection: shape.environment !== 'stage' && shape.engine !== 'mysql',
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

function logExports({ engine }: Shape): string[] {
  if (engine === 'mysql') return ['error', 'slowquery'];
  return engine === 'postgres' ? ['postgresql', 'upgrade'] : ['postgresql'];
}

/** `default.postgres16`, `default.mysql8.0`, `default.aurora-postgresql16`. */
export function defaultParameterGroup(engine: string, version: string): string {
  return `default.${parameterFamily(engine, version)}`;
}

export function parameterFamily(engine: string, version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return engine === 'mysql' ? `mysql${major}.${minor}` : `${engine}${major}`;
}

function maintenance(
  { announced, applied, toVersion }: NonNullable<Shape['maintenance']>[number],
  hash: number,
  options: FleetOptions,
): MaintenancePlan {
  // AWS announces in its own working hours, to the second.
  const at = (days: number) =>
    Math.floor(options.startedAt / DAY + days) * DAY + 14 * 3_600_000 + (hash % 7_200) * 1000;
  return {
    action: toVersion === undefined ? 'system-update' : 'db-upgrade',
    description:
      toVersion === undefined
        ? 'New Operating System update is available'
        : `Automatic minor version upgrade to postgres ${toVersion}`,
    announcedAt: at(announced),
    autoAppliedAfter: applied === undefined ? undefined : at(applied),
    toVersion,
  };
}

function databaseTags(shape: Shape): Tag[] {
  if (shape.engine === 'mysql') return [{ key: 'Team', value: 'backoffice' }];
  return [
    { key: 'environment', value: shape.environment ?? 'prod' },
    {
      key: 'team',
      value: shape.name.startsWith('orders') ? 'orders' : shape.cluster ? 'discovery' : 'identity',
    },
    { key: 'tier', value: 'data' },
  ];
}
