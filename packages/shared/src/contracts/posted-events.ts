import { z } from 'zod';
import { Environment, ResourceId } from './common.js';

/** What people and pipelines tell the timeline. */
export const POSTED_KINDS = ['deploy', 'flag', 'migration', 'config', 'note'] as const;
export const PostedKind = z.enum(POSTED_KINDS, {
  error: `Write one of ${POSTED_KINDS.join(', ')}.`,
});
export type PostedKind = z.infer<typeof PostedKind>;

/** C0 and C1 controls and the marks that turn the direction of text: none belongs into a line of a list. */
const UNPRINTABLE = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Write some text, or leave the field out.')
    .max(most, `At most ${most} characters.`)
    .refine((text) => !UNPRINTABLE.test(text), 'Write one line without control characters.');

const words = z
  .union([line(200), z.array(line(200)).min(1, 'Name at least one.').max(50, 'At most 50.')])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** Which resources an event is about: those that match every label given; none given: the whole fleet. */
export const EventLabels = z.strictObject({
  environment: z
    .union([Environment, z.array(Environment).min(1)], { error: 'Write prod, stage, dev or other.' })
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .optional(),
  team: words.optional(),
  tier: words.optional(),
  cluster: words.optional().describe("A cluster's name: the cluster and what is in it"),
  service: words.optional().describe("A service's name"),
  account: words.optional(),
  region: words.optional(),
});
export type EventLabels = z.infer<typeof EventLabels>;

/** `EventLabels` as answered: a list for each label that was given. */
export const LabelSelector = z.object({
  environment: z.array(z.string()).optional(),
  team: z.array(z.string()).optional(),
  tier: z.array(z.string()).optional(),
  cluster: z.array(z.string()).optional(),
  service: z.array(z.string()).optional(),
  account: z.array(z.string()).optional(),
  region: z.array(z.string()).optional(),
});

const HTTP_URL_REMEDY = 'Write an address that begins with https:// or http://, without user and password.';

/** An address that a browser may follow; javascript: and the like are none. */
function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
  try {
    const { protocol, username, password } = new URL(text);
    return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

export const HttpUrl = z.string().max(2000, 'At most 2000 characters.').refine(isHttpUrl, HTTP_URL_REMEDY);

export const PostedEvent = z
  .strictObject({
    at: z.iso
      .datetime({
        offset: true,
        error: 'Write an ISO 8601 instant with its zone, such as 2026-11-23T05:30:00Z.',
      })
      .optional()
      .describe('When it happened; now where it is left out. Not in the future, not older than what is kept'),
    kind: PostedKind,
    resource: z
      .union(
        [
          ResourceId,
          z
            .string()
            .max(2048)
            .regex(/^arn:aws[a-z-]*:[^\s]+$/),
        ],
        { error: 'Write a resource id such as svc-k3j5x2v7q4m2n6pa, or an ARN.' },
      )
      .optional()
      .describe('The one resource it is about, by id or ARN'),
    labels: EventLabels.optional(),
    title: line(200),
    url: HttpUrl.optional().describe('Where to read more: the pipeline run, the ticket'),
    actor: line(100).optional().describe('Who did it; the name of the token where it is left out'),
    revision: line(100).optional().describe('Commit, version or revision'),
  })
  .superRefine((event, context) => {
    if ((event.resource === undefined) === (event.labels === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [event.resource === undefined ? 'resource' : 'labels'],
        message: 'Say what it is about: either resource, or labels ({} for the whole fleet), not both.',
      });
    }
  });
export type PostedEvent = z.infer<typeof PostedEvent>;
