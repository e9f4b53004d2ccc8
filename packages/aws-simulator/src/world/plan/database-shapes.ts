import type { DatabasePlan } from './plan-types.js';

/** A database as somebody designed it; the fleet cycles through the shapes. */
export interface Shape {
  name: string;
  engine: DatabasePlan['engine'];
  version: string;
  class: string;
  vcpus: number;
  memoryGiB: number;
  allocated: number;
  max?: number;
  storage: DatabasePlan['storageType'];
  multiAz?: boolean;
  replica?: boolean;
  insights?: boolean;
  environment?: 'stage';
  /** Share of the disk that is free at the end of history, and its daily decrease as a share of the disk. */
  free: number;
  growth: number;
  peakCpu: number;
  noBackups?: boolean;
  /** Name of the Aurora cluster, and which member it is. */
  cluster?: string;
  writer?: boolean;
  /** Parameter group of its own, with what is set in it; the engine's default group where absent. */
  group?: string;
  parameters?: Record<string, string>;
  /** Maintenance by the days from the start of the simulator: announced, and applied from when on. */
  maintenance?: { announced: number; applied?: number; toVersion?: string }[];
}

/** Slow statements are logged, waits too, and clients must encrypt: what the production groups have in common. */
const CAREFUL = {
  log_min_duration_statement: '500',
  log_lock_waits: '1',
  log_temp_files: '10240',
  shared_preload_libraries: 'pg_stat_statements,auto_explain',
  'rds.force_ssl': '1',
};

export const SHAPES: readonly Shape[] = [
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
    group: 'danjishop-prod-postgres16',
    parameters: { ...CAREFUL, 'rds.logical_replication': '1' },
    maintenance: [{ announced: -9, applied: 18 }],
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
    group: 'danjishop-prod-postgres16',
    parameters: { ...CAREFUL, 'rds.logical_replication': '1' },
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
    group: 'danjishop-prod-postgres15',
    parameters: CAREFUL,
    maintenance: [{ announced: -27, applied: -9 }],
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
    group: 'danjishop-prod-postgres17',
    parameters: { ...CAREFUL, max_connections: '800' },
    maintenance: [{ announced: -4 }],
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
    maintenance: [{ announced: -11, applied: 10, toVersion: '13.23' }],
  },
  {
    name: 'reviews-aurora-1',
    engine: 'aurora-postgresql',
    version: '16.8',
    class: 'db.r6g.large',
    vcpus: 2,
    memoryGiB: 16,
    allocated: 1,
    storage: 'aurora',
    cluster: 'reviews-aurora',
    writer: true,
    insights: true,
    free: 0,
    growth: 0,
    peakCpu: 31,
    group: 'danjishop-prod-aurora-postgresql16',
    parameters: CAREFUL,
  },
  {
    name: 'reviews-aurora-2',
    engine: 'aurora-postgresql',
    version: '16.8',
    class: 'db.r6g.large',
    vcpus: 2,
    memoryGiB: 16,
    allocated: 1,
    storage: 'aurora',
    cluster: 'reviews-aurora',
    insights: true,
    free: 0,
    growth: 0,
    peakCpu: 18,
    group: 'danjishop-prod-aurora-postgresql16',
    parameters: CAREFUL,
  },
];
