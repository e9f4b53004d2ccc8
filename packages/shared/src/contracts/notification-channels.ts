import { z } from 'zod';
import { AlertSeverity } from '../alert-rules/index.js';
import { Cursor, Environment, IsoTime, Limit, listOf } from './common.js';

export const ChannelId = z
  .string()
  .regex(
    /^chn-[a-z2-7]{16}$/,
    'A channel id is chn- and 16 base32 characters, as GET /notification-channels lists it.',
  );
export const ChannelIdParam = z.object({ id: ChannelId });
export type ChannelIdParam = z.infer<typeof ChannelIdParam>;

const HttpAddress = z.url({ protocol: /^https?$/, error: 'Write an http or https address.' }).max(2000);
const Mail = z.email('Write an e-mail address.').max(320);

/** Where a channel sends. The secret parts (`url` of Slack, `secret`, `password`) are taken and never answered. */
export const ChannelTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('slack'),
    url: HttpAddress.optional().describe('Kept as it is when left out'),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: HttpAddress,
    secret: z
      .string()
      .min(16, 'At least 16 characters.')
      .max(200)
      .nullish()
      .describe('Signs each message (HMAC SHA-256); kept as it is when left out, null: sign no more'),
  }),
  z.strictObject({
    kind: z.literal('email'),
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535),
    tls: z.boolean().describe('TLS from the first byte; otherwise STARTTLS where the server offers it'),
    user: z.string().max(320).nullable().default(null),
    password: z.string().max(500).optional(),
    from: Mail,
    to: z.array(Mail).min(1).max(20),
  }),
]);
export type ChannelTarget = z.infer<typeof ChannelTarget>;

const routes = {
  environments: z.array(Environment).default(['prod']).describe('None: every environment'),
  teams: z.array(z.string().min(1).max(200)).max(50).default([]).describe('None: every team'),
  severities: z.array(AlertSeverity).default(['warning', 'critical']).describe('None: every severity'),
};

export const ChannelInput = z.strictObject({
  name: z.string().trim().min(1, 'Name the channel.').max(80, 'At most 80 characters.'),
  enabled: z.boolean().default(true),
  language: z.enum(['en', 'ko']).default('en'),
  target: ChannelTarget,
  ...routes,
});
export type ChannelInput = z.infer<typeof ChannelInput>;

export const NotificationChannel = z
  .object({
    id: ChannelId,
    name: z.string(),
    enabled: z.boolean(),
    language: z.enum(['en', 'ko']),
    kind: z.enum(['slack', 'webhook', 'email']),
    address: z.string().describe('Where it sends, without what is secret'),
    settings: z.record(z.string(), z.unknown()).describe('The target without its secret parts'),
    hasSecret: z.boolean(),
    environments: z.array(Environment),
    teams: z.array(z.string()),
    severities: z.array(AlertSeverity),
    waiting: z.int().describe('Messages that are not sent yet'),
    lastSentAt: IsoTime.nullable(),
    lastError: z.string().nullable().describe('Of the newest message; null where it arrived'),
    version: z.int(),
    updatedAt: IsoTime,
    updatedBy: z.string(),
  })
  .meta({ id: 'NotificationChannel' });
export type NotificationChannel = z.infer<typeof NotificationChannel>;
export const NotificationChannelList = listOf(NotificationChannel, 'NotificationChannelList');
export type NotificationChannelList = z.infer<typeof NotificationChannelList>;

export const ChannelTestAnswer = z
  .object({
    delivered: z.boolean(),
    status: z.int().nullable(),
    message: z.string().describe("The receiver's answer or the error, with what to do"),
    milliseconds: z.int(),
  })
  .meta({ id: 'ChannelTest' });
export type ChannelTestAnswer = z.infer<typeof ChannelTestAnswer>;

export const DeliveryItem = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    channelId: z.string(),
    channelName: z.string(),
    change: z.string(),
    state: z.enum(['waiting', 'sent', 'failed', 'dropped']).describe('dropped: needless before it was sent'),
    attempts: z.int(),
    createdAt: IsoTime,
    nextAt: IsoTime.nullable(),
    sentAt: IsoTime.nullable(),
    status: z.int().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryItem = z.infer<typeof DeliveryItem>;
export const DeliveryList = listOf(DeliveryItem, 'DeliveryList');
export type DeliveryList = z.infer<typeof DeliveryList>;
export const DeliveryQuery = z.object({
  channel: ChannelId.optional(),
  incident: z.string().optional(),
  state: z.enum(['waiting', 'sent', 'failed', 'dropped']).optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** The address that is called after each whole cycle, so that something outside notices when Danji falls silent. */
export const Heartbeat = z
  .object({
    url: HttpAddress.nullable(),
    version: z.int(),
    lastCalledAt: IsoTime.nullable(),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    heldBackBy: z
      .array(z.object({ scope: z.string(), region: z.string(), job: z.enum(['inventory', 'metrics']) }))
      .describe('What was not read in time: while there is one, the address is not called'),
  })
  .meta({ id: 'Heartbeat' });
export type Heartbeat = z.infer<typeof Heartbeat>;
export const HeartbeatInput = z.strictObject({ url: HttpAddress.nullable() });
export type HeartbeatInput = z.infer<typeof HeartbeatInput>;
