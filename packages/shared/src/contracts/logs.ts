import { z } from 'zod';
import { Cursor, IsoTime, LabelFilter, Limit, ResourceId, TimeInput, listOf, repeatedOf } from './common.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'unknown'] as const;
export const LogLevel = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof LogLevel>;

export const LogLine = z
  .object({
    id: z.string(),
    at: IsoTime,
    level: LogLevel,
    message: z.string(),
    stream: z.string(),
    groupId: z.string(),
    groupName: z.string(),
    sourceId: z.string().nullable().describe('The service or database that wrote it'),
    taskId: z.string().nullable(),
  })
  .meta({ id: 'LogLine' });
export type LogLine = z.infer<typeof LogLine>;

export const LogQuery = z.object({
  resource: ResourceId.optional().describe('A service, task, database or log group'),
  level: repeatedOf(LogLevel).optional(),
  q: z.string().max(500).optional().describe('Text that the line contains, case-insensitive'),
  from: TimeInput.default('now-1h'),
  to: TimeInput.default('now'),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type LogQuery = z.infer<typeof LogQuery>;

export const LogAnswer = listOf(LogLine, 'LogLines')
  .extend({
    counts: z.object({
      step: z.number().int(),
      t: z.array(IsoTime),
      levels: z.record(LogLevel, z.array(z.number().int().nullable())),
      coverage: z
        .array(z.number().nullable())
        .describe('Share of each bucket that was read, 0 to 1; null is not read'),
    }),
    keptFrom: IsoTime.nullable().describe('Lines older than this are not kept'),
  })
  .meta({ id: 'LogAnswer' });
export type LogAnswer = z.infer<typeof LogAnswer>;
