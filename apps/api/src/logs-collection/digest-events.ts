import { logLevel, maskSensitive, readPostgresLine } from '@danji/analysis';
import type { LogLevel } from '@danji/shared';
import type { LogEvent } from '../aws/index.js';

const MINUTE_MS = 60_000;

/** Lines kept of one stream and minute: what is wrong, what databases tell, and the last ones of the rest. */
const LOUD_PER_MINUTE = 20;
const QUIET_PER_MINUTE = 2;
/** What a database says of slow statements, waits and temporary files is what its lines are read for. */
const TOLD_PER_MINUTE = 60;
const LONGEST_LINE = 8_000;

export interface Source {
  /** The service or database that wrote it; the group itself where nobody knows. */
  sourceId: string;
  /** Id of the task run, where the stream names one. */
  taskId: string | null;
}

export interface MinuteCounts {
  sourceId: string;
  /** Epoch ms. */
  minute: number;
  counts: Record<LogLevel, number>;
}

export interface KeptLine extends Source {
  eventId: string;
  at: number;
  stream: string;
  level: LogLevel;
  message: string;
}

export interface Digest {
  minutes: MinuteCounts[];
  lines: KeptLine[];
}

/** Counts events per source, minute and level, and picks the lines that are kept, masked. */
export function digestEvents(events: readonly LogEvent[], sourceOf: (stream: string) => Source): Digest {
  const minutes = new Map<string, MinuteCounts>();
  const byStreamMinute = new Map<string, { event: LogEvent; level: LogLevel }[]>();
  for (const event of [...events].sort((a, b) => a.timestamp - b.timestamp)) {
    const level = levelOf(event.message);
    const minute = Math.floor(event.timestamp / MINUTE_MS) * MINUTE_MS;
    const { sourceId } = sourceOf(event.logStreamName);
    const key = `${sourceId} ${minute}`;
    const counted = minutes.get(key) ?? { sourceId, minute, counts: noCounts() };
    counted.counts[level] += 1;
    minutes.set(key, counted);
    const streamKey = `${event.logStreamName} ${minute}`;
    const streamMinute = byStreamMinute.get(streamKey) ?? [];
    streamMinute.push({ event, level });
    byStreamMinute.set(streamKey, streamMinute);
  }
  const lines = [...byStreamMinute.values()]
    .flatMap((held) => pick(held))
    .map(({ event, level }) => ({
      ...sourceOf(event.logStreamName),
      eventId: event.eventId,
      at: event.timestamp,
      stream: event.logStreamName,
      level,
      message: maskSensitive(event.message.slice(0, LONGEST_LINE)).text,
    }));
  return { minutes: [...minutes.values()], lines };
}

/** The contract has no trace: it reads as debug. */
export function levelOf(message: string): LogLevel {
  const level = logLevel(message);
  return level === 'trace' ? 'debug' : level;
}

function pick<T extends { event: LogEvent; level: LogLevel }>(held: readonly T[]): T[] {
  const loud = held.filter(({ level }) => level === 'fatal' || level === 'error' || level === 'warn');
  const told = held.filter((line) => !loud.includes(line) && readPostgresLine(line.event.message) !== null);
  const quiet = held.filter((line) => !loud.includes(line) && !told.includes(line));
  return [
    ...loud.slice(0, LOUD_PER_MINUTE),
    ...told.slice(0, TOLD_PER_MINUTE),
    ...quiet.slice(-QUIET_PER_MINUTE),
  ];
}

export function noCounts(): Record<LogLevel, number> {
  return { fatal: 0, error: 0, warn: 0, info: 0, debug: 0, unknown: 0 };
}
