import { ATTRIBUTES, ScalingPolicyAttributes, Stat } from '@danji/shared';
import { z } from 'zod';
import type { Dimension } from './dimension-values.js';
import type { FleetResource } from './resource-facts.js';

/** A metric that an alarm watches or a scaling policy steers by, and the resource that it is charted on. */
export interface NamedMetric {
  resourceId: string;
  namespace: string;
  metric: string;
  stat: string;
  dimensions: readonly Dimension[];
}

const Alarm = ATTRIBUTES.alarm.pick({
  namespace: true,
  metric: true,
  dimensions: true,
  stat: true,
  subjectId: true,
});
const Policies = z.array(ScalingPolicyAttributes.pick({ customMetric: true }));
/** Of a service's scalable target, and of an Auto Scaling group. */
const Scaled = z.object({
  scaling: z.object({ policies: Policies }).nullish(),
  policies: Policies.nullish(),
});

/**
 * What alarms and policies name, in the order of the fleet. An alarm's metric belongs to the resource that it is of,
 * where that is one of the fleet, else to the alarm. Statistics that cannot be rolled up (trimmed means and their
 * like) and metric maths are left out.
 */
export function namedMetrics(fleet: readonly FleetResource[]): NamedMetric[] {
  const known = new Set(fleet.map(({ id }) => id));
  return fleet.flatMap((resource) => {
    if (resource.deletedAt !== null) return [];
    return resource.kind === 'alarm' ? alarmMetric(resource, known) : policyMetrics(resource);
  });
}

function alarmMetric({ id, attributes }: FleetResource, known: ReadonlySet<string>): NamedMetric[] {
  const { namespace, metric, dimensions, stat, subjectId } = Alarm.parse(attributes);
  if (namespace === null || metric === null || stat === null || !Stat.safeParse(stat).success) return [];
  return [
    {
      resourceId: subjectId !== null && known.has(subjectId) ? subjectId : id,
      namespace,
      metric,
      stat,
      dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
  ];
}

function policyMetrics({ id, kind, attributes }: FleetResource): NamedMetric[] {
  if (kind !== 'ecs_service' && kind !== 'auto_scaling_group') return [];
  const { scaling, policies } = Scaled.parse(attributes);
  return [...(scaling?.policies ?? []), ...(policies ?? [])].flatMap(({ customMetric }) => {
    if (!customMetric || !Stat.safeParse(customMetric.stat).success) return [];
    const { namespace, metric, stat, dimensions } = customMetric;
    return [
      {
        resourceId: id,
        namespace,
        metric,
        stat,
        dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
    ];
  });
}
