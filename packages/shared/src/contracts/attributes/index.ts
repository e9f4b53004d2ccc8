import type { z } from 'zod';
import {
  AutoScalingGroupAttributes,
  EbsVolumeAttributes,
  Ec2InstanceAttributes,
  ImageAttributes,
} from './ec2.js';
import {
  CapacityProviderAttributes,
  ClusterAttributes,
  ContainerInstanceAttributes,
  ServiceAttributes,
  TaskDefinitionAttributes,
} from './ecs.js';
import { LoadBalancerAttributes, TargetGroupAttributes } from './load-balancing.js';
import { AlarmAttributes, CanaryAttributes, LogGroupAttributes } from './monitoring.js';
import { SecurityGroupAttributes, SubnetAttributes } from './network.js';
import { RdsClusterAttributes, RdsInstanceAttributes } from './rds.js';

export * from './ec2.js';
export * from './ecs.js';
export * from './load-balancing.js';
export * from './monitoring.js';
export * from './network.js';
export * from './rds.js';

/** What a resource carries beyond its common fields, by kind. */
export const ATTRIBUTES = {
  ecs_cluster: ClusterAttributes,
  ecs_service: ServiceAttributes,
  ecs_task_definition: TaskDefinitionAttributes,
  ecs_container_instance: ContainerInstanceAttributes,
  capacity_provider: CapacityProviderAttributes,
  ec2_instance: Ec2InstanceAttributes,
  auto_scaling_group: AutoScalingGroupAttributes,
  ebs_volume: EbsVolumeAttributes,
  image: ImageAttributes,
  rds_instance: RdsInstanceAttributes,
  rds_cluster: RdsClusterAttributes,
  subnet: SubnetAttributes,
  security_group: SecurityGroupAttributes,
  load_balancer: LoadBalancerAttributes,
  target_group: TargetGroupAttributes,
  alarm: AlarmAttributes,
  canary: CanaryAttributes,
  log_group: LogGroupAttributes,
} as const;
export type AttributesOf<K extends keyof typeof ATTRIBUTES> = z.infer<(typeof ATTRIBUTES)[K]>;
