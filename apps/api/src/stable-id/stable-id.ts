import { createHash } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A prefix and 16 base32 characters of SHA-256: the same for the same parts, so that writing twice is writing once. */
export function stableId(prefix: string, ...parts: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(parts.join('/')).digest();
  let id = '';
  for (let i = 0; i < 16; i += 1) id += BASE32[(digest[i] as number) & 31];
  return `${prefix}-${id}`;
}
