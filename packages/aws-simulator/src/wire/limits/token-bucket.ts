import type { WallClock } from '../clock.js';

interface Level {
  tokens: number;
  at: number;
}

/** Buckets by key, each holding at most `burst` tokens and refilled with `perSecond`, in real time. */
export class TokenBuckets {
  private readonly levels = new Map<string, Level>();

  constructor(private readonly wall: WallClock) {}

  /**
   * Takes `cost` tokens, or none and false. A cost above the burst is let in by a full bucket and leaves a debt, so
   * that one large request is slow for what follows and not impossible.
   */
  take(key: string, burst: number, perSecond: number, cost: number): boolean {
    const now = this.wall.monotonic();
    const level = this.levels.get(key) ?? { tokens: burst, at: now };
    level.tokens = Math.min(burst, level.tokens + ((now - level.at) / 1000) * perSecond);
    level.at = now;
    this.levels.set(key, level);
    if (level.tokens < Math.min(cost, burst)) return false;
    level.tokens -= cost;
    return true;
  }
}
