import type { Archetype, JobArchetype, Language, LogStyle, Season } from './catalogue.js';
import type { GroupPlan, ImagePlan, KeyPairPlan, SpareVolumePlan, StandalonePlan } from './machine-types.js';
import type { NetworkPlan } from './network-types.js';
import type { Tag } from './tag.js';

export interface StrategyItem {
  capacityProvider: string;
  weight: number;
  base: number;
}

/** How a new revision comes in: what AWS calls the deployment controller and the strategy. */
export interface RolloutPlan {
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  strategy: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY';
  /** How long both revisions run once all traffic has moved. */
  bakeMinutes: number;
  /** Share of the production traffic that moves first, and for how long it is watched alone. */
  canary?: { percent: number; bakeMinutes: number };
  /** Share of the production traffic that moves in each step, and for how long each is watched. */
  linear?: { percent: number; bakeMinutes: number };
  /** Lambda function that ECS asks at the end of some stages whether to go on. */
  hook?: { functionName: string; stages: string[] };
}

/** A step-scaling policy beside target tracking: an alarm of somebody's own, and how many tasks it adds. */
export interface StepPlan {
  policyName: string;
  alarmName: string;
  /** CPU percent above which the alarm goes off, and after how many minutes. */
  threshold: number;
  minutes: number;
  /** Tasks to add where CPU is at least `above` points beyond the threshold; ascending. */
  steps: { above: number; add: number }[];
}

export interface ScalingPlan {
  min: number;
  max: number;
  /** Target of the CPU policy, percent. */
  target: number;
  policyName: string;
  /** Stage services sleep: minimum and maximum become 0 outside these local hours on working days. */
  scheduled: boolean;
  step?: StepPlan;
}

interface LogPlan {
  group: string;
  prefix: string;
  style: LogStyle;
}

export interface ServicePlan {
  index: number;
  /** 32-bit hash of the ARN: the root of all its noise. */
  hash: number;
  name: string;
  arn: string;
  family: string;
  cluster: ClusterPlan;
  environment: 'prod' | 'stage';
  archetype: Archetype;
  language: Language;
  season: Season;
  cpu: number;
  memory: number;
  /** Task-level CPU set (Fargate always; on EC2 some leave it out and may use more than they reserved). */
  taskLevelCpu: boolean;
  /** Its memory is a soft limit (`memoryReservation`): it may hold twice as much, and AWS/ECS then tells more than 100 %. */
  softMemory: boolean;
  daemon: boolean;
  launchType?: 'FARGATE' | 'EC2';
  strategy?: StrategyItem[];
  networkMode: 'awsvpc' | 'bridge';
  desired: number;
  scaling?: ScalingPlan;
  /** Asleep outside local working hours. */
  sleeps: boolean;
  rollout: RolloutPlan;
  minimumHealthyPercent: number;
  maximumPercent: number;
  breaker: boolean;
  rollback: boolean;
  targetGroupArn?: string;
  /** Where ECS itself shifts traffic: the group of the new revision while it does, and the rule that divides it. */
  alternate?: { targetGroupArn: string; ruleArn: string };
  containerPort?: number;
  deregistrationSeconds: number;
  healthCheck: boolean;
  graceSeconds: number;
  handlesSigterm: boolean;
  executeCommand: boolean;
  /** Its tasks protect themselves from scale-in while they work on something long. */
  protectsTasks: boolean;
  imageRepository: string;
  imageMegabytes: number;
  latestTag: boolean;
  database?: string;
  poolPerTask: number;
  /** Of its tasks' own interfaces; none where tasks share the instance's (bridge). */
  securityGroupIds: string[];
  log: LogPlan;
  /** Revision in force at the start of history. */
  firstRevision: number;
  deploysPerWeek: number;
  createdAt: number;
  tags: Tag[];
}

export interface JobPlan {
  hash: number;
  family: string;
  cluster: ClusterPlan;
  job: JobArchetype;
  revision: number;
  securityGroupIds: string[];
  log: LogPlan;
  ruleName: string;
}

export interface ClusterPlan {
  index: number;
  name: string;
  arn: string;
  kind: 'fargate' | 'ec2' | 'mixed';
  environment: 'prod' | 'stage';
  containerInsights: 'enhanced' | 'enabled' | 'disabled';
  capacityProviders: string[];
  defaultStrategy: StrategyItem[];
  groups: GroupPlan[];
  services: ServicePlan[];
  jobs: JobPlan[];
  tags: Tag[];
  region: RegionPlan;
}

/** What RDS means to do to a database by itself. */
export interface MaintenancePlan {
  action: 'system-update' | 'db-upgrade';
  description: string;
  announcedAt: number;
  /** Applied in the first maintenance window after it; undefined for an optional update, which waits for a person. */
  autoAppliedAfter?: number;
  /** The version that a db-upgrade brings. */
  toVersion?: string;
}

export interface DatabasePlan {
  hash: number;
  id: string;
  arn: string;
  resourceId: string;
  engine: 'postgres' | 'mysql' | 'aurora-postgresql';
  version: string;
  /** The Aurora cluster it belongs to, and whether it began as its writer. */
  cluster?: { id: string; writer: boolean };
  class: string;
  vcpus: number;
  memoryGiB: number;
  allocatedGiB: number;
  maxAllocatedGiB?: number;
  storageType: 'gp3' | 'gp2' | 'aurora';
  iops?: number;
  throughput?: number;
  multiAz: boolean;
  replicaOf?: string;
  replicas: string[];
  environment: 'prod' | 'stage';
  performanceInsights: boolean;
  logExports: string[];
  backupRetentionDays: number;
  backupWindow: string;
  maintenanceWindow: string;
  maintenance: MaintenancePlan[];
  parameterGroup: string;
  /** What people have set in the parameter group; the rest is the engine's default. */
  parameters: Readonly<Record<string, string>>;
  azIndex: number;
  securityGroupIds: string[];
  publiclyAccessible: boolean;
  encrypted: boolean;
  deletionProtection: boolean;
  createdAt: number;
  /** Free space when history began (GiB) and its daily decrease. */
  freeAtStartGiB: number;
  growthGiBPerDay: number;
  /** CPU percent per unit of service load at the weekly peak. */
  peakCpu: number;
  tags: Tag[];
}

export interface RegionPlan {
  accountId: string;
  region: string;
  accountName: string;
  hash: number;
  network: NetworkPlan;
  azs: { name: string; id: string }[];
  clusters: ClusterPlan[];
  standalone: StandalonePlan[];
  images: ImagePlan[];
  keyPairs: KeyPairPlan[];
  spareVolumes: SpareVolumePlan[];
  databases: DatabasePlan[];
}

export interface FleetPlan {
  regions: RegionPlan[];
}
