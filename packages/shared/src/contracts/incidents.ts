import { z } from 'zod';
import { AlertSeverity } from '../alert-rules/index.js';
import { AlertItem, AlertResource, SilenceMatcher } from './alerts.js';
import {
  ChangeActor,
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

export const IncidentId = z
  .string()
  .regex(
    /^inc-[a-z2-7]{16}$/,
    'An incident id is inc- and 16 base32 characters, as GET /incidents lists it.',
  );
export const IncidentIdParam = z.object({ id: IncidentId });
export type IncidentIdParam = z.infer<typeof IncidentIdParam>;

export const IncidentItem = z
  .object({
    id: IncidentId,
    state: z.enum(['open', 'resolved', 'merged']),
    severity: AlertSeverity,
    subject: AlertResource,
    storm: AlertResource.nullable().describe('The area of many subjects that failed at once'),
    title: Localised.describe('What is wrong, as one line'),
    symptom: Localised.describe('The number and since when, as one line'),
    environment: Environment,
    team: z.string().nullable(),
    rules: z.array(z.string()),
    alerts: z.int().describe('How many alerts it holds'),
    firing: z.int(),
    unknown: z.int().describe('How many of them Danji cannot see now'),
    subjects: z.int(),
    beganAt: IsoTime,
    firedAt: IsoTime,
    resolvedAt: IsoTime.nullable(),
    resolvedBy: z.string().nullable().describe('Null: by itself'),
    mergedInto: z.string().nullable(),
    acknowledgedAt: IsoTime.nullable(),
    acknowledgedBy: z.string().nullable(),
    owner: z.string().nullable(),
    snoozedUntil: IsoTime.nullable(),
    silencedBy: z.string().nullable().describe('The silence that hides it now'),
    notes: z.int(),
    notifies: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Incident' });
export type IncidentItem = z.infer<typeof IncidentItem>;
export const IncidentList = listOf(IncidentItem, 'IncidentList')
  .extend({
    counts: z
      .object({ open: z.int(), silenced: z.int(), history: z.int() })
      .describe('How many each tab has under the same filter; history: of the last 14 days'),
  })
  .meta({ id: 'IncidentListWithCounts' });
export type IncidentList = z.infer<typeof IncidentList>;

export const INCIDENT_TABS = ['open', 'silenced', 'history'] as const;
export const IncidentQuery = z.object({
  tab: z.enum(INCIDENT_TABS).default('open'),
  severity: repeatedOf(AlertSeverity).optional(),
  resource: ResourceId.optional(),
  tz: z
    .string()
    .max(64)
    .optional()
    .describe('IANA zone of the times in texts; the configured one when absent'),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type IncidentQuery = z.infer<typeof IncidentQuery>;

export const OneIncidentQuery = IncidentQuery.pick({ tz: true });
export type OneIncidentQuery = z.infer<typeof OneIncidentQuery>;

export const INCIDENT_ENTRY_KINDS = [
  'fired',
  'alert_joined',
  'alert_resolved',
  'merged',
  'reopened',
  'resolved',
  'acknowledged',
  'unacknowledged',
  'assigned',
  'noted',
  'snoozed',
  'unsnoozed',
  'notified',
] as const;
export const IncidentEntry = z
  .object({
    id: z.string(),
    at: IsoTime,
    kind: z.enum(INCIDENT_ENTRY_KINDS),
    actor: z.string().nullable().describe('Null: Danji'),
    text: Localised,
  })
  .meta({ id: 'IncidentEntry' });
export type IncidentEntry = z.infer<typeof IncidentEntry>;

export const ProbableChange = z
  .object({
    id: z.string(),
    kind: z.enum(['deployment', 'configuration', 'scaling', 'task_stops', 'log_lines']),
    at: IsoTime,
    title: Localised,
    relation: z.enum(['same', 'related', 'host', 'cluster', 'account']),
    resource: AlertResource.nullable(),
    actor: ChangeActor.nullable(),
    score: z.number().describe('0 to 1; the list is in its order'),
    minutesBefore: z.number().describe('Before the symptom began; below 0: after'),
    link: z.object({ kind: z.enum(['deployment', 'task', 'resource', 'logs']), id: z.string() }).nullable(),
  })
  .meta({ id: 'ProbableChange' });
export type ProbableChange = z.infer<typeof ProbableChange>;

export const IncidentChart = z.object({
  resource: AlertResource,
  title: Localised,
  rule: z.string(),
  metric: z.string().nullable().describe('What to ask /metrics/query for; null: `values` are given'),
  stat: z.string().nullable(),
  unit: z.string(),
  threshold: z.number().nullable().describe("In the chart's unit; null where the rule judges something else"),
  t: z.array(IsoTime),
  values: z.array(z.number().nullable()).describe('What the rule observed, minute by minute'),
});
export type IncidentChart = z.infer<typeof IncidentChart>;

export const IncidentDetail = IncidentItem.extend({
  alertItems: z.array(AlertItem).describe('At most 100, firing ones first'),
  changes: z.array(ProbableChange).describe('What changed in the half hour before, most probable first'),
  entries: z.array(IncidentEntry).describe('Newest first, at most 200'),
  charts: z.array(IncidentChart).describe('At most 4: the checks of its alerts'),
  lines: z
    .array(z.object({ at: IsoTime, level: z.string(), message: z.string(), group: z.string() }))
    .describe('Error lines of its subject about when it began, at most 30'),
  documentation: Localised,
}).meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof IncidentDetail>;

const Person = z.string().trim().min(1, 'Write a name.').max(80, 'At most 80 characters.');
export const AckInput = z.strictObject({
  acknowledged: z.boolean().default(true).describe('False takes it back'),
});
export type AckInput = z.infer<typeof AckInput>;
export const AssignInput = z.strictObject({ owner: Person.nullable().describe('Null: nobody') });
export type AssignInput = z.infer<typeof AssignInput>;
export const SnoozeInput = z.strictObject({
  until: IsoTime.nullable().describe('At most 7 days ahead; null ends it'),
});
export type SnoozeInput = z.infer<typeof SnoozeInput>;
export const NoteInput = z.strictObject({
  text: z.string().trim().min(1, 'Write the note.').max(4000, 'At most 4000 characters.'),
});
export type NoteInput = z.infer<typeof NoteInput>;
export const ResolveInput = z.strictObject({
  resolved: z.boolean().default(true).describe('False opens it again'),
});
export type ResolveInput = z.infer<typeof ResolveInput>;

/** One act upon several incidents: all of them, or (where one was changed meanwhile) none. */
export const BulkInput = z.strictObject({
  items: z
    .array(z.object({ id: IncidentId, version: z.int().min(0) }))
    .min(1)
    .max(200),
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ack'), ...AckInput.shape }),
    z.strictObject({ kind: z.literal('assign'), ...AssignInput.shape }),
    z.strictObject({ kind: z.literal('snooze'), ...SnoozeInput.shape }),
    z.strictObject({ kind: z.literal('resolve'), ...ResolveInput.shape }),
  ]),
});
export type BulkInput = z.infer<typeof BulkInput>;
export const BulkAnswer = z.object({ items: z.array(IncidentItem) }).meta({ id: 'IncidentBulkAnswer' });
export type BulkAnswer = z.infer<typeof BulkAnswer>;

/** What a silence would hide, before it is made. */
export const SilencePreviewInput = z.strictObject({ matcher: SilenceMatcher });
export type SilencePreviewInput = z.infer<typeof SilencePreviewInput>;
export const SilencePreview = z
  .object({
    incidents: z.array(IncidentItem).describe('Open ones with an alert that it fits, at most 100'),
    fired14d: z.int().describe('Incidents of 14 days with such an alert'),
  })
  .meta({ id: 'SilencePreview' });
export type SilencePreview = z.infer<typeof SilencePreview>;
