import { z } from 'zod';
import { AlertRule, AlertSeverity } from '../alert-rules/index.js';
import {
  Cursor,
  Environment,
  IsoTime,
  LabelFilter,
  Limit,
  Localised,
  Repeated,
  ResourceId,
  listOf,
  repeatedOf,
} from './common.js';

export const AlertId = z
  .string()
  .regex(/^alt-[a-z2-7]{16}$/, 'An alert id is alt- and 16 base32 characters, as GET /alerts lists it.');
export const AlertIdParam = z.object({ id: AlertId });
export type AlertIdParam = z.infer<typeof AlertIdParam>;

/**
 * Where an alert stands. `unknown`: Danji cannot look there now; `no_data`: it looked, and AWS had nothing. An alert that
 * was firing before either stays open.
 */
export const ALERT_STATES = ['pending', 'firing', 'recovering', 'no_data', 'unknown', 'resolved'] as const;
export const AlertState = z.enum(ALERT_STATES);
export type AlertState = z.infer<typeof AlertState>;

/** What an alert or an incident is about. */
export const AlertResource = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  parentName: z.string().nullable(),
});
export type AlertResource = z.infer<typeof AlertResource>;

export const AlertItem = z
  .object({
    id: AlertId,
    rule: z.string(),
    title: Localised,
    condition: Localised.describe('In words, with the number in force'),
    severity: AlertSeverity,
    unit: z.string(),
    resource: AlertResource,
    subject: AlertResource.describe('The service, host or database that it is grouped under'),
    environment: Environment,
    team: z.string().nullable(),
    state: AlertState,
    stateSince: IsoTime,
    beganAt: IsoTime.describe('Since when it was bad'),
    firedAt: IsoTime.nullable().describe('Null while it is pending'),
    resolvedAt: IsoTime.nullable(),
    withdrawn: z.boolean().describe('Later values left nothing of it'),
    value: z.number().nullable().describe('The newest value, in `unit`'),
    peak: z.number().nullable().describe('The worst value'),
    threshold: z.number(),
    flapped: z.boolean(),
    notifies: z.boolean(),
    incidentId: z.string().nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertItem = z.infer<typeof AlertItem>;
export const AlertList = listOf(AlertItem, 'AlertList');
export type AlertList = z.infer<typeof AlertList>;

export const AlertQuery = z.object({
  state: repeatedOf(AlertState).optional(),
  rule: Repeated.optional(),
  resource: ResourceId.optional(),
  severity: repeatedOf(AlertSeverity).optional(),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type AlertQuery = z.infer<typeof AlertQuery>;

export const OverrideId = z
  .string()
  .regex(
    /^ovr-[a-z2-7]{16}$/,
    'An override id is ovr- and 16 base32 characters, as GET /alert-rules lists it.',
  );
export const OverrideIdParam = z.object({ id: OverrideId });
export type OverrideIdParam = z.infer<typeof OverrideIdParam>;

export const OverrideLabels = z
  .strictObject({ environment: Environment.optional(), team: z.string().min(1).max(200).optional() })
  .refine((labels) => labels.environment !== undefined || labels.team !== undefined, {
    message: 'Name an environment, a team, or both; leave labels out for every resource.',
  });

/** What somebody changed of a rule; of several that fit, that of the resource wins over labels, and labels over all. */
const overrideNumbers = {
  enabled: z.boolean().default(true),
  notifies: z.boolean().nullable().default(null).describe('Null: as the rule and its environment say'),
  threshold: z.number().nullable().default(null).describe("In the rule's unit; null: as the rule has it"),
  clear: z
    .number()
    .nullable()
    .default(null)
    .describe('Where it is good again; null: as far as the rule has it'),
  forSeconds: z.int().min(0).max(86_400).nullable().default(null),
};
const overrideTarget = {
  resource: ResourceId.nullable().default(null),
  labels: OverrideLabels.nullable().default(null),
};

export const AlertOverrideInput = z
  .strictObject({
    rule: z.string().max(64),
    ...overrideTarget,
    ...overrideNumbers,
    reason: z.string().trim().min(3, 'Say why, so that the next person knows.').max(500),
  })
  .refine(({ resource, labels }) => resource === null || labels === null, {
    path: ['labels'],
    message: 'Name a resource or labels, not both.',
  });
export type AlertOverrideInput = z.infer<typeof AlertOverrideInput>;

export const AlertOverride = z
  .object({
    id: OverrideId,
    rule: z.string(),
    resource: AlertResource.nullable(),
    labels: z.object({ environment: Environment.optional(), team: z.string().optional() }).nullable(),
    enabled: z.boolean(),
    notifies: z.boolean().nullable(),
    threshold: z.number().nullable(),
    clear: z.number().nullable(),
    forSeconds: z.number().nullable(),
    reason: z.string(),
    version: z.int(),
    updatedAt: IsoTime,
    updatedBy: z.string(),
  })
  .meta({ id: 'AlertOverride' });
export type AlertOverride = z.infer<typeof AlertOverride>;

export const AlertRuleItem = AlertRule.extend({
  overrides: z.array(AlertOverride),
  open: z.int().describe('Alerts of it that are open now'),
  fired14d: z.int().describe('How often it fired within 14 days'),
  evaluatedAt: IsoTime.nullable().describe('Null: not evaluated yet'),
}).meta({ id: 'AlertRuleItem' });
export type AlertRuleItem = z.infer<typeof AlertRuleItem>;
export const AlertRuleList = z.object({ items: z.array(AlertRuleItem) }).meta({ id: 'AlertRuleList' });
export type AlertRuleList = z.infer<typeof AlertRuleList>;

/** The numbers to try on what is stored, before they are saved. */
export const AlertPreviewInput = z
  .strictObject({
    rule: z.string().max(64),
    ...overrideTarget,
    ...overrideNumbers,
    days: z.int().min(1).max(30).default(14),
  })
  .refine(({ resource, labels }) => resource === null || labels === null, {
    path: ['labels'],
    message: 'Name a resource or labels, not both.',
  });
export type AlertPreviewInput = z.infer<typeof AlertPreviewInput>;

export const AlertPreview = z
  .object({
    from: IsoTime,
    to: IsoTime,
    resources: z.int().describe('How many resources the rule was tried on'),
    fired: z.int(),
    firedNow: z.int().describe('The same with the numbers in force'),
    fires: z
      .array(
        z.object({
          resource: AlertResource,
          beganAt: IsoTime,
          firedAt: IsoTime,
          resolvedAt: IsoTime.nullable(),
          peak: z.number(),
        }),
      )
      .describe('The newest 200'),
    chart: z
      .object({
        resource: AlertResource,
        step: z.int().describe('Seconds; each value is the worst within it'),
        t: z.array(IsoTime),
        values: z.array(z.number().nullable()),
        threshold: z.number(),
      })
      .nullable()
      .describe('The resource that it would have fired at most, or the one that was asked for'),
    unknownMinutes: z.int().describe('Minutes, over all resources, at which Danji could not look'),
  })
  .meta({ id: 'AlertPreview' });
export type AlertPreview = z.infer<typeof AlertPreview>;

export const SilenceId = z
  .string()
  .regex(/^sil-[a-z2-7]{16}$/, 'A silence id is sil- and 16 base32 characters, as GET /silences lists it.');
export const SilenceIdParam = z.object({ id: SilenceId });
export type SilenceIdParam = z.infer<typeof SilenceIdParam>;

/** What a silence hides: alerts that match everything given. */
export const SilenceMatcher = z
  .strictObject({
    rule: z.string().max(64).optional(),
    resource: ResourceId.optional().describe('The resource, or what it is grouped under'),
    environment: Environment.optional(),
    team: z.string().max(200).optional(),
  })
  .refine((matcher) => Object.values(matcher).some((value) => value !== undefined), {
    message: 'Name at least one of rule, resource, environment, team: a silence never hides everything.',
  });
export type SilenceMatcher = z.infer<typeof SilenceMatcher>;

export const SilenceInput = z.strictObject({
  matcher: SilenceMatcher,
  reason: z.string().trim().min(3, 'Say why, so that the next person knows.').max(500),
  endsAt: IsoTime.describe('At most 30 days ahead'),
});
export type SilenceInput = z.infer<typeof SilenceInput>;

export const Silence = z
  .object({
    id: SilenceId,
    matcher: z.object({
      rule: z.string().optional(),
      resource: z.string().optional(),
      environment: Environment.optional(),
      team: z.string().optional(),
    }),
    resource: AlertResource.nullable(),
    reason: z.string(),
    startsAt: IsoTime,
    endsAt: IsoTime,
    createdBy: z.string(),
    endedBy: z.string().nullable(),
    active: z.boolean(),
    hides: z.int().describe('Open incidents that it hides now'),
    version: z.int(),
  })
  .meta({ id: 'Silence' });
export type Silence = z.infer<typeof Silence>;
export const SilenceList = listOf(Silence, 'SilenceList');
export type SilenceList = z.infer<typeof SilenceList>;
