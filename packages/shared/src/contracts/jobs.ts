import { z } from 'zod';
import { Environment, IsoTime, LabelFilter, Localised, ResourceId, TimeInput } from './common.js';
import { StopCause } from './tasks.js';

export const JOB_STATES = ['failed', 'missed', 'slow', 'running', 'ok', 'unknown'] as const;
export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

const JobRunItem = z.object({
  id: z.string(),
  taskId: z.string(),
  createdAt: IsoTime,
  stoppedAt: IsoTime.nullable(),
  seconds: z.number().describe('From the start of its containers to its end, or until now'),
  exitCode: z.number().int().nullable(),
  cause: StopCause.nullable(),
  failed: z.boolean(),
  slow: z.boolean(),
});

/** Tasks outside services of one family and starter. */
export const JobItem = z
  .object({
    id: z.string().describe('Cluster, family and starter'),
    family: z.string(),
    clusterId: z.string(),
    clusterName: z.string(),
    environment: Environment,
    team: z.string().nullable(),
    starter: z.object({
      kind: z.enum(['rule', 'schedule', 'manual']),
      name: z.string().nullable().describe('Rule or schedule, as AWS cuts it; null for runs by hand'),
    }),
    state: JobState.describe('The worst that holds now'),
    everySeconds: z.number().nullable().describe('Learned from its starts; null where they have no rhythm'),
    nextAt: IsoTime.nullable(),
    missed: z.array(IsoTime).describe('Of the range: expected and not started, oldest first'),
    usual: z
      .object({ p50: z.number(), p90: z.number(), runs: z.number().int() })
      .nullable()
      .describe('Seconds of the runs that succeeded'),
    runs: z.number().int(),
    failures: z.number().int(),
    overlaps: z.number().int().describe('Runs that began before the one before was over'),
    last: z.array(JobRunItem).describe('The newest 20, the newest first'),
  })
  .meta({ id: 'Job' });
export type JobItem = z.infer<typeof JobItem>;

export const JobsQuery = z.object({
  cluster: ResourceId.optional(),
  from: TimeInput.default('now-14d'),
  to: TimeInput.default('now'),
  ...LabelFilter,
});
export type JobsQuery = z.infer<typeof JobsQuery>;

export const JobsAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    knownFrom: IsoTime.nullable().describe('Since when tasks are known: earlier runs cannot be seen'),
    sentence: Localised,
    items: z.array(JobItem).describe('The worst first'),
    truncated: z.boolean().describe('More jobs or runs than are shown'),
  })
  .meta({ id: 'Jobs' });
export type JobsAnswer = z.infer<typeof JobsAnswer>;
