import type { AwsPlace, LogEvent } from '../aws/index.js';

const MINUTE_MS = 60_000;
/** Pages of up to 10,000 events or 1 MB that one visit takes; a group with more is sampled. */
const PAGES_PER_VISIT = 4;
/** A group that is further behind is taken up again near the present, so that its newest lines are there. */
const FALLEN_BEHIND_MS = 10 * MINUTE_MS;
/** What is read again before the cursor, for events that CloudWatch ingested late. */
const OVERLAP_MS = 2 * MINUTE_MS;
/** A group that is new to us, or was left for long, is read from here on. */
export const FIRST_READ_MS = 60 * MINUTE_MS;
/** The log of a database is small, and statements are compared with the day before. */
export const DATABASE_FIRST_READ_MS = 24 * 60 * MINUTE_MS;

export interface GroupRead {
  events: LogEvent[];
  /** Epoch ms, whole minutes: every event of [from, until) was read. */
  from: number;
  until: number;
  /** Whether some of the group was left out because there was too much of it. */
  sampled: boolean;
}

/** Reads a group from its cursor (with overlap) to `now`, or as far as one visit goes. */
export async function readGroup(
  logs: Pick<AwsPlace['logs'], 'events'>,
  group: string,
  cursor: number | null,
  now: number,
  firstReadMs = FIRST_READ_MS,
): Promise<GroupRead> {
  const behind = cursor === null ? Infinity : now - cursor;
  const left = behind > firstReadMs;
  const skipped = !left && behind > FALLEN_BEHIND_MS;
  const start = left ? now - firstReadMs : skipped ? now - MINUTE_MS : (cursor as number) - OVERLAP_MS;
  const from = Math.floor(start / MINUTE_MS) * MINUTE_MS;
  const events = new Map<string, LogEvent>();
  let token: string | undefined;
  for (let page = 0; page < PAGES_PER_VISIT; page += 1) {
    const answer = await logs.events({ group, from, to: now, token, lane: 'fresh' });
    for (const event of answer.events) events.set(event.eventId, event);
    if (answer.next === null) return { events: [...events.values()], from, until: now, sampled: skipped };
    token = answer.next;
  }
  const all = [...events.values()];
  const last = all.reduce((latest, { timestamp }) => Math.max(latest, timestamp), from);
  // The minute in which reading ended is not whole.
  return { events: all, from, until: Math.floor(last / MINUTE_MS) * MINUTE_MS, sampled: true };
}
