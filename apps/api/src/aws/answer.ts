import type { AwsAction } from '@danji/shared';
import { z } from 'zod';
import { AwsAnswerError } from './errors.js';

/**
 * Checks an answer of AWS: members that we do not know are dropped, a missing or mistyped one is named.
 * @throws AwsAnswerError
 */
export function checkAnswer<T extends z.ZodType>(action: AwsAction, schema: T, answer: unknown): z.output<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AwsAnswerError(action, issue?.path.join('.') || '(whole)', issue?.message ?? 'unreadable');
}

/** An optional text: AWS leaves members out, and sometimes sends an empty one. */
export const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === '' ? null : value));
export const integer = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? null);
export const amount = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
export const count = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? 0);
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
/** A moment as epoch milliseconds. */
export const moment = z
  .date()
  .nullish()
  .transform((value) => (value == null || Number.isNaN(value.getTime()) ? null : value.getTime()));
/** Digits that AWS sends as text: CPU units, MiB. */
export const digits = z
  .string()
  .nullish()
  .transform((value) => (value != null && /^\d+$/.test(value) ? Number(value) : null));
/** A list that may be left out. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items): z.output<T>[] => items ?? []);

/** Tags in either casing, as a plain object. */
export const lowerTags = list(z.object({ key: z.string(), value: text })).transform((tags) =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ''])),
);
export const upperTags = list(z.object({ Key: z.string(), Value: text })).transform((tags) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value ?? ''])),
);
