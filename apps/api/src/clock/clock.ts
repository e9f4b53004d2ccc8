/** The only source of the current time. Everything that needs it takes a Clock, so tests and demos can move it. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): number;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
