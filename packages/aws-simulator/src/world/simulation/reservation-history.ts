import { MINUTE } from '../calendar.js';
import type { Millis } from '../types.js';

/** `CapacityProviderReservation` per minute, in percent: instances needed over instances running. */
export class ReservationHistory {
  private readonly values: number[] = [];

  constructor(private readonly beginsAt: Millis) {}

  /** Once a minute, in order. */
  note(at: Millis, percent: number): void {
    this.values[this.index(at)] = percent;
  }

  at(minute: Millis): number | undefined {
    return this.values[this.index(minute)];
  }

  private index(at: Millis): number {
    return Math.round((at - this.beginsAt) / MINUTE);
  }
}
