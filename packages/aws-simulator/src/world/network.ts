import type { AwsRecord } from './aws-record.js';

/** What a region's VPC holds, as EC2's Describe operations answer it at the clock's now. */
export interface NetworkView {
  vpcs(): AwsRecord[];
  /** With the addresses that are still free now. */
  subnets(): AwsRecord[];
  routeTables(): AwsRecord[];
  securityGroups(): AwsRecord[];
  /** Of instances, tasks with an address of their own, NAT gateways and databases. */
  networkInterfaces(): AwsRecord[];
}
