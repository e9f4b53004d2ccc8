import { usageHours } from '@danji/analysis';
import type { AwsPlace, Lane } from '../aws/index.js';
import { resourceId } from '../inventory/index.js';
import { missingSpan, readHours, SETTLE_MS } from './read-minutes.js';
import { readPerformanceLog } from './read-performance-log.js';
import type { UsageRepository } from './usage.repository.js';
import { taskArn, type UsageSource } from './usage-source.js';

const MINUTE_MS = 60_000;

/**
 * Reads what a source's tasks used within a span (epoch ms) as far as it was not read before, and stores it. Minutes
 * that may still change are stored but not remembered as read. @returns events stored
 */
export async function fetchUsage(
  { place, usage, now }: { place: AwsPlace; usage: UsageRepository; now: number },
  source: UsageSource,
  span: { from: number; to: number },
  how: { lane: Lane; pages: number },
): Promise<number> {
  const from = Math.floor(span.from / MINUTE_MS) * MINUTE_MS;
  const to = Math.ceil(Math.min(span.to, now) / MINUTE_MS) * MINUTE_MS;
  if (from >= to) return 0;
  const missing = missingSpan(await usage.readHours(source.resourceId, from, to), from, to);
  if (missing === null) return 0;
  // The counter of the minute before tells what was written in the first one.
  const read = await readPerformanceLog(
    place.logs,
    source,
    { from: missing.from - MINUTE_MS, to: missing.to },
    how,
  );
  const records = read.records.map((record) => ({
    ...record,
    taskId: resourceId('ecs_task', taskArn(source, record.taskId)),
  }));
  const settled = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
  const until = Math.min(read.until, settled);
  await usage.store(source, usageHours(records), until > missing.from ? readHours(missing.from, until) : []);
  return records.length;
}
