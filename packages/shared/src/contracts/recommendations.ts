import { z } from 'zod';
import {
  Cursor,
  Environment,
  IsoTime,
  LabelFilter,
  Limit,
  Localised,
  ResourceId,
  listOf,
  repeatedOf,
} from './common.js';

export const RECOMMENDATION_RULES = [
  'fargate_task_size',
  'idle_ec2_instance',
  'rds_storage_full',
  'circuit_breaker_off',
  'service_maximum_reached',
  'oversized_ec2_instance',
  'cpu_credits_running_out',
  'oversized_rds_instance',
  'idle_rds_instance',
  'service_single_az',
  'rds_single_az',
  'spot_without_base',
  'health_check_mismatch',
  'log_driver_missing',
  'security_group_open',
  'public_database',
  'backups_off',
  'engine_end_of_life',
  'pending_maintenance',
] as const;
export const RecommendationRule = z.enum(RECOMMENDATION_RULES);
export type RecommendationRule = z.infer<typeof RecommendationRule>;
/**
 * What comes first: what ends in an outage or an intrusion (0, 1), then what saves money (2), then what makes an outage
 * worse or longer (3, 4).
 */
export const RECOMMENDATION_URGENCY: Readonly<Record<RecommendationRule, number>> = {
  rds_storage_full: 0,
  cpu_credits_running_out: 0,
  service_maximum_reached: 0,
  public_database: 1,
  security_group_open: 1,
  backups_off: 1,
  health_check_mismatch: 1,
  fargate_task_size: 2,
  idle_ec2_instance: 2,
  oversized_ec2_instance: 2,
  oversized_rds_instance: 2,
  idle_rds_instance: 2,
  pending_maintenance: 3,
  engine_end_of_life: 3,
  spot_without_base: 3,
  log_driver_missing: 3,
  service_single_az: 4,
  rds_single_az: 4,
  circuit_breaker_off: 4,
};
export const RECOMMENDATION_STATES = ['open', 'accepted', 'dismissed', 'snoozed', 'closed'] as const;

const Usd = z.object({ low: z.number(), expected: z.number(), high: z.number() });

export const RecommendationChart = z.object({
  title: Localised,
  metric: z.string(),
  stat: z.string(),
  threshold: z.number().nullable().describe("In the metric's answered unit"),
  thresholdLabel: Localised.nullable(),
});

export const Recommendation = z
  .object({
    id: z.string(),
    rule: RecommendationRule,
    resource: z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      parentName: z.string().nullable(),
    }),
    environment: Environment,
    team: z.string().nullable(),
    title: Localised,
    summary: Localised.describe('Why, with its numbers'),
    current: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    proposed: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    monthlySavingUsd: Usd.nullable(),
    savingNote: Localised.nullable().describe(
      'What the prices are and as of when, or why there is no saving',
    ),
    risk: z.enum(['low', 'medium', 'high']),
    confidence: z.enum(['low', 'medium', 'high']),
    confidenceReason: Localised,
    change: z
      .array(z.object({ label: z.string(), text: z.string() }))
      .describe('The exact change to make: CLI, Terraform'),
    evidence: z.object({
      from: IsoTime,
      to: IsoTime,
      charts: z.array(RecommendationChart),
      backtest: z
        .object({
          days: z.number(),
          overloadMinutes: z.number().int(),
          worstRunMinutes: z.number().int(),
          note: Localised,
        })
        .nullable(),
      facts: z.array(z.object({ label: Localised, value: z.string() })),
    }),
    state: z.enum(RECOMMENDATION_STATES),
    version: z.number().int(),
    createdAt: IsoTime,
    computedAt: IsoTime,
  })
  .meta({ id: 'Recommendation' });
export type Recommendation = z.infer<typeof Recommendation>;
export const RecommendationList = listOf(Recommendation, 'RecommendationList')
  .extend({ totalSavingUsd: Usd.nullable() })
  .meta({ id: 'RecommendationListWithTotal' });
export type RecommendationList = z.infer<typeof RecommendationList>;

export const RecommendationQuery = z.object({
  rule: repeatedOf(RecommendationRule).optional(),
  resource: ResourceId.optional(),
  state: repeatedOf(z.enum(RECOMMENDATION_STATES)).optional(),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type RecommendationQuery = z.infer<typeof RecommendationQuery>;
