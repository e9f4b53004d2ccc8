import { describe, expect, it } from '@jest/globals';
import type { LogEvent } from '../aws/index.js';
import { readGroup } from './log-group-reader.js';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE + 30_000;

/** A group with one event each second, answered in pages of `size`. */
function groupOf(size: number) {
  const asked: { from: number; to: number }[] = [];
  const events = async (query: { from: number; to: number; token: string | undefined }) => {
    asked.push({ from: query.from, to: query.to });
    const start = query.token === undefined ? Math.ceil(query.from / 1000) * 1000 : Number(query.token);
    const found: LogEvent[] = [];
    let at = start;
    for (; at < query.to && found.length < size; at += 1000) {
      found.push({ eventId: `e${at}`, logStreamName: 's', timestamp: at, ingestionTime: null, message: 'x' });
    }
    return { events: found, next: at < query.to ? String(at) : null };
  };
  return { asked, logs: { events } };
}

describe('readGroup', () => {
  it('reads again a little before the cursor, by whole minutes, up to now', async () => {
    const { asked, logs } = groupOf(10_000);
    const read = await readGroup(logs, 'g', NOW - 30_000, NOW);
    expect(asked[0]).toEqual({ from: NOW - 30_000 - 2 * MINUTE, to: NOW });
    expect(read).toMatchObject({ from: NOW - 30_000 - 2 * MINUTE, until: NOW, sampled: false });
  });

  it('reads the last hour of a group that is new', async () => {
    const { logs } = groupOf(10_000);
    const read = await readGroup(logs, 'g', null, NOW);
    expect(read.from).toBe(Math.floor((NOW - 60 * MINUTE) / MINUTE) * MINUTE);
    expect(read.events).toHaveLength(3630);
  });

  it('stops at a loud group before the minute that it could not finish, and says that it is a sample', async () => {
    const { logs } = groupOf(50);
    const read = await readGroup(logs, 'g', NOW - 5 * MINUTE, NOW);
    expect(read.sampled).toBe(true);
    expect(read.until % MINUTE).toBe(0);
    expect(read.until).toBeLessThan(NOW);
    // 200 seconds were read: the minutes before `until` are whole.
    const kept = read.events.filter(({ timestamp }) => timestamp >= read.from && timestamp < read.until);
    expect(kept).toHaveLength((read.until - read.from) / 1000);
  });

  it('takes a group that fell behind up again at the present', async () => {
    const { asked, logs } = groupOf(10_000);
    const read = await readGroup(logs, 'g', NOW - 20 * MINUTE, NOW);
    expect(asked[0]?.from).toBe(Math.floor((NOW - MINUTE) / MINUTE) * MINUTE);
    expect(read.sampled).toBe(true);
  });
});
