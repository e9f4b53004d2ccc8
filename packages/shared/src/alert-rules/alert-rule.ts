import { z } from 'zod';
import { Localised } from '../contracts/common.js';

export const AlertSeverity = z.enum(['info', 'warning', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** What a rule observes: one number a minute for each resource of its kind, from what is stored. */
export const ALERT_FACTS = [
  'abnormal_stops',
  'rollout_failed',
  'rollout_minutes_still',
  'tasks_missing_percent',
  'placement_failures',
  'unhealthy_targets_percent',
  'target_5xx_percent',
  'target_latency_ratio',
  'above_target_at_maximum',
  'memory_maximum_percent',
  'status_check_failed',
  'credit_hours_left',
  'storage_hours_left',
  'storage_days_left',
  'connections_percent',
  'replica_lag_seconds',
  'transaction_ids',
  'collection_minutes_late',
  'cloudwatch_alarm',
] as const;
export const AlertFact = z.enum(ALERT_FACTS);
export type AlertFact = z.infer<typeof AlertFact>;

/** A rule as data: its numbers can be changed per resource or labels, its meaning cannot. */
export const AlertRule = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]{2,63}$/),
    kind: z.string().describe('The kind of resource that it is evaluated for'),
    severity: AlertSeverity,
    fact: AlertFact,
    unit: z.enum(['count', 'percent', 'ratio', 'minutes', 'hours', 'days', 'seconds', 'transactions']),
    worse: z.enum(['above', 'below']),
    threshold: z.number(),
    clear: z.number().describe('Where it is good again; between the two an alert stays what it is'),
    forSeconds: z.int().min(0),
    keepFiringSeconds: z.int().min(0),
    missing: z.enum(['no_data', 'keep', 'ok']),
    notifies: z.boolean().describe('False: shown and grouped only'),
    title: Localised,
    condition: Localised.describe('In words; {threshold} stands for the number in force'),
    documentation: Localised.describe('What it means and what to do'),
  })
  .refine(({ worse, threshold, clear }) => (worse === 'above' ? clear <= threshold : clear >= threshold), {
    path: ['clear'],
    message: 'The clearing threshold lies on the good side of the threshold.',
  })
  .meta({ id: 'AlertRule' });
export type AlertRule = z.infer<typeof AlertRule>;
