import { z } from 'zod';
import { HttpUrl } from './posted-events.js';
import { IsoTime, ResourceId } from './common.js';

/** Where the commit of a revision stands: in its image's name, or in a tag of the task definition. */
const common = {
  pattern: z
    .string()
    .min(1, 'Write a pattern with a group named commit, such as :(?<commit>[0-9a-f]{7,40})$')
    .max(300)
    .describe('A regular expression with a group named commit; no look-around, no back-references'),
  repository: z
    .string()
    .max(500)
    .nullable()
    .describe(
      'Address of a commit: {commit}, {image}, {family}, {container} and groups of the pattern stand in it',
    ),
};
export const CommitRule = z.discriminatedUnion(
  'from',
  [
    z.strictObject({ from: z.literal('image'), ...common }),
    z.strictObject({ from: z.literal('tag'), tag: z.string().min(1).max(128), ...common }),
  ],
  { error: 'Write from: image, or from: tag with the tag’s key.' },
);
export type CommitRule = z.infer<typeof CommitRule>;

export const CommitRuleInput = z.strictObject({ rules: z.array(CommitRule).max(20, 'At most 20 rules.') });
export type CommitRuleInput = z.infer<typeof CommitRuleInput>;

export const CommitRules = z
  .object({
    rules: z.array(CommitRule),
    usual: z.array(CommitRule).describe('Those that hold until somebody writes their own'),
    version: z.number().int().describe('To be sent as If-Match; 0 until something was saved'),
    updatedAt: IsoTime.nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'CommitRules' });
export type CommitRules = z.infer<typeof CommitRules>;

/** The commit that a container of a revision was built from. */
export const Commit = z
  .object({
    container: z.string(),
    commit: z.string(),
    url: HttpUrl.nullable().describe('Null where the rule names no repository'),
  })
  .meta({ id: 'Commit' });
export type Commit = z.infer<typeof Commit>;

export const CommitPreview = z
  .object({
    tried: z.number().int().describe('Containers of task definitions that the rules were tried on'),
    found: z.number().int(),
    items: z.array(
      z.object({
        resourceId: ResourceId,
        name: z.string(),
        container: z.string(),
        image: z.string(),
        rule: z.number().int().nullable().describe('Which rule found it, from 0; null: none'),
        commit: z.string().nullable(),
        url: HttpUrl.nullable(),
      }),
    ),
  })
  .meta({ id: 'CommitPreview' });
export type CommitPreview = z.infer<typeof CommitPreview>;

export const CommitQuery = z.object({ taskDefinition: ResourceId });
export type CommitQuery = z.infer<typeof CommitQuery>;
export const CommitAnswer = z.object({ items: z.array(Commit) }).meta({ id: 'Commits' });
export type CommitAnswer = z.infer<typeof CommitAnswer>;
