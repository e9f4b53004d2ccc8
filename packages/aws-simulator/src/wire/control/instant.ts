import { z } from 'zod';

/** Epoch milliseconds (number or digits) or ISO 8601, as epoch milliseconds. */
export const instantSchema = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{10,16}$/)
    .transform(Number),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);
