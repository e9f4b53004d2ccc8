import { z } from 'zod';
import { Status } from '../status.js';
import { ScheduledScalingAttributes } from './attributes/ecs.js';
import { Environment, IsoTime, LabelFilter, Localised, ResourceId, TimeInput } from './common.js';

export const SCALING_CODES = [
  'at_maximum_hot',
  'at_maximum_refused',
  'pinned_at_maximum',
  'fixed',
  'flapping',
  'suspended',
  'failing',
] as const;

export const ScalingFindingItem = z.object({
  code: z.enum(SCALING_CODES),
  severity: z.enum(['info', 'warning']),
  text: Localised,
  since: IsoTime.nullable(),
});
export type ScalingFindingItem = z.infer<typeof ScalingFindingItem>;

export const SCALE_OUT_LIMITS = [
  'not_scaled',
  'suspended',
  'at_maximum',
  'no_instances',
  'no_group',
  'no_room',
  'no_addresses',
  'unscalable',
  'cooldown',
  'none',
] as const;

/** What is in the way of one more task of a service, as of now. */
export const ScaleOutLimitItem = z.object({
  code: z.enum(SCALE_OUT_LIMITS),
  text: Localised,
  evidence: z.array(Localised).describe('What it was concluded from, and what else is known'),
});
export type ScaleOutLimitItem = z.infer<typeof ScaleOutLimitItem>;

export const ScalingSubject = z
  .object({
    id: ResourceId,
    kind: z.enum(['ecs_service', 'auto_scaling_group']),
    name: z.string(),
    parentId: z.string().nullable(),
    parentName: z.string().nullable(),
    environment: Environment,
    team: z.string().nullable(),
    status: Status,
    minimum: z.number().int(),
    maximum: z.number().int(),
    desired: z.number().int(),
    running: z.number().int().describe('Running tasks, or instances in service'),
    suspended: z.array(z.string()),
    policies: z
      .array(
        z.object({
          name: z.string(),
          type: z.string(),
          metric: z.string().nullable(),
          target: z.number().nullable(),
          value: z.number().nullable().describe('Newest value of the metric, where Danji collects it'),
          disableScaleIn: z.boolean().nullable(),
        }),
      )
      .nullable()
      .describe('Null: not read yet, or not allowed'),
    scheduled: z.array(ScheduledScalingAttributes).nullable(),
    protected: z
      .number()
      .int()
      .nullable()
      .describe('Tasks or instances that a scale-in passes over; null: not read yet, or not allowed'),
    protectedAt: IsoTime.nullable().describe('When that was read; null: with the list itself'),
    activities: z.number().int().describe('Within the range'),
    lastActivityAt: IsoTime.nullable(),
    findings: z.array(ScalingFindingItem),
  })
  .meta({ id: 'ScalingSubject' });
export type ScalingSubject = z.infer<typeof ScalingSubject>;

export const ScalingOverviewQuery = z.object({
  from: TimeInput.default('now-24h'),
  to: TimeInput.default('now'),
  ...LabelFilter,
});
export type ScalingOverviewQuery = z.infer<typeof ScalingOverviewQuery>;

/** GET /scaling/overview: everything that scales, those with findings first. */
export const ScalingOverview = z
  .object({
    from: IsoTime,
    to: IsoTime,
    sentence: Localised,
    items: z.array(ScalingSubject),
    notScaling: z.number().int().describe('Services without a scalable target'),
  })
  .meta({ id: 'ScalingOverview' });
export type ScalingOverview = z.infer<typeof ScalingOverview>;
