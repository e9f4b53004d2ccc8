import { z } from 'zod';
import { Environment, IsoTime, LabelFilter, Localised, Reason, TimeInput } from './common.js';
import { TimeZone } from './metrics.js';
import { EventItem } from './timeline.js';
import { Status } from '../status.js';

export const OverviewQuery = z.object({
  from: TimeInput.default('now-3h'),
  to: TimeInput.default('now'),
  tz: TimeZone.optional().describe('IANA zone that sentences tell times in; DANJI_TIMEZONE when absent'),
  ...LabelFilter,
});
export type OverviewQuery = z.infer<typeof OverviewQuery>;

const Counts = z.object({
  total: z.number().int(),
  ok: z.number().int(),
  info: z.number().int(),
  warning: z.number().int(),
  critical: z.number().int(),
  unknown: z.number().int(),
});
export const FleetCell = z.object({
  id: z.string(),
  name: z.string(),
  status: Status,
  load: z.number().nullable().describe('0 to 1 and beyond; null is unknown'),
  reason: z.string().nullable(),
  reasonText: Localised.nullable(),
});
export const FleetRow = z.object({
  id: z.string(),
  kind: z.enum(['cluster', 'ec2', 'rds']),
  name: z.string(),
  environment: Environment.nullable(),
  cells: z.array(FleetCell),
});

export const OverviewProblem = z.object({
  resourceId: z.string(),
  resourceKind: z.string(),
  name: z.string(),
  environment: Environment,
  team: z.string().nullable(),
  accountAlias: z.string(),
  region: z.string(),
  parentName: z.string().nullable(),
  status: Status,
  reasons: z.array(Reason),
  sentence: Localised,
  since: IsoTime.nullable(),
  spark: z
    .object({
      metric: z.string(),
      step: z.number().int(),
      from: IsoTime,
      values: z.array(z.number().nullable()),
    })
    .nullable(),
});
export const EdgeRow = z.object({
  resourceId: z.string(),
  resourceKind: z.string(),
  name: z.string(),
  what: Localised,
  metric: z.string(),
  stat: z.string(),
  unit: z.string(),
  now: z.number().nullable(),
  limit: z.number().nullable(),
  left: Localised.nullable().describe('Time or share left'),
  status: Status,
  spark: z.object({ step: z.number().int(), from: IsoTime, values: z.array(z.number().nullable()) }),
});

export const Overview = z
  .object({
    at: IsoTime,
    sentence: Localised,
    subline: Localised,
    counts: z.object({
      clusters: Counts,
      services: Counts,
      tasks: z.object({ running: z.number().int(), starting: z.number().int(), stopping: z.number().int() }),
      instances: Counts,
      databases: Counts,
    }),
    servicesBelowDesired: z.number().int(),
    stopped: z.object({
      lastHour: z.number().int(),
      previousHour: z.number().int(),
      previousHourKnown: z.boolean().describe('False when Danji was not watching all of the hour before'),
      abnormalLastHour: z.number().int(),
      topReason: Localised.nullable(),
    }),
    problems: z.array(OverviewProblem),
    fleet: z.array(FleetRow),
    changes: z.array(EventItem),
    edge: z.array(EdgeRow).describe('Closest to the edge, by time or share left'),
    starts: z.object({
      step: z.number().int(),
      t: z.array(IsoTime),
      started: z.array(z.number().int().nullable()),
      stoppedAsPlanned: z.array(z.number().int().nullable()),
      stoppedAbnormally: z.array(z.number().int().nullable()),
    }),
    freshness: z.object({
      inventoryAt: IsoTime.nullable(),
      metricsAt: IsoTime.nullable(),
      stale: z.boolean(),
      backfillPercent: z.number().nullable(),
    }),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
export type FleetRow = z.infer<typeof FleetRow>;
export type FleetCell = z.infer<typeof FleetCell>;
export type EdgeRow = z.infer<typeof EdgeRow>;
export type OverviewProblem = z.infer<typeof OverviewProblem>;
