import { z } from 'zod';

const glob = z.string().min(1);
const instant = z.iso.datetime({ offset: true });

const match = z.strictObject({
  /** Endpoint prefix: ecs, ec2, rds, autoscaling, application-autoscaling, logs, monitoring, sqs, sts. `*` is a wildcard in all. */
  service: glob.optional(),
  operation: glob.optional(),
  accountId: glob.optional(),
  region: glob.optional(),
  /** Any name or ARN which the request gives; in metric effects any dimension value of a query. */
  resource: glob.optional(),
  /** Metric effects only. */
  namespace: glob.optional(),
  metric: glob.optional(),
});

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({
    kind: z.literal('error'),
    status: z.int().min(500).max(599).default(500),
    code: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('deny') }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('reset') }),
  /** `cut`: the connection ends inside the body; `clean`: a shorter body that ends properly. */
  z.strictObject({
    kind: z.literal('truncate'),
    fraction: z.number().min(0).max(1).default(0.5),
    ending: z.enum(['cut', 'clean']).default('cut'),
  }),
  z.strictObject({
    kind: z.literal('partialData'),
    status: z.enum(['PartialData', 'InternalError', 'Forbidden']).default('InternalError'),
    /** Share of the matching queries. */
    fraction: z.number().min(0).max(1).default(1),
  }),
  z.strictObject({ kind: z.literal('splitPages'), datapoints: z.int().min(1).max(100_800) }),
  z.strictObject({ kind: z.literal('latePoints'), seconds: z.number().min(0).max(86_400) }),
  /** ReceiveMessage: any message that is there, in place of the oldest. */
  z.strictObject({ kind: z.literal('shuffleMessages') }),
  /** ReceiveMessage: a copy of that share of the messages comes again. */
  z.strictObject({ kind: z.literal('duplicateMessages'), fraction: z.number().min(0).max(1).default(0.2) }),
  /** ReceiveMessage: something that is no event lies beside that share of the receives. */
  z.strictObject({ kind: z.literal('malformedMessages'), fraction: z.number().min(0).max(1).default(0.05) }),
]);

export const faultRuleSchema = z
  .strictObject({
    id: z.string().min(1).max(80).optional(),
    match: match.default({}),
    probability: z.number().min(0).max(1).optional(),
    every: z.int().min(1).optional(),
    /** The rule ends after it has acted so often. */
    times: z.int().min(1).optional(),
    /** Virtual time. */
    from: instant.optional(),
    until: instant.optional(),
    effect,
  })
  .refine((rule) => rule.probability === undefined || rule.every === undefined, {
    path: ['every'],
    error: 'Give probability or every, not both.',
  })
  .refine(
    (rule) =>
      rule.effect.kind !== 'latePoints' ||
      (rule.probability === undefined && rule.every === undefined && rule.times === undefined),
    { path: ['effect'], error: 'latePoints holds for all requests: remove probability, every and times.' },
  );

const ruleList = z.array(faultRuleSchema);
const ruleFile = z.strictObject({ faults: ruleList });

/** Rules given as one rule, a list, or `{faults: [...]}`. Throws ZodError, which names the field. */
export function parseFaultRules(input: unknown): FaultRule[] {
  if (Array.isArray(input)) return ruleList.parse(input);
  if (typeof input === 'object' && input !== null && 'faults' in input) return ruleFile.parse(input).faults;
  return [faultRuleSchema.parse(input)];
}

export type FaultRule = z.infer<typeof faultRuleSchema>;
export type FaultEffect = FaultRule['effect'];
