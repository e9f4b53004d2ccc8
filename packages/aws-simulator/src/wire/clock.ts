import type { Millis, VirtualClock } from '../world/types.js';

/** Real time for what must not follow the virtual clock: rate limits and delays. Milliseconds, monotonic. */
export interface WallClock {
  monotonic(): number;
}

export const wallClock: WallClock = { monotonic: () => performance.now() };

/** The one place that reads the real date. */
export function realNow(): Millis {
  return Date.now();
}

export interface ClockOptions {
  /** Virtual start; the real date when absent. */
  startAt?: Millis;
  /** Virtual milliseconds per real millisecond; 0 stands still until advanced. */
  speed?: number;
}

/** The simulator's time. It only moves forward. */
export class SimulatedClock implements VirtualClock {
  readonly speed: number;
  /** True when the clock differs from real time, so that moving it by hand is allowed. */
  readonly virtual: boolean;
  private readonly base: Millis;
  private readonly origin: number;
  private advanced = 0;

  constructor(
    options: ClockOptions = {},
    private readonly wall: WallClock = wallClock,
  ) {
    this.speed = options.speed ?? 1;
    this.virtual = options.startAt !== undefined || this.speed !== 1;
    this.base = options.startAt ?? realNow();
    this.origin = wall.monotonic();
  }

  now(): Millis {
    const elapsed = (this.wall.monotonic() - this.origin) * this.speed;
    return Math.floor(this.base + elapsed + this.advanced);
  }

  /** Moves forward by `ms` (negative is refused with a RangeError). */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`The clock only moves forward; ${ms} ms were asked.`);
    this.advanced += ms;
  }
}
