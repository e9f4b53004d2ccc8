import { mix } from '../random.js';
import type { LogEvent, Millis } from '../types.js';

/** 56 decimal digits that sort like the timestamp, as CloudWatch's do. */
function eventId(timestamp: Millis, hash: number): string {
  let digits = `3${String(timestamp).padStart(14, '0')}`;
  for (let i = 0; digits.length < 56; i++) digits += String(mix(hash, i)).padStart(10, '0');
  return digits.slice(0, 56);
}

/** What lies between writing and arrival, in ms. */
const USUAL_DELAY = [2000, 10_000] as const;

/**
 * An event that reaches CloudWatch 2-10 s after it was written, unless its writer waits. `hash` must differ between events of one instant. Id
 * and arrival are worked out when asked: who only counts lines pays for neither.
 */
class WrittenLine implements LogEvent {
  constructor(
    readonly timestamp: Millis,
    readonly message: string,
    readonly logStreamName: string,
    private readonly hash: number,
    private readonly delay: readonly [lowest: number, highest: number],
  ) {}

  get eventId(): string {
    return eventId(this.timestamp, this.hash);
  }

  get ingestionTime(): Millis {
    const [lowest, highest] = this.delay;
    return this.timestamp + lowest + (mix(this.hash, 77) % (highest - lowest));
  }
}

export function logEvent(
  timestamp: Millis,
  message: string,
  logStreamName: string,
  hash: number,
  delay: readonly [lowest: number, highest: number] = USUAL_DELAY,
): LogEvent {
  return new WrittenLine(timestamp, message, logStreamName, hash, delay);
}

/** The event as members of its own, for an answer. */
export function plainEvent({
  eventId: id,
  timestamp,
  ingestionTime,
  message,
  logStreamName,
}: LogEvent): LogEvent {
  return { eventId: id, timestamp, ingestionTime, message, logStreamName };
}

export function byTime(a: LogEvent, b: LogEvent): number {
  return a.timestamp - b.timestamp || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}
