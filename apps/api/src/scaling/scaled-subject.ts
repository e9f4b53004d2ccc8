import {
  AutoScalingGroupAttributes,
  ServiceAttributes,
  type GroupPolicyAttributes,
  type ScalingPolicyAttributes,
  type ScheduledScalingAttributes,
} from '@danji/shared';
import type { ScaledRow } from './scaling.repository.js';

/** What scales a service or a group, and between which bounds. */
export interface ScaledSubject {
  minimum: number;
  maximum: number;
  desired: number;
  /** Running tasks, or instances in service. */
  running: number;
  suspended: string[];
  /** Null where they were not read. */
  policies: (ScalingPolicyAttributes | GroupPolicyAttributes)[] | null;
  scheduled: ScheduledScalingAttributes[] | null;
  /** Tasks or instances that a scale-in passes over; null where that was not read. */
  protected: number | null;
  protectedAt: string | null;
}

const Service = ServiceAttributes.pick({ desired: true, running: true, scaling: true, protection: true });
const Group = AutoScalingGroupAttributes.pick({
  minimum: true,
  maximum: true,
  desired: true,
  instances: true,
  suspended: true,
  policies: true,
});

/** Null for a service without a scalable target. */
export function subjectOf({
  kind,
  attributes,
}: Pick<ScaledRow, 'kind' | 'attributes'>): ScaledSubject | null {
  if (kind === 'auto_scaling_group') return groupOf(Group.parse(attributes));
  const { desired, running, scaling, protection } = Service.parse(attributes);
  if (scaling === null) return null;
  return {
    ...scaling,
    desired,
    running,
    protected: protection?.tasks.length ?? null,
    protectedAt: protection?.readAt ?? null,
  };
}

function groupOf({ instances, ...group }: AutoScalingGroupInput): ScaledSubject {
  return {
    ...group,
    running: instances.filter(({ state }) => state === 'InService').length,
    scheduled: null,
    protected: instances.filter((instance) => instance.protected).length,
    protectedAt: null,
  };
}

type AutoScalingGroupInput = Pick<
  AutoScalingGroupAttributes,
  'minimum' | 'maximum' | 'desired' | 'instances' | 'suspended' | 'policies'
>;
