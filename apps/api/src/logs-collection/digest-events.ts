import { logLevel, readPostgresLine } from '@danji/analysis';
import type { LogLevel } from '@danji/shared';
import type { LogEvent } from '../aws/index.js';
import type { LineMask } from '../log-settings/index.js';

const MINUTE_MS = 60_000;

/** Lines kept of one stream and minute: what is wrong, what databases tell, and the last ones of the rest. */
const LOUD_PER_MINUTE = 20;
const QUIET_PER_MINUTE = 2;
/** What a database says of slow statements, waits and temporary files is what its lines are read for. */
const TOLD_PER_MINUTE = 60;

export interface Source {
  /** The service or database that wrote it; the group itself where nobody knows. */
  sourceId: string;
  /** Id of the task run, where the stream names one. */
  taskId: string | null;
  /** Of its task definition; null where the run is not known. */
  revision: number | null;
}

/** An event with what is known of it, its text masked. */
export interface MaskedLine extends Source {
  eventId: string;
  /** Epoch ms. */
  at: number;
  stream: string;
  level: LogLevel;
  message: string;
}

export interface MinuteCounts {
  sourceId: string;
  /** Epoch ms. */
  minute: number;
  counts: Record<LogLevel, number>;
}

export type KeptLine = Omit<MaskedLine, 'revision'>;

export interface Digest {
  minutes: MinuteCounts[];
  lines: KeptLine[];
}

/** Every event by time, with level and source, and nothing in it that must not be stored. */
export function maskEvents(
  events: readonly LogEvent[],
  sourceOf: (stream: string) => Source,
  mask: LineMask,
): MaskedLine[] {
  return [...events]
    .sort((a, b) => a.timestamp - b.timestamp)
    .map(({ eventId, timestamp, logStreamName, message }) => ({
      ...sourceOf(logStreamName),
      eventId,
      at: timestamp,
      stream: logStreamName,
      level: levelOf(message),
      message: mask(message),
    }));
}

/** Counts lines (by time) per source, minute and level, and picks those that are kept. */
export function digestEvents(lines: readonly MaskedLine[]): Digest {
  const minutes = new Map<string, MinuteCounts>();
  const byStreamMinute = new Map<string, MaskedLine[]>();
  for (const line of lines) {
    const minute = Math.floor(line.at / MINUTE_MS) * MINUTE_MS;
    const { sourceId } = line;
    const key = `${sourceId} ${minute}`;
    const counted = minutes.get(key) ?? { sourceId, minute, counts: noCounts() };
    counted.counts[line.level] += 1;
    minutes.set(key, counted);
    const streamKey = `${line.stream} ${minute}`;
    const streamMinute = byStreamMinute.get(streamKey) ?? [];
    streamMinute.push(line);
    byStreamMinute.set(streamKey, streamMinute);
  }
  return { minutes: [...minutes.values()], lines: [...byStreamMinute.values()].flatMap(pick) };
}

/** The contract has no trace: it reads as debug. */
export function levelOf(message: string): LogLevel {
  const level = logLevel(message);
  return level === 'trace' ? 'debug' : level;
}

function pick(held: readonly MaskedLine[]): MaskedLine[] {
  const loud = held.filter(({ level }) => level === 'fatal' || level === 'error' || level === 'warn');
  const told = held.filter((line) => !loud.includes(line) && readPostgresLine(line.message) !== null);
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
