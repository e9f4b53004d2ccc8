import type { MetricSeries, Region } from '../../src/world/types.js';
import { series, service, text } from './fleet.js';

export interface Target {
  id: string;
  port: number;
  state: string;
  reason?: string;
  description?: string;
}

/** ARN of the target group of a service. */
export function targetGroupOf(region: Region, name: string): string {
  const [balancer] = service(region, name).loadBalancers as { targetGroupArn: string }[];
  return text(balancer?.targetGroupArn);
}

export function healthOf(region: Region, targetGroupArn: string): Target[] {
  const targets = region.loadBalancing.targetHealth(targetGroupArn);
  if (!targets) throw new Error(`no target group ${targetGroupArn}`);
  return targets.map((record) => {
    const { Target, TargetHealth } = record as {
      Target: { Id: string; Port: number };
      TargetHealth: { State: string; Reason?: string; Description?: string };
    };
    return {
      id: Target.Id,
      port: Target.Port,
      state: TargetHealth.State,
      reason: TargetHealth.Reason,
      description: TargetHealth.Description,
    };
  });
}

/** A series of a service's target group behind its load balancer. */
export function groupSeries(region: Region, name: string, metric: string): MetricSeries {
  const arn = targetGroupOf(region, name);
  const group = region.loadBalancing.targetGroups().find(({ TargetGroupArn }) => TargetGroupArn === arn);
  const [balancer = ''] = (group?.LoadBalancerArns ?? []) as string[];
  const dimension = balancer.slice(balancer.indexOf('loadbalancer/') + 'loadbalancer/'.length);
  return series(region, dimension.startsWith('net/') ? 'AWS/NetworkELB' : 'AWS/ApplicationELB', metric, [
    { Name: 'LoadBalancer', Value: dimension },
    { Name: 'TargetGroup', Value: arn.slice(arn.indexOf('targetgroup/')) },
  ]);
}
