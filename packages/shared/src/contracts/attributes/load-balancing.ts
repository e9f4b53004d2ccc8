import { z } from 'zod';
import { nflag, nint, ntext, ntime, reference, text } from './fields.js';

export const ListenerRule = z.object({
  priority: text.describe('A number, or default'),
  conditions: z.array(z.object({ field: text, values: z.array(text) })),
  action: text.describe('forward, redirect, fixed-response, …'),
  targetGroups: z.array(reference.extend({ weight: nint })).describe('id is the ARN'),
});
export const LoadBalancerAttributes = z.object({
  type: text.describe('application, network, gateway'),
  scheme: ntext.describe('internet-facing or internal'),
  dnsName: ntext,
  vpcId: ntext,
  zones: z.array(z.object({ zone: text, subnetId: ntext })),
  securityGroups: z.array(reference),
  listeners: z
    .array(
      z.object({
        port: nint,
        protocol: ntext,
        sslPolicy: ntext,
        rules: z.array(ListenerRule).nullable().describe('Null: not read yet, or not allowed'),
      }),
    )
    .nullable()
    .describe('Null: not read yet, or not allowed'),
  targetGroups: z
    .array(
      z.object({
        id: text,
        name: text,
        healthy: nint.describe('Targets in that state; null: not read'),
        unhealthy: nint,
        registered: nint.describe('All targets that are not draining'),
      }),
    )
    .nullable()
    .describe('Behind it; null: not read yet, or not allowed'),
  createdAt: ntime,
});

export const TargetAttributes = z.object({
  id: text.describe('An address, or an instance id'),
  port: nint,
  zone: ntext,
  state: text.describe('initial, healthy, unhealthy, unused, draining, unavailable, …'),
  reason: ntext.describe("AWS's code, such as Target.ResponseCodeMismatch"),
  description: ntext,
  taskId: ntext.describe('Id of the task whose address it is'),
  since: ntime.describe('When it was first seen in this state; null: it was so from the first look'),
});
export const TargetGroupAttributes = z.object({
  protocol: ntext,
  port: nint,
  targetType: ntext.describe('ip, instance, lambda, alb'),
  vpcId: ntext,
  loadBalancers: z.array(reference).describe('id is the ARN; the first is the parent'),
  healthCheck: z.object({
    enabled: nflag,
    protocol: ntext,
    port: ntext.describe('traffic-port or a number'),
    path: ntext,
    matcher: ntext,
    intervalSeconds: nint,
    timeoutSeconds: nint,
    healthyThreshold: nint,
    unhealthyThreshold: nint,
  }),
  services: z.array(text).describe('Ids of the ECS services behind it'),
  containerPort: nint.describe('Port of the container that its service registers; null: none, or not known'),
  mismatches: z
    .array(z.object({ what: z.enum(['port', 'path']), asked: text, container: text }))
    .nullable()
    .describe("Where the health check asks something else than the container's own; null: not comparable"),
  targets: z.array(TargetAttributes).nullable().describe('Null: not read yet, or not allowed'),
  targetsReadAt: ntime,
});

export type LoadBalancerAttributes = z.infer<typeof LoadBalancerAttributes>;
export type TargetAttributes = z.infer<typeof TargetAttributes>;
export type TargetGroupAttributes = z.infer<typeof TargetGroupAttributes>;
