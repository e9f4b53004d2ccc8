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

export const TEMPLATE_CHANGES = ['new', 'vanished', 'more', 'less', 'same', 'unknown'] as const;
export const TemplateChange = z.enum(TEMPLATE_CHANGES);
export type TemplateChange = z.infer<typeof TemplateChange>;

export const TemplateQuery = z.object({
  resource: ResourceId.optional().describe('A service, database, cluster or log group'),
  level: repeatedOf(LogLevel).optional(),
  q: z.string().max(500).optional().describe('Text that the template contains, case-insensitive'),
  from: TimeInput.default('now-1h'),
  to: TimeInput.default('now'),
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('Of one service: compare it'),
  against: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('with this one; left out: with every other that wrote'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  ...LabelFilter,
});
export type TemplateQuery = z.infer<typeof TemplateQuery>;

export const TemplateItem = z
  .object({
    id: z.string(),
    groupId: z.string(),
    groupName: z.string(),
    level: LogLevel,
    text: z.string().describe('Words of the line; <*> stands for what differs'),
    count: z.number().int().describe('Lines of the range'),
    before: z.number().int().nullable().describe('The same length before; null where that was not read'),
    perBucket: z.array(z.number().int()),
    firstSeen: IsoTime,
    lastSeen: IsoTime.describe('Of the range'),
    revisions: z
      .array(z.object({ revision: z.number().int().nullable(), count: z.number().int() }))
      .describe('null: lines of no known task'),
    change: TemplateChange.nullable().describe('Only where two revisions are compared'),
    counts: z
      .object({ revision: z.number().int(), against: z.number().int() })
      .nullable()
      .describe('Lines of both revisions'),
  })
  .meta({ id: 'LogTemplate' });
export type TemplateItem = z.infer<typeof TemplateItem>;

export const TemplateAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    step: z.number().int().describe('Seconds of a bucket'),
    t: z.array(IsoTime),
    items: z.array(TemplateItem).describe('Those that changed most first, then the most frequent'),
    total: z.number().int(),
    lines: z.number().int().describe('Lines of the range that belong to a template'),
    readFrom: IsoTime.nullable().describe('Templates are counted from then on; null: never yet'),
  })
  .meta({ id: 'LogTemplates' });
export type TemplateAnswer = z.infer<typeof TemplateAnswer>;

export const OwnMask = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Write small letters, digits and _; it stands in the line as [name].'),
  pattern: z.string().min(1).max(200),
});
export type OwnMask = z.infer<typeof OwnMask>;

export const LogSettingsInput = z.object({
  off: z.array(ResourceId).max(5_000).describe('Log groups that are not read'),
  patterns: z.array(OwnMask).max(20).describe('What is hidden besides keys, cards, addresses and the like'),
});
export type LogSettingsInput = z.infer<typeof LogSettingsInput>;

export const LogSettings = LogSettingsInput.extend({
  version: z.number().int().describe('To be sent as If-Match; 0 until something was saved'),
  updatedAt: IsoTime.nullable(),
  updatedBy: z.string().nullable(),
}).meta({ id: 'LogSettings' });
export type LogSettings = z.infer<typeof LogSettings>;

const ReadLine = z.object({
  id: z.string(),
  at: IsoTime,
  level: LogLevel,
  message: z.string(),
  stream: z.string(),
});
/** How a read from AWS on request ended. */
const LiveState = z.enum(['read', 'nothing', 'off', 'denied', 'unsupported', 'failed']);

export const LogContextQuery = z.object({
  group: ResourceId.describe('The log group'),
  stream: z.string().min(1).max(512),
  at: TimeInput.describe('The moment of the line'),
  lines: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe('So many before, and so many from it on'),
});
export type LogContextQuery = z.infer<typeof LogContextQuery>;

export const LogContext = z
  .object({
    state: LiveState,
    before: z.array(ReadLine),
    after: z.array(ReadLine).describe('The line itself is the first of them'),
    message: z.string().nullable().describe("AWS's own words where it refused"),
  })
  .meta({ id: 'LogContext' });
export type LogContext = z.infer<typeof LogContext>;

export const LogTailQuery = z.object({
  group: ResourceId.describe('The log group'),
  after: z.coerce.number().int().min(0).default(0).describe('`next` of the answer before; 0 begins'),
});
export type LogTailQuery = z.infer<typeof LogTailQuery>;

export const LogTail = z
  .object({
    state: LiveState,
    lines: z.array(ReadLine).describe('New ones, oldest first'),
    next: z.number().int(),
    missed: z.boolean().describe('More came than are held: some between the answers are missing'),
    message: z.string().nullable(),
  })
  .meta({ id: 'LogTail' });
export type LogTail = z.infer<typeof LogTail>;
