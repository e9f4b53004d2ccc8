const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
const GIVES_UP_MS = 24 * 3_600_000;

/**
 * When a message that did not arrive is tried again (epoch ms): twice as long after each try, up to a quarter of an hour,
 * or as long as the receiver asks; null once it is a day old.
 * @param spread 0 to 1, so that many do not come back together
 */
export function nextTry(
  {
    attempts,
    createdAt,
    now,
    retryAfterMs,
  }: { attempts: number; createdAt: number; now: number; retryAfterMs: number | null },
  spread: number,
): number | null {
  if (now - createdAt >= GIVES_UP_MS) return null;
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
  return now + Math.max(retryAfterMs ?? 0, wait * (0.75 + spread / 2));
}
