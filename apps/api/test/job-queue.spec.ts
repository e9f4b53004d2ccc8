import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@danji/database';
import { JobQueue } from '../src/jobs/job-queue.js';

const PLACE = { scopeId: 'demo', region: 'ap-northeast-2' };
const OTHER = { scopeId: 'demo', region: 'us-east-1' };

let database: TestDatabase;
let one: JobQueue;
let two: JobQueue;
const errors: Error[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  one = await JobQueue.start(database.url, (error) => errors.push(error));
  two = await JobQueue.start(database.url, (error) => errors.push(error));
}, 60_000);
afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await database.drop();
}, 30_000);

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i += 1) await sleep(50);
}

describe('two workers on one queue', () => {
  it('share the jobs of a slot without doubling any', async () => {
    const seen: string[] = [];
    for (const worker of [one, two]) {
      await worker.work('inventory', 2, async ({ region }) => {
        seen.push(region);
      });
    }
    for (let i = 0; i < 5; i += 1) {
      for (const worker of [one, two]) {
        await worker.ask('inventory', PLACE, 3600);
        await worker.ask('inventory', OTHER, 3600);
      }
      await sleep(100);
    }
    await until(() => seen.length >= 2);
    await sleep(1000);
    expect(seen.sort()).toEqual(['ap-northeast-2', 'us-east-1']);
    expect(errors).toEqual([]);
  }, 30_000);

  it('never work on one place at the same time, even when asked again', async () => {
    let active = 0;
    let most = 0;
    let done = 0;
    for (const worker of [one, two]) {
      await worker.work('backfill', 2, async () => {
        active += 1;
        most = Math.max(most, active);
        await sleep(300);
        active -= 1;
        done += 1;
      });
    }
    for (let i = 0; i < 10; i += 1) {
      await Promise.all([one.ask('backfill', PLACE), two.ask('backfill', PLACE)]);
      await sleep(100);
    }
    await until(() => active === 0);
    expect(done).toBeGreaterThan(0);
    expect(most).toBe(1);
  }, 30_000);

  it('go on after a job that failed', async () => {
    let tries = 0;
    await one.work('settle', 1, async () => {
      tries += 1;
      if (tries === 1) throw new Error('once');
    });
    await one.ask('settle', PLACE);
    await until(() => tries === 1);
    for (let i = 0; i < 40 && tries < 2; i += 1) {
      await one.ask('settle', PLACE);
      await sleep(100);
    }
    expect(tries).toBe(2);
  }, 30_000);
});
