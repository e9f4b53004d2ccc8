import { describe, expect, it } from '@jest/globals';
import { servedAfter } from './served-after.js';

const S = 1000;
const change = (at: number, from: number, to: number, done = true) => ({ at: at * S, from, to, done });
const start = (created: number, started: number | null) => ({
  createdAt: created * S,
  startedAt: started === null ? null : started * S,
});

describe('how long until scaled tasks serve', () => {
  it('is the time from the change to the last of its new tasks that runs', () => {
    expect(servedAfter([change(100, 2, 4)], [start(101, 140), start(102, 155)])).toEqual([55 * S]);
  });

  it('is not known while a task is still to run, and for a change that did nothing or went inwards', () => {
    const starts = [start(101, 140), start(102, null)];
    expect(servedAfter([change(100, 2, 4)], starts)).toEqual([null]);
    expect(servedAfter([change(100, 2, 4)], starts.slice(0, 1))).toEqual([null]);
    expect(servedAfter([change(100, 4, 2), change(100, 2, 3, false)], starts)).toEqual([null, null]);
  });

  it('gives each task to the newest change before it, and none to a change long ago', () => {
    const changes = [change(100, 1, 2), change(200, 2, 3)];
    expect(servedAfter(changes, [start(101, 130), start(202, 260)])).toEqual([30 * S, 60 * S]);
    expect(servedAfter(changes.slice(0, 1), [start(900, 950)])).toEqual([null]);
  });
});
