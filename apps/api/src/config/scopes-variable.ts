import { z } from 'zod';

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** `https://HOST/ACCOUNT/NAME`, as SQS names its queues. */
const QUEUE = /^https?:\/\/[^/\s]+\/\d{12}\/[A-Za-z0-9_-]{1,80}$/;

/** Addresses of queues with commas between them. */
export const QueueUrls = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .pipe(z.array(z.string().regex(QUEUE, 'a queue looks like https://HOST/111122223333/NAME')));

/** One entry of DANJI_SCOPES: an account as seen through one role, and the regions to watch in it. */
const ScopeDefinition = z.strictObject({
  name: z.string().min(1).max(64),
  accountId: z
    .string()
    .regex(/^\d{12}$/, 'an account id has 12 digits')
    .optional(),
  regions: z.array(z.string().regex(REGION, 'a region looks like ap-northeast-2')).min(1),
  roleArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
      'a role ARN looks like arn:aws:iam::111122223333:role/danji',
    )
    .optional(),
  externalId: z.string().min(2).max(1224).optional(),
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  eventsQueueUrl: QueueUrls.optional(),
});
export type ScopeDefinition = z.infer<typeof ScopeDefinition>;

/** DANJI_SCOPES: a JSON list; names are unique, for they make the scope's id. */
export const ScopesVariable = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      // The parser's own words repeat a part of the text, which may hold an external id.
      const where = / at position \d+/.exec(String(error))?.[0] ?? '';
      context.addIssue({ code: 'custom', message: `it is no JSON${where}` });
      return z.NEVER;
    }
  })
  .pipe(z.array(ScopeDefinition).min(1))
  .refine(
    (scopes) => new Set(scopes.map((scope) => scope.name)).size === scopes.length,
    'two scopes share a name',
  );
