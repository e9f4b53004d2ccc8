import { z } from 'zod';
import { nint, ntext, ntime, text } from './fields.js';

export const LogGroupAttributes = z.object({
  retentionDays: nint,
  storedBytes: z.number().nullable(),
  createdAt: ntime,
  usedBy: z.array(text).describe('Ids of the services or databases that write to it'),
});

export const AlarmAttributes = z.object({
  type: z.enum(['metric', 'composite']),
  description: ntext,
  stateReason: ntext,
  stateSince: ntime.describe('When the state last changed'),
  stateUpdatedAt: ntime,
  namespace: ntext.describe('Null for composite alarms and metric maths'),
  metric: ntext,
  dimensions: z.record(z.string(), z.string()),
  stat: ntext,
  periodSeconds: nint,
  comparison: ntext,
  threshold: z.number().nullable(),
  evaluationPeriods: nint,
  datapointsToAlarm: nint,
  treatMissingData: ntext,
  expression: ntext.describe('The rule of a composite alarm, or the expression of a metric maths alarm'),
  actionsEnabled: z.boolean(),
  actions: z.array(text).describe('ARNs'),
  scaling: z.boolean().describe('Belongs to a scaling policy: its AlarmLow in ALARM is ordinary'),
  subjectId: ntext.describe('Id of the resource that its metric is of, where Danji keeps it'),
});

export const CanaryAttributes = z.object({
  runtime: ntext,
  schedule: ntext,
  stateReason: ntext,
  lastRun: z
    .object({
      status: text.describe('RUNNING, PASSED or FAILED'),
      reason: ntext,
      startedAt: ntime,
      completedAt: ntime,
      failingSince: ntime.describe('Since the first failed run that Danji saw; null while it passes'),
    })
    .nullable(),
  serviceId: ntext.describe('Id of the service that it names, by tag or by name'),
  createdAt: ntime,
});

export type LogGroupAttributes = z.infer<typeof LogGroupAttributes>;
export type AlarmAttributes = z.infer<typeof AlarmAttributes>;
export type CanaryAttributes = z.infer<typeof CanaryAttributes>;
