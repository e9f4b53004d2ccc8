import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `danji_`, eight characters by which a token is found and told apart, `_`, and 32 random bytes. */
const SECRET = /^(danji_[a-z0-9]{8})_[A-Za-z0-9_-]{43}$/;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

export interface TokenSecret {
  id: string;
  prefix: string;
  secret: string;
  hash: Buffer;
}

/** A new token. Only `hash` is stored: 256 random bits need no slow hash against guessing. */
export function makeSecret(): TokenSecret {
  const prefix = `danji_${base32(8)}`;
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { id: `tok-${base32(16)}`, prefix, secret, hash: hashOf(secret) };
}

/** The part of a secret by which its row is found; null for text that is none of ours. */
export function prefixOf(secret: string): string | null {
  return SECRET.exec(secret)?.[1] ?? null;
}

/** Compares in the same time whatever differs. */
export function matches(secret: string, hash: Buffer): boolean {
  const own = hashOf(secret);
  return own.length === hash.length && timingSafeEqual(own, hash);
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

function base32(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte & 31]).join('');
}
