import { z } from 'zod';
import { flag, integer, list, moment, text } from '../answer.js';

export const LoadBalancerShape = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: z.string(),
  DNSName: text,
  CreatedTime: moment,
  Scheme: text,
  VpcId: text,
  State: z.object({ Code: text, Reason: text }).nullish(),
  Type: z.string(),
  AvailabilityZones: list(z.object({ ZoneName: z.string(), SubnetId: text })),
  SecurityGroups: list(z.string()),
});
export type LoadBalancer = z.output<typeof LoadBalancerShape>;

/** Client secrets of authenticate actions are dropped here: only what an action forwards to is kept. */
const ActionShape = z.object({
  Type: z.string(),
  TargetGroupArn: text,
  ForwardConfig: z
    .object({ TargetGroups: list(z.object({ TargetGroupArn: z.string(), Weight: integer })) })
    .nullish(),
});
export type ListenerAction = z.output<typeof ActionShape>;

export const ListenerShape = z.object({
  ListenerArn: z.string(),
  Port: integer,
  Protocol: text,
  SslPolicy: text,
  DefaultActions: list(ActionShape),
});
export type Listener = z.output<typeof ListenerShape>;

const values = z.object({ Values: list(z.string()) }).nullish();
export const RuleShape = z.object({
  RuleArn: z.string(),
  Priority: z.string(),
  Conditions: list(
    z.object({
      Field: z.string(),
      Values: list(z.string()),
      HostHeaderConfig: values,
      PathPatternConfig: values,
      HttpHeaderConfig: z.object({ HttpHeaderName: text, Values: list(z.string()) }).nullish(),
      HttpRequestMethodConfig: values,
      SourceIpConfig: values,
      QueryStringConfig: z.object({ Values: list(z.object({ Key: text, Value: text })) }).nullish(),
    }),
  ),
  Actions: list(ActionShape),
});
export type ListenerRule = z.output<typeof RuleShape>;

export const TargetGroupShape = z.object({
  TargetGroupArn: z.string(),
  TargetGroupName: z.string(),
  Protocol: text,
  Port: integer,
  VpcId: text,
  HealthCheckEnabled: flag,
  HealthCheckProtocol: text,
  HealthCheckPort: text,
  HealthCheckPath: text,
  HealthCheckIntervalSeconds: integer,
  HealthCheckTimeoutSeconds: integer,
  HealthyThresholdCount: integer,
  UnhealthyThresholdCount: integer,
  Matcher: z.object({ HttpCode: text, GrpcCode: text }).nullish(),
  LoadBalancerArns: list(z.string()),
  TargetType: text,
});
export type TargetGroup = z.output<typeof TargetGroupShape>;

export const TargetHealthShape = z.object({
  Target: z.object({ Id: z.string(), Port: integer, AvailabilityZone: text }),
  TargetHealth: z.object({ State: text, Reason: text, Description: text }).nullish(),
});
export type TargetHealth = z.output<typeof TargetHealthShape>;
