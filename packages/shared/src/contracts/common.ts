import { z } from 'zod';
import { TIME_POINT, TIME_POINT_REMEDY } from '../time-range.js';

/** ISO 8601 in UTC, to the millisecond. */
export const IsoTime = z.iso.datetime({ offset: false }).describe('ISO 8601, UTC');
export const ResourceId = z
  .string()
  .regex(
    /^[a-z]{2,5}-[a-z2-7]{16}$/,
    'A resource id is a kind prefix, a dash and 16 base32 characters, e.g. svc-k3j5x2v7q4m2n6pa.',
  );

/** The path parameter of every route of one item. */
export const IdParam = z.object({ id: ResourceId });
export type IdParam = z.infer<typeof IdParam>;

export const Localised = z
  .object({ en: z.string(), ko: z.string() })
  .describe('The same sentence in both languages.');
export type Localised = z.infer<typeof Localised>;

export const Limit = z.coerce.number().int().min(1).max(500).default(50);
export const Cursor = z.string().max(512);

/** A page of a list that has no filters of its own. */
export const PageQuery = z.object({ cursor: Cursor.optional(), limit: Limit });
export type PageQuery = z.infer<typeof PageQuery>;

/** A list answer: `total` is exact to 10,000, beyond it is null and `atLeast` says how many there are at least. */
export function listOf<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable(),
      total: z.number().int().nullable(),
      atLeast: z.number().int().optional(),
    })
    .meta({ id });
}
export interface List<T> {
  items: T[];
  nextCursor: string | null;
  total: number | null;
  atLeast?: number;
}

/** A query parameter that may be repeated, or given once with commas. */
export const Repeated = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    (Array.isArray(value) ? value : value.split(',')).map((v) => v.trim()).filter((v) => v !== ''),
  );

/** `Repeated` of known words, which the documentation then lists. */
export function repeatedOf<const T extends Readonly<Record<string, string>>>(word: z.ZodEnum<T>) {
  const words: string[] = word.options;
  const one = `(?:${words.join('|')})`;
  return Repeated.pipe(z.array(word)).meta({
    pattern: `^${one}(?:,${one})*$`,
    items: { type: 'string', enum: words },
  });
}

/** `from` and `to` of a query: an absolute ISO instant, or relative to now in Grafana's grammar (`now-6h`, `now/d`). */
export const TimeInput = z
  .string()
  .max(64)
  .regex(TIME_POINT, TIME_POINT_REMEDY)
  .describe('ISO 8601 instant, or now, now-15m, now-6h, now-7d, now/d');

export const Environment = z.enum(['prod', 'stage', 'dev', 'other']);
export type Environment = z.infer<typeof Environment>;

/** Filters that every list, event and stream shares. */
export const LabelFilter = {
  scope: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  environment: repeatedOf(Environment).optional(),
  team: Repeated.optional(),
};

/** Who changed something, by CloudTrail. */
export const ChangeActor = z
  .object({
    name: z.string(),
    kind: z.enum(['person', 'role', 'service']).describe('role: a pipeline or program; service: AWS itself'),
    source: z.string().nullable().describe('The address that the call came from'),
    action: z.string().describe('The API call, e.g. UpdateService'),
  })
  .meta({ id: 'ChangeActor' });
export type ChangeActor = z.infer<typeof ChangeActor>;

/** One reason for a status: a stable code, the sentence, and since when it holds. */
export const Reason = z.object({
  code: z.string(),
  message: z.string(),
  text: Localised.optional(),
  since: IsoTime.nullable(),
});
export type Reason = z.infer<typeof Reason>;
