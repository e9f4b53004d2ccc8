import type { Clock } from '../clock/index.js';
import { LANES, type Lane } from './lane.js';

interface Waiter {
  cost: number;
  grant: () => void;
}

/** Waits for milliseconds; injected so that tests need no real time. */
export type Sleep = (milliseconds: number) => Promise<void>;
export const sleep: Sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface BucketOptions {
  /** Tokens per second. */
  refill: number;
  /** Tokens that may be spent at once. */
  burst: number;
}

/**
 * A token bucket with lanes: whoever waits in a more urgent lane is served first, and within a lane in order of
 * arrival. Throttling halves the refill; each success gives back a twentieth of it, up to the nominal rate.
 */
export class TokenBucket {
  private tokens: number;
  private refill: number;
  private refilledAt: number;
  private readonly waiting: Record<Lane, Waiter[]> = { interactive: [], fresh: [], backfill: [] };
  private pumping = false;

  constructor(
    private readonly options: BucketOptions,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly pause: Sleep = sleep,
  ) {
    this.tokens = options.burst;
    this.refill = options.refill;
    this.refilledAt = clock.now();
  }

  /** Resolves once `cost` tokens were taken. A cost above the burst waits for a full bucket and takes all of it. */
  take(lane: Lane, cost = 1): Promise<void> {
    return new Promise((grant) => {
      this.waiting[lane].push({ cost: Math.min(cost, this.options.burst), grant });
      void this.pump();
    });
  }

  /** Tokens per second at present. */
  get rate(): number {
    return this.refill;
  }

  throttled(): void {
    this.refill = Math.max(this.refill / 2, this.options.refill / 32);
    this.tokens = Math.min(this.tokens, 0);
  }

  succeeded(): void {
    this.refill = Math.min(this.options.refill, this.refill + this.options.refill / 20);
  }

  private next(): Waiter[] | undefined {
    const lane = LANES.find((name) => this.waiting[name].length > 0);
    return lane && this.waiting[lane];
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    for (let queue = this.next(); queue; queue = this.next()) {
      const cost = (queue[0] as Waiter).cost;
      this.refillNow();
      if (this.tokens < cost) {
        await this.pause(Math.max(1, Math.ceil(((cost - this.tokens) / this.refill) * 1000)));
        continue;
      }
      this.tokens -= cost;
      (queue.shift() as Waiter).grant();
    }
    this.pumping = false;
  }

  private refillNow(): void {
    const now = this.clock.now();
    const elapsed = Math.max(0, now - this.refilledAt) / 1000;
    this.tokens = Math.min(this.options.burst, this.tokens + elapsed * this.refill);
    this.refilledAt = now;
  }
}
