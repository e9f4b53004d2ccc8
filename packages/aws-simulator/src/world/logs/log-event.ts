import { mix } from '../random.js';
import type { LogEvent, Millis } from '../types.js';

/** 56 decimal digits that sort like the timestamp, as CloudWatch's do. */
function eventId(timestamp: Millis, hash: number): string {
  let digits = `3${String(timestamp).padStart(14, '0')}`;
  for (let i = 0; digits.length < 56; i++) digits += String(mix(hash, i)).padStart(10, '0');
  return digits.slice(0, 56);
}

/** An event that reaches CloudWatch 2-10 s after it was written. `hash` must differ between events of one instant. */
export function logEvent(timestamp: Millis, message: string, logStreamName: string, hash: number): LogEvent {
  const ingestionTime = timestamp + 2000 + (mix(hash, 77) % 8000);
  return { eventId: eventId(timestamp, hash), timestamp, ingestionTime, message, logStreamName };
}

export function byTime(a: LogEvent, b: LogEvent): number {
  return a.timestamp - b.timestamp || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}
