import type { AwsRecord } from './aws-record.js';

/** Elastic Load Balancing v2 of one region, with the member names of its API. */
export interface LoadBalancingView {
  loadBalancers(): AwsRecord[];
  /** Of every load balancer. */
  listeners(): AwsRecord[];
  /** Rules of a listener, by priority, the default rule last; undefined for an unknown listener. */
  rules(listenerArn: string): AwsRecord[] | undefined;
  targetGroups(): AwsRecord[];
  /** Targets of a group, registered and draining ones; undefined for an unknown group. */
  targetHealth(targetGroupArn: string): AwsRecord[] | undefined;
}
