import { z } from 'zod';
import { IsoTime, listOf } from './common.js';

/** What a token may do; each scope allows its own routes and nothing else. */
export const TOKEN_SCOPES = ['events:write'] as const;
export const TokenScope = z.enum(TOKEN_SCOPES);
export type TokenScope = z.infer<typeof TokenScope>;

export const TokenId = z
  .string()
  .regex(/^tok-[a-z2-7]{16}$/, 'A token id is tok- and 16 base32 characters, as GET /tokens lists it.');
export const TokenIdParam = z.object({ id: TokenId });
export type TokenIdParam = z.infer<typeof TokenIdParam>;

/** A token without its secret, which is shown once and kept only as its SHA-256. */
export const TokenItem = z
  .object({
    id: TokenId,
    name: z.string(),
    prefix: z.string().describe('The first characters of the secret, to tell tokens apart'),
    scopes: z.array(TokenScope),
    createdAt: IsoTime,
    createdBy: z.string(),
    expiresAt: IsoTime.nullable().describe('Null: it does not expire'),
    lastUsedAt: IsoTime.nullable().describe('Null: never used'),
    revokedAt: IsoTime.nullable(),
  })
  .meta({ id: 'Token' });
export type TokenItem = z.infer<typeof TokenItem>;
export const TokenList = listOf(TokenItem, 'TokenList');

export const TokenInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Name what uses the token, such as github-checkout.')
    .max(80, 'At most 80 characters.'),
  scopes: z
    .array(TokenScope)
    .min(1, 'Name at least one scope: events:write.')
    .max(TOKEN_SCOPES.length)
    .default(['events:write']),
  expiresInDays: z
    .int('Write a whole number of days.')
    .min(1, 'At least one day.')
    .max(3650, 'At most 3650 days; null for none.')
    .nullable()
    .default(365)
    .describe('Days until it expires; null: never'),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const TokenMade = TokenItem.extend({
  secret: z.string().describe('Shown this once; it is stored nowhere'),
}).meta({ id: 'TokenMade' });
export type TokenMade = z.infer<typeof TokenMade>;
