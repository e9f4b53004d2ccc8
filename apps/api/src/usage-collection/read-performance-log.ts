import { readPerformanceRecord, type TaskMinute } from '@danji/analysis';
import { AwsCallError, type AwsPlace, type Lane } from '../aws/index.js';
import { performanceFilter, performanceGroup, type UsageSource } from './usage-source.js';

const MINUTE_MS = 60_000;

export interface PerformanceRead {
  records: TaskMinute[];
  /** Epoch ms, whole minutes: every event of [from, until) that had arrived was read. */
  until: number;
}

/**
 * Reads the events of a source's tasks with from <= timestamp < to (epoch ms), `pages` of up to 1 MB at most. A group
 * that is not there was never written to: nothing is known of any minute of it.
 */
export async function readPerformanceLog(
  logs: Pick<AwsPlace['logs'], 'events'>,
  source: UsageSource,
  span: { from: number; to: number },
  { lane, pages }: { lane: Lane; pages: number },
): Promise<PerformanceRead> {
  const query = { group: performanceGroup(source), ...performanceFilter(source), ...span, lane };
  const records: TaskMinute[] = [];
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await eventsOf(logs, { ...query, token });
    for (const { message } of answer.events) {
      const record = readPerformanceRecord(message);
      if (record !== null) records.push(record);
    }
    if (answer.next === null) return { records, until: span.to };
    token = answer.next;
  }
  // Events come in the order of time: the minute in which reading ended is not whole.
  const last = records.reduce((latest, { minute }) => Math.max(latest, minute), span.from);
  return { records, until: Math.floor(last / MINUTE_MS) * MINUTE_MS };
}

async function eventsOf(
  logs: Pick<AwsPlace['logs'], 'events'>,
  query: Parameters<AwsPlace['logs']['events']>[0],
): ReturnType<AwsPlace['logs']['events']> {
  try {
    return await logs.events(query);
  } catch (error) {
    if (error instanceof AwsCallError && error.failure === 'missing') return { events: [], next: null };
    throw error;
  }
}
