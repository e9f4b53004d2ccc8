const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
const GIVES_UP_MS = 24 * 3_600_000;
/** A receiver that asks for more is asked again all the same: what is a day late helps nobody. */
const LONGEST_ASKED_MS = 3_600_000;

/** How long it waits after so many tries, before it is spread (ms). */
function waitAfter(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
}

/** For how long it was tried by then (ms); time in which it was held back, as by a snooze, does not count. */
function triedFor(attempts: number): number {
  let sum = 0;
  for (let n = 1; n < attempts; n += 1) sum += waitAfter(n);
  return sum;
}

/**
 * When a message that did not arrive is tried again (epoch ms): twice as long after each try, up to a quarter of an hour,
 * or as long as the receiver asks (at most an hour); null once it was tried for a day.
 * @param spread 0 to 1, so that many do not come back together
 */
export function nextTry(
  { attempts, now, retryAfterMs: asked }: { attempts: number; now: number; retryAfterMs: number | null },
  spread: number,
): number | null {
  if (triedFor(attempts) >= GIVES_UP_MS) return null;
  const wait = waitAfter(attempts) * (0.75 + spread / 2);
  return Math.round(now + Math.max(Math.min(LONGEST_ASKED_MS, asked ?? 0), wait));
}

/** Retry-After (RFC 9110, 10.2.3), seconds or a date, as a wait from `now` (both ms); null for none or nonsense. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}
