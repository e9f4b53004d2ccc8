import { z } from 'zod';
import { Environment, IsoTime, ResourceId } from './common.js';
import { ResourceKind } from './resources.js';

export const LABELS = ['environment', 'team', 'tier'] as const;
export const Label = z.enum(LABELS);
export type Label = z.infer<typeof Label>;

const tagKey = z.string().min(1).max(128).describe("A tag's key, in its exact letters");
const value = z.string().trim().min(1).max(100);
const glob = z
  .string()
  .min(1)
  .max(200)
  .describe('The whole text in any letter case; * stands for any characters');
const part = z.enum(['name', 'cluster', 'account']).describe('What is compared');

/** The tag's own value is the label; for environments prd, Production and the like count as prod. */
const TagRule = z.strictObject({ label: Label, tag: tagKey });
const TagValueRule = z.strictObject({ label: Label, tag: tagKey, is: glob, value });
const GlobRule = z.strictObject({ label: Label, of: part, is: glob, value });
const WordRule = z.strictObject({
  label: Label,
  of: part,
  has: z
    .array(z.string().regex(/^[a-z0-9]+$/i, 'Write letters and digits only.'))
    .min(1)
    .max(20),
  value,
});

/** One rule: where it holds it gives the label, and later rules of that label are not asked. */
export const LabelRule = z
  .union([TagRule, TagValueRule, GlobRule, WordRule], {
    error:
      'Write label (environment, team or tier) with tag; or tag, is and value; or of (name, cluster or account), is and value; or of, has and value.',
  })
  .superRefine((rule, context) => {
    if (rule.label !== 'environment' || !('value' in rule)) return;
    if (Environment.safeParse(rule.value).success) return;
    context.addIssue({ code: 'custom', path: ['value'], message: 'Write prod, stage, dev or other.' });
  })
  .describe('The first rule of a label that holds gives it; what none gives comes from the parent');
export type LabelRule = z.infer<typeof LabelRule>;

export const LabelRuleInput = z.object({ rules: z.array(LabelRule).max(200) });
export type LabelRuleInput = z.infer<typeof LabelRuleInput>;

export const LabelRules = z
  .object({
    rules: z.array(LabelRule),
    usual: z.array(LabelRule).describe('Those that hold until somebody writes their own'),
    source: z
      .enum(['default', 'saved', 'file'])
      .describe('file: labels.yaml in the data directory; the browser may not change those'),
    version: z.number().int().describe('To be sent as If-Match; 0 until something was saved'),
    updatedAt: IsoTime.nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'LabelRules' });
export type LabelRules = z.infer<typeof LabelRules>;

const LabelValues = z.object({
  environment: z.string(),
  team: z.string().nullable(),
  tier: z.string().nullable(),
});
const LabelledResource = z.object({ id: ResourceId, kind: ResourceKind, name: z.string() });

export const LabelPreview = z
  .object({
    resources: z.number().int().describe('How many the rules were tried on'),
    perRule: z.array(z.number().int()).describe('How many resources each rule gives its label'),
    counts: z.array(
      z.object({
        label: Label,
        value: z.string().nullable(),
        before: z.number().int(),
        after: z.number().int(),
      }),
    ),
    changes: z.object({
      total: z.number().int(),
      items: z
        .array(LabelledResource.extend({ before: LabelValues, after: LabelValues }))
        .describe('The first hundred'),
    }),
    unmatched: z.array(
      z.object({
        label: Label,
        total: z.number().int(),
        items: z.array(LabelledResource).describe('The first hundred'),
      }),
    ),
  })
  .meta({ id: 'LabelPreview' });
export type LabelPreview = z.infer<typeof LabelPreview>;
