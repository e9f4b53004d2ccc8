import { z } from 'zod';
import { KINDS, type KindName } from './kinds/index.js';
import { DURATION_HELP, isTime, isTimezone, parseDuration, TIME_HELP } from './time.js';

const time = z.string().refine(isTime, { error: (issue) => `"${issue.input}" is no time; ${TIME_HELP}` });
const duration = z
  .string()
  .refine((value) => parseDuration(value) !== undefined, {
    error: (issue) => `"${issue.input}" is no duration; ${DURATION_HELP}`,
  })
  .transform((value) => parseDuration(value) ?? 0);
const glob = z.string().min(1).max(255);

/** Which resources an incident meets; names are globs (`*`, `?`) compared without regard to case. */
const selectorSchema = z.strictObject({
  account: glob.optional(),
  region: glob.optional(),
  environment: glob.optional(),
  cluster: glob.optional(),
  service: glob.optional(),
  job: glob.optional(),
  instance: glob.optional(),
  group: glob.optional(),
  spot: z.boolean().optional(),
  az: glob.optional(),
  database: glob.optional(),
  namespace: glob.optional(),
  metric: glob.optional(),
  dimensions: z.record(z.string(), glob).optional(),
  pick: z.int().min(1).max(10_000).optional(),
});
export type Selector = z.infer<typeof selectorSchema>;

const incidentSchema = z
  .strictObject({
    kind: z.string(),
    at: time,
    duration: duration.optional(),
    every: duration.optional(),
    on: selectorSchema,
    parameters: z.record(z.string(), z.unknown()).default({}),
    optional: z.boolean().default(false),
    note: z.string().max(500).optional(),
  })
  .transform((incident, context) => {
    if (!Object.hasOwn(KINDS, incident.kind)) {
      const known = Object.keys(KINDS).join(', ');
      context.addIssue({
        code: 'custom',
        path: ['kind'],
        message: `"${incident.kind}" is no kind of incident; use one of ${known}`,
      });
      return z.NEVER;
    }
    const kind = incident.kind as KindName;
    const parameters = KINDS[kind].parameters.safeParse(incident.parameters);
    if (!parameters.success) {
      for (const issue of parameters.error.issues) {
        context.addIssue({
          code: 'custom',
          path: ['parameters', ...issue.path],
          message: parameterMessage(kind, issue),
        });
      }
      return z.NEVER;
    }
    if (incident.every !== undefined && incident.every < 60_000) {
      context.addIssue({
        code: 'custom',
        path: ['every'],
        message: 'is shorter than a minute; repeat at most once a minute',
      });
      return z.NEVER;
    }
    const fallback = KINDS[kind].duration;
    return {
      ...incident,
      kind,
      parameters: parameters.data as Record<string, unknown>,
      duration: incident.duration ?? (fallback === undefined ? undefined : parseDuration(fallback)),
    };
  });
export type Incident = z.infer<typeof incidentSchema>;

function parameterMessage(kind: KindName, issue: z.core.$ZodIssue): string {
  const known = Object.keys(KINDS[kind].parameters.shape);
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.join(', ')} is not a parameter of ${kind}; it has ${known.length > 0 ? known.join(', ') : 'none'}`;
  }
  return `${issue.message} (see "${kind}" in docs/simulator.md)`;
}

/** A whole scenario file. */
const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes'),
  description: z.string().max(2000).default(''),
  timezone: z
    .string()
    .refine(isTimezone, {
      error: (issue) => `"${issue.input}" is no time zone; use an IANA name such as Asia/Seoul`,
    })
    .default('Asia/Seoul'),
  incidents: z.array(incidentSchema).max(5000).default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario that cannot be used, with every fault of the document named by its path. */
export class ScenarioError extends Error {
  constructor(
    readonly source: string,
    readonly faults: string[],
  ) {
    super(`${source}: ${faults.join('; ')}`);
    this.name = 'ScenarioError';
  }
}

/**
 * Checks a parsed scenario document. `source` is its file, for the message.
 * Throws ScenarioError naming source, path, value and remedy of every fault.
 */
export function parseScenario(document: unknown, source: string): Scenario {
  const parsed = scenarioSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new ScenarioError(
    source,
    parsed.error.issues.map((issue) => describeIssue(issue, document)),
  );
}

function describeIssue(issue: z.core.$ZodIssue, document: unknown): string {
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  const value = valueAt(document, issue.path);
  const shown = value === undefined ? 'missing' : JSON.stringify(value)?.slice(0, 120);
  const where = path.replace(/^\./, '') || 'the document';
  if (issue.code === 'unrecognized_keys') {
    return `${where}: ${issue.keys.join(', ')} is not known here; see docs/simulator.md for the fields`;
  }
  return `${where} (${shown}): ${issue.message}`;
}

function valueAt(document: unknown, path: PropertyKey[]): unknown {
  let value: unknown = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
