import type { AwsAction } from '@danji/shared';
import { AwsCallError, classifyFailure, type FailureClass } from './errors.js';
import type { Lane } from './lane.js';
import { bucketOf, type BucketName } from './limits.js';
import type { PermissionBook } from './permission-book.js';
import { sleep, type Sleep, type TokenBucket } from './token-bucket.js';
import type { UsageMeter } from './usage-meter.js';

export interface CallOptions {
  lane: Lane;
  /** Tries in all, the first included. */
  attempts?: number;
  metricsHigh?: number;
  metricsLow?: number;
  /** A failure may be that of one of the queries asked together: it says nothing of the action itself. */
  together?: boolean;
}

export interface CallerParts {
  bucket(name: BucketName): TokenBucket;
  permissions: PermissionBook;
  meter: UsageMeter;
  pause?: Sleep;
}

const RETRIED: ReadonlySet<FailureClass> = new Set(['throttled', 'transient']);
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The one way to AWS: waits for its turn at the limit, counts, retries what is worth it (full jitter, doubling), and
 * learns permissions. The SDK's own retries are off, so nothing is counted or waited for twice.
 */
export class AwsCaller {
  constructor(private readonly parts: CallerParts) {}

  /** @throws AwsCallError */
  async call<T>(action: AwsAction, options: CallOptions, send: () => Promise<T>): Promise<T> {
    const { permissions } = this.parts;
    permissions.check(action);
    const attempts = options.attempts ?? 4;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.tryOnce(action, options, send);
      if ('answer' in outcome) return outcome.answer;
      const { error } = outcome;
      if (error.failure === 'denied' || error.failure === 'unsupported') {
        permissions.record(action, error.failure, error.message);
      }
      if (!RETRIED.has(error.failure) || attempt >= attempts) {
        if (outcome.foreign && !options.together) permissions.recordForeign(action, error.message);
        throw error;
      }
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
      await (this.parts.pause ?? sleep)(longest / 2 + (Math.random() * longest) / 2);
    }
  }

  private async tryOnce<T>(
    action: AwsAction,
    options: CallOptions,
    send: () => Promise<T>,
  ): Promise<{ answer: T } | { error: AwsCallError; foreign: boolean }> {
    const bucket = this.parts.bucket(bucketOf(action));
    await bucket.take(options.lane);
    try {
      const answer = await send();
      bucket.succeeded();
      this.parts.permissions.record(action, 'allowed', null);
      this.count(action, options, null);
      return { answer };
    } catch (cause) {
      const { failure, code, message, foreign } = classifyFailure(cause);
      if (failure === 'throttled') bucket.throttled();
      this.count(action, options, failure);
      return { error: new AwsCallError(action, failure, code, message, { cause }), foreign };
    }
  }

  /** A call that AWS refused is not billed; whether one that broke on the way is cannot be known, so it counts. */
  private count(action: AwsAction, options: CallOptions, failure: FailureClass | null): void {
    const billed = failure === null || failure === 'transient';
    this.parts.meter.record({
      action,
      failed: failure !== null,
      throttled: failure === 'throttled',
      metricsHigh: billed ? (options.metricsHigh ?? 0) : 0,
      metricsLow: failure === null ? (options.metricsLow ?? 0) : 0,
    });
  }
}
