import { z } from 'zod';

export const ERROR_CODES = [
  'VALIDATION',
  'NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'CONFLICT',
  'PRECONDITION_REQUIRED',
  'TOO_MANY_SERIES',
  'RATE_LIMITED',
  'UPSTREAM_DENIED',
  'UPSTREAM_UNAVAILABLE',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** RFC 9457 problem details with the two members every answer of ours carries: `code` and `requestId`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: ErrorCode,
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(z.object({ field: z.string(), value: z.string().nullable(), message: z.string() }))
      .optional()
      .describe('One entry per bad field: its name, the value that was sent, and the remedy.'),
    current: z.unknown().optional().describe('On CONFLICT: the item as it is now.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
