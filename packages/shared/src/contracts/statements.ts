import { z } from 'zod';
import { IsoTime, Localised, TimeInput } from './common.js';

export const StatementsQuery = z.object({
  from: TimeInput.default('now-6h'),
  to: TimeInput.default('now'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  load: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true')
    .describe('Also ask Performance Insights, which is one call of AWS at most each minute'),
});
export type StatementsQuery = z.infer<typeof StatementsQuery>;

const StatementFigures = z.object({
  count: z.number().int(),
  total: z.number().describe('Milliseconds'),
  mean: z.number().describe('Milliseconds'),
  p95: z.number().describe('Milliseconds'),
  maximum: z.number().describe('Milliseconds'),
});

export const StatementItem = StatementFigures.extend({
  template: z.string().describe('The statement without its values; text that somebody else wrote'),
  firstSeen: IsoTime,
  lastSeen: IsoTime,
  before: StatementFigures.nullable().describe('The same length before; null where that was not read'),
  onset: z
    .object({
      at: IsoTime,
      before: z.number().describe('Milliseconds a minute'),
      after: z.number().describe('Milliseconds a minute'),
    })
    .nullable()
    .describe('When its time per minute rose'),
});
export type StatementItem = z.infer<typeof StatementItem>;

export const DATABASE_LOAD_STATES = ['asked', 'not_asked', 'off', 'denied', 'unsupported', 'failed'] as const;
export const DatabaseLoadAnswer = z.object({
  state: z.enum(DATABASE_LOAD_STATES),
  message: z.string().nullable().describe("AWS's own words where it refused"),
  average: z.number().nullable().describe('Average active sessions'),
  statements: z.array(z.object({ text: z.string(), load: z.number() })),
  waits: z.array(z.object({ name: z.string(), type: z.string().nullable(), load: z.number() })),
});
export type DatabaseLoadAnswer = z.infer<typeof DatabaseLoadAnswer>;

export const StatementsAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    readFrom: IsoTime.nullable().describe('Lines are kept from then on; null: none was ever read'),
    coverage: z.number().nullable().describe('Share of the time whose log was read, 0 to 1'),
    lines: z.number().int().describe('Lines looked at'),
    items: z.array(StatementItem).describe('Those that took most time first'),
    total: z.number().int(),
    totalMilliseconds: z.number(),
    deadlocks: z.object({ count: z.number().int(), last: IsoTime.nullable() }),
    temporaryFiles: z.object({ count: z.number().int(), bytes: z.number(), last: IsoTime.nullable() }),
    lockWaits: z.object({
      count: z.number().int(),
      longest: z.number().nullable().describe('Milliseconds'),
      last: IsoTime.nullable(),
    }),
    autovacuum: z
      .object({
        count: z.number().int(),
        seconds: z.number(),
        longest: z.object({ table: z.string(), seconds: z.number() }).nullable(),
        last: IsoTime.nullable(),
      })
      .describe('Vacuum and analyze that took long enough to be logged'),
    checkpoints: z.object({
      count: z.number().int(),
      byWal: z.number().int().describe('Begun because much was written, not by time'),
      longest: z.number().nullable().describe('Seconds'),
      last: IsoTime.nullable(),
    }),
    connectionErrors: z.object({
      count: z.number().int(),
      byReason: z.partialRecord(z.enum(['slots', 'authentication', 'database', 'other']), z.number().int()),
      last: IsoTime.nullable(),
    }),
    load: DatabaseLoadAnswer,
    notes: z.array(Localised),
  })
  .meta({ id: 'Statements' });
export type StatementsAnswer = z.infer<typeof StatementsAnswer>;
