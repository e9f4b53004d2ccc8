import { HOUR, MINUTE } from '../calendar.js';
import type { LogEvent, Millis } from '../types.js';
import { BlockCache, type Block } from './block-cache.js';
import { Series, single } from './series.js';

/** AWS/Logs arrives with the minute after it. */
const LOGS_DELAY: [number, number] = [40, 130];
/** CloudWatch Logs counts 26 bytes with each event. */
const EVENT_OVERHEAD = 26;

/** A task that ends now may have written its last lines up to this long before. */
const LAST_WORDS = 5000;

interface CountBlock extends Block {
  events: Uint32Array;
  bytes: Uint32Array;
}

export interface LogSource {
  names(): string[];
  /** Every event of a group in an hour, in any order. */
  hour(group: string, from: Millis, to: Millis): LogEvent[];
}

/**
 * IncomingLogEvents and IncomingBytes of each group: how many lines of a minute there are. An hour of lines is drawn
 * once and counted; a minute in which nothing was written has no datapoint.
 */
export function logSeries(source: LogSource, from: Millis, simulatedUntil: () => Millis): Series[] {
  const blocks = new BlockCache<CountBlock>(16_000, () => ({
    filled: 0,
    owner: '',
    hour: -1,
    events: new Uint32Array(60),
    bytes: new Uint32Array(60),
  }));
  /** Counts up to the newest minute whose lines are all written; later ones are counted again when asked. */
  const block = (group: string, hour: number): CountBlock => {
    const found = blocks.get(group, hour);
    const settled = Math.min(60, Math.floor((simulatedUntil() - LAST_WORDS - hour * HOUR) / MINUTE));
    if (found.filled >= settled) return found;
    const first = found.filled;
    found.events.fill(0, first);
    found.bytes.fill(0, first);
    for (const { timestamp, message } of source.hour(
      group,
      hour * HOUR + first * MINUTE,
      hour * HOUR + settled * MINUTE,
    )) {
      const minute = Math.floor(timestamp / MINUTE) - hour * 60;
      found.events[minute]! += 1;
      found.bytes[minute]! += Buffer.byteLength(message) + EVENT_OVERHEAD;
    }
    found.filled = settled;
    return found;
  };
  const make = (group: string, metric: string, unit: 'None' | 'Bytes', column: 'events' | 'bytes'): Series =>
    new Series(
      'AWS/Logs',
      metric,
      [{ Name: 'LogGroupName', Value: group }],
      unit,
      60,
      LOGS_DELAY,
      from,
      () => Infinity,
      (at) => {
        if (at + MINUTE + LAST_WORDS > simulatedUntil()) return undefined;
        const hour = Math.floor(at / HOUR);
        const value = block(group, hour)[column][(at / MINUTE) % 60];
        return value ? single(value) : undefined;
      },
    );
  return source
    .names()
    .flatMap((group) => [
      make(group, 'IncomingLogEvents', 'None', 'events'),
      make(group, 'IncomingBytes', 'Bytes', 'bytes'),
    ]);
}
