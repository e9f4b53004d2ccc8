import type { Message } from '@danji/analysis';
import type { Environment, Reason, ScalingAttributes, ServiceAttributes, Status } from '@danji/shared';

/** A reason as the collector stores it: beside the texts the message that they were made of. */
export type StoredReason = Reason & { status: Status; say?: Message };

/** A cluster, service, instance or database with what the overview says of it; null is unknown or does not apply. */
export interface FleetMember {
  id: string;
  kind: 'ecs_cluster' | 'ecs_service' | 'ec2_instance' | 'rds_instance';
  name: string;
  parentId: string | null;
  parentName: string | null;
  status: Status;
  severity: number;
  /** Worst first. */
  reasons: StoredReason[];
  environment: Environment;
  team: string | null;
  region: string;
  accountAlias: string;
  desired: number | null;
  running: number | null;
  scaling: ScalingAttributes | null;
  rollout: ServiceAttributes['rollout'];
  taskMemory: number | null;
  maxConnections: number | null;
  memoryBytes: number | null;
  allocatedGiB: number | null;
}
