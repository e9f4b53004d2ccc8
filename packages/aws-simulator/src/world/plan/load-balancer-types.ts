import type { ServicePlan } from './plan-types.js';

/** What the load balancer asks of a target, in the words of DescribeTargetGroups. */
export interface HealthCheckPlan {
  protocol: 'HTTP' | 'TCP';
  port: string;
  path?: string;
  matcher?: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
}

export interface TargetGroupPlan {
  arn: string;
  name: string;
  protocol: 'HTTP' | 'TCP';
  port: number;
  targetType: 'ip' | 'instance';
  healthCheck: HealthCheckPlan;
  /** Whose tasks are its targets; absent for a group that nobody registers in. */
  service?: ServicePlan;
  /** The service whose new revision registers here while its traffic is shifted. */
  alternateOf?: ServicePlan;
}

export type ActionPlan =
  | { type: 'forward'; groups: { group: TargetGroupPlan; weight: number }[] }
  | { type: 'redirect' }
  | { type: 'fixed-response'; status: string };

export interface RulePlan {
  arn: string;
  priority: number;
  host?: string;
  path?: string;
  action: ActionPlan;
}

export interface ListenerPlan {
  arn: string;
  port: number;
  protocol: 'HTTP' | 'HTTPS' | 'TCP';
  defaultRuleArn: string;
  defaultAction: ActionPlan;
  rules: RulePlan[];
}

export interface LoadBalancerPlan {
  arn: string;
  /** `app/NAME/HASH` or `net/NAME/HASH`: the value of CloudWatch's dimension. */
  dimension: string;
  name: string;
  type: 'application' | 'network';
  scheme: 'internet-facing' | 'internal';
  createdAt: number;
  listeners: ListenerPlan[];
  groups: TargetGroupPlan[];
}

export interface LoadBalancingPlan {
  balancers: LoadBalancerPlan[];
  groups: TargetGroupPlan[];
}
