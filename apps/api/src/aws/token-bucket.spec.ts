import { describe, expect, it } from '@jest/globals';
import type { Lane } from './lane.js';
import { TokenBucket } from './token-bucket.js';

/** Time that passes only while somebody waits for it. */
function fakeTime() {
  const time = {
    at: 0,
    now: () => time.at,
    sleep: async (ms: number) => {
      time.at += ms;
    },
  };
  return time;
}

function bucketOf(options: { refill: number; burst: number }) {
  const time = fakeTime();
  return { time, bucket: new TokenBucket(options, time, time.sleep) };
}

describe('TokenBucket', () => {
  it('lets a burst through at once and then keeps the rate', async () => {
    const { time, bucket } = bucketOf({ refill: 5, burst: 10 });
    for (let i = 0; i < 10; i += 1) await bucket.take('fresh');
    expect(time.at).toBe(0);
    for (let i = 0; i < 10; i += 1) await bucket.take('fresh');
    expect(time.at).toBeGreaterThanOrEqual(2000);
    expect(time.at).toBeLessThan(2100);
  });

  it('never grants more than burst + refill x time, whatever the costs', async () => {
    const { time, bucket } = bucketOf({ refill: 100, burst: 200 });
    let taken = 0;
    for (const cost of [150, 40, 120, 7, 200, 90, 33]) {
      await bucket.take('backfill', cost);
      taken += cost;
      expect(taken).toBeLessThanOrEqual(200 + (100 * time.at) / 1000 + 1);
    }
  });

  it('serves the more urgent lane first, and a lane in order of arrival', async () => {
    const { bucket } = bucketOf({ refill: 1, burst: 1 });
    await bucket.take('backfill');
    const served: string[] = [];
    const wait = (lane: Lane, name: string) => bucket.take(lane).then(() => served.push(name));
    await Promise.all([
      wait('backfill', 'history 1'),
      wait('backfill', 'history 2'),
      wait('fresh', 'poll 1'),
      wait('interactive', 'person'),
      wait('fresh', 'poll 2'),
    ]);
    expect(served).toEqual(['person', 'poll 1', 'poll 2', 'history 1', 'history 2']);
  });

  it('takes a cost above the burst as a full bucket instead of waiting for ever', async () => {
    const { time, bucket } = bucketOf({ refill: 10, burst: 20 });
    await bucket.take('fresh', 1000);
    await bucket.take('fresh', 20);
    expect(time.at).toBeGreaterThanOrEqual(2000);
  });

  it('halves its rate when throttled and climbs back to the nominal rate, not beyond', () => {
    const { bucket } = bucketOf({ refill: 20, burst: 5 });
    bucket.throttled();
    bucket.throttled();
    expect(bucket.rate).toBe(5);
    for (let i = 0; i < 15; i += 1) bucket.succeeded();
    expect(bucket.rate).toBe(20);
    bucket.succeeded();
    expect(bucket.rate).toBe(20);
  });
});
