import { describe, expect, it } from '@jest/globals';
import { AwsCaller, type CallOptions } from './caller.js';
import { PermissionBook } from './permission-book.js';
import { TokenBucket } from './token-bucket.js';

const START = Date.UTC(2026, 10, 23, 5, 30);
const ACTION = 'rds:DescribeCertificates';
const page = (status: number): Error =>
  Object.assign(new SyntaxError(`Unexpected token '<', "<!doctype "... is not valid JSON`), {
    $response: { statusCode: status },
  });

function start() {
  const clock = { at: START, now: () => clock.at };
  const permissions = new PermissionBook(clock);
  const bucket = new TokenBucket({ refill: 1_000, burst: 1_000 }, clock);
  let sent = 0;
  const caller = new AwsCaller({
    bucket: () => bucket,
    permissions,
    meter: { record: () => undefined },
    pause: () => Promise.resolve(),
  });
  const call = (answer: () => string, options: Partial<CallOptions> = {}): Promise<string> =>
    caller.call(ACTION, { lane: 'fresh', ...options }, () => {
      sent += 1;
      try {
        return Promise.resolve(answer());
      } catch (error) {
        return Promise.reject(error as Error);
      }
    });
  const failing = (error: Error) => (): string => {
    throw error;
  };
  return { clock, call, failing, sent: () => sent, status: () => permissions.takeChanges().at(-1)?.status };
}

describe('an action that the endpoint does not have', () => {
  it('counts as unsupported after three calls that only a page of somebody else answers', async () => {
    const { call, failing, status } = start();
    for (let i = 0; i < 2; i += 1) await expect(call(failing(page(500)))).rejects.toThrow('HTTP 500');
    expect(status()).toBeUndefined();
    await expect(call(failing(page(500)))).rejects.toThrow('HTTP 500');
    expect(status()).toBe('unsupported');
  });

  it('is then left alone, and tried again later', async () => {
    const { call, clock, failing, sent } = start();
    for (let i = 0; i < 3; i += 1) await call(failing(page(500))).catch(() => undefined);
    const before = sent();
    await expect(call(() => 'answer')).rejects.toMatchObject({ failure: 'unsupported' });
    expect(sent()).toBe(before);
    clock.at += 600_001;
    await expect(call(() => 'answer')).resolves.toBe('answer');
  });

  it('is known at once where nothing is found at its address', async () => {
    const { call, failing, sent, status } = start();
    await expect(call(failing(page(404)))).rejects.toMatchObject({ failure: 'unsupported' });
    expect([sent(), status()]).toEqual([1, 'unsupported']);
  });

  it('is not concluded where the action has answered before', async () => {
    const { call, failing, status } = start();
    await call(() => 'answer');
    for (let i = 0; i < 5; i += 1) await call(failing(page(500))).catch(() => undefined);
    expect(status()).toBe('allowed');
  });

  it('is not concluded from AWS failing in its own words', async () => {
    const { call, failing, status } = start();
    const error = Object.assign(new Error('try again'), {
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    for (let i = 0; i < 5; i += 1) await call(failing(error)).catch(() => undefined);
    expect(status()).toBeUndefined();
  });

  it('is not concluded from queries that are asked together', async () => {
    const { call, failing, status } = start();
    for (let i = 0; i < 5; i += 1) await call(failing(page(500)), { together: true }).catch(() => undefined);
    expect(status()).toBeUndefined();
  });
});
