import { z } from 'zod';
import { IsoTime, Localised, ResourceId } from './common.js';
import { RolloutVerdict } from './deployments.js';
import { LogLevel } from './logs.js';
import { StopCause } from './tasks.js';

const count = z.number().int();

/** What the tasks of one side did; a task belongs to the rollout that started it. */
export const RolloutSide = z.object({
  revisions: z.array(count),
  tasks: count.describe('That lived at some moment of [from, to]'),
  running: count,
  starting: count,
  stops: count,
  abnormalStops: count,
  failedToStart: count.describe('Stopped without having reached RUNNING'),
  causes: z.array(z.object({ cause: StopCause, count })),
  taskMinutes: z.number(),
  startup: z
    .object({
      count,
      p50: z.number(),
      p90: z.number(),
      phases: z.array(z.object({ phase: z.string(), count, p50: z.number() })),
    })
    .nullable()
    .describe('Seconds from creation to RUNNING; null: no start was seen'),
  levels: z
    .record(LogLevel, count)
    .nullable()
    .describe('Log lines of its tasks; null: the log was not read for them'),
  use: z
    .object({
      cpu: z.number().describe('CPU units, mean of the minutes that were read'),
      memory: z.number().describe('MiB, likewise'),
      minutes: count.describe('Task minutes that were read'),
    })
    .nullable()
    .default(null)
    .describe('Of its tasks, by the performance log; null: not read for them'),
});
export type RolloutSide = z.infer<typeof RolloutSide>;

const mean = z.number().nullable().describe('Mean of the minutes; null: no data');
export const RolloutMetric = z.object({
  resource: ResourceId,
  metric: z.string(),
  stat: z.string(),
  unit: z.string(),
  before: mean,
  mixed: mean,
  after: mean,
});
export type RolloutMetric = z.infer<typeof RolloutMetric>;

/** GET /deployments/{id}/comparison: old against new, by task where a fact names one, by time elsewhere. */
export const RolloutComparison = z
  .object({
    state: z
      .enum(['waiting', 'live', 'final'])
      .describe('waiting: no new task yet; final: thirty minutes after the end, and stored'),
    from: IsoTime,
    to: IsoTime,
    finalAt: IsoTime.nullable().describe('When it will be, or was, final; null while the rollout goes on'),
    mixed: z
      .object({ from: IsoTime, to: IsoTime.nullable() })
      .nullable()
      .describe('While tasks of both sides ran; `to` is null while they still do'),
    verdict: RolloutVerdict,
    sentence: Localised,
    findings: z.array(
      z.object({
        what: z.enum(['startup', 'stops', 'errors']),
        verdict: RolloutVerdict,
        text: Localised,
      }),
    ),
    old: RolloutSide,
    new: RolloutSide,
    metrics: z.array(RolloutMetric).describe('Of the service and its target groups: told by time only'),
  })
  .meta({ id: 'RolloutComparison' });
export type RolloutComparison = z.infer<typeof RolloutComparison>;
