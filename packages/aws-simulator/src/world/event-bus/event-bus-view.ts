import type { AwsRecord } from '../aws-record.js';

/** Epoch ms. */
type Millis = number;

/** One event as a rule of EventBridge hands it on: the body of a message, and when it arrives. */
export interface BusEvent {
  at: Millis;
  /** Events arrive a moment after what they tell of, each with a delay of its own: they overtake each other. */
  arrivesAt: Millis;
  body: AwsRecord;
}

/** What a region's services put on its event bus since somebody began to listen. */
export interface EventBusView {
  /** Everything since the last time it was taken; each event once. */
  take(): BusEvent[];
}
