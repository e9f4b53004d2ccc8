import type { Clock } from '../clock/index.js';
import { writeRun } from '../collection-run/index.js';
import type { Database } from '../database/index.js';
import { KEPT_DAYS } from '../retention/index.js';
import { EVERYWHERE } from './places.js';
import { keepHouse } from './housekeeping.repository.js';

const DAY_MS = 86_400_000;

/** Makes partitions ahead of time, drops those that are past keeping, and deletes what else is old. */
export async function runHousekeeping(database: Database, clock: Clock): Promise<void> {
  const startedAt = clock.now();
  const before = (days: number): Date => new Date(startedAt - days * DAY_MS);
  const items = await keepHouse(database, {
    from: new Date(startedAt - 16 * DAY_MS),
    to: new Date(startedAt + 8 * DAY_MS),
    minutesBefore: before(KEPT_DAYS.minutes),
    daysBefore: before(KEPT_DAYS.days),
    linesBefore: before(KEPT_DAYS.logLines),
    logMinutesBefore: before(KEPT_DAYS.logMinutes),
    usageBefore: before(KEPT_DAYS.usage),
    runsBefore: before(KEPT_DAYS.runs),
    historyBefore: before(KEPT_DAYS.history),
    hotBefore: new Date(startedAt),
    postedKeysBefore: before(KEPT_DAYS.postedKeys),
    queueEventsBefore: before(KEPT_DAYS.queueEvents),
  });
  await writeRun(database.pool, {
    ...EVERYWHERE,
    job: 'housekeeping',
    startedAt,
    finishedAt: clock.now(),
    status: 'ok',
    items,
    throttled: 0,
    kinds: [],
    message: null,
  });
}
