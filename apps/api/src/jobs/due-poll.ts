/** A job comes so much sooner or later than its slot. */
const SLACK_SECONDS = 30;
/** AWS has most metrics each minute. */
const HOT_SECONDS = 60;

/**
 * What a poll of a place should ask for now: everything when its turn has come, what is hot in between, and nothing so
 * soon after either, since each one is paid for. Seconds; Infinity: never polled.
 */
export function duePoll({
  sinceAll,
  sinceHot,
  pollSeconds,
}: {
  sinceAll: number;
  sinceHot: number;
  pollSeconds: number;
}): 'all' | 'hot' | 'none' {
  if (sinceAll >= pollSeconds - SLACK_SECONDS) return 'all';
  return Math.min(sinceAll, sinceHot) >= HOT_SECONDS - SLACK_SECONDS ? 'hot' : 'none';
}
