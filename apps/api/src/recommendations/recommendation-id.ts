import { createHash } from 'node:crypto';
import type { RecommendationRule } from '@danji/shared';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The same rule on the same resource has the same id for ever, so a link and what people decided survive. */
export function recommendationId(rule: RecommendationRule, resourceId: string): string {
  let bits = createHash('sha256').update(`${rule}/${resourceId}`).digest().readBigUInt64BE() << 16n;
  let digits = '';
  for (let i = 0; i < 16; i += 1) {
    digits = BASE32[Number(bits & 31n)] + digits;
    bits >>= 5n;
  }
  return `rec-${digits}`;
}
