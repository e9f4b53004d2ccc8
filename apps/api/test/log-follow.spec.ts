import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogTail } from '@danji/shared';
import { LOCAL_CONTEXT } from '../src/http/actor.decorator.js';
import { InteractivePlaces } from '../src/interactive-aws/index.js';
import { FollowGroup } from '../src/logs/follow-group.js';
import { GroupTails } from '../src/logs/group-tails.js';
import { LogRepository } from '../src/logs/log.repository.js';
import { ReadLineContext } from '../src/logs/read-line-context.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { TEST_CONFIG } from './support/test-app.js';

let world: MetricsWorld;
let places: InteractivePlaces;
let follow: FollowGroup;
let context: ReadLineContext;
let group: string;

beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
  const { database, clock } = world.app;
  const scopes = [{ name: 'scope-main', regions: ['ap-northeast-2'], endpoint: world.simulator.url }];
  const config = { ...TEST_CONFIG, scopes };
  places = new InteractivePlaces(database, clock, config);
  const logs = new LogRepository(database);
  follow = new FollowGroup(logs, new GroupTails(places, clock), database);
  context = new ReadLineContext(logs, places, database, clock, config);
  const [row] = await world.rows<{ id: string }>(
    `SELECT g.id FROM resource g JOIN resource s ON g.attributes->'usedBy' ? s.id
      WHERE g.kind = 'log_group' AND s.name = 'checkout-api' LIMIT 1`,
  );
  group = row?.id ?? '';
}, 120_000);
afterAll(async () => {
  places.onApplicationShutdown();
  await world.close();
});
beforeEach(() => world.faults([]));

async function reads(): Promise<number> {
  const [row] = await world.rows<{ calls: number }>(
    "SELECT coalesce(sum(calls), 0)::int AS calls FROM api_usage WHERE api = 'logs:FilterLogEvents'",
  );
  return row?.calls ?? 0;
}

describe('following a group', () => {
  it('gives everybody each line once, in order, by one reading of AWS', async () => {
    const before = await reads();
    const [one, two] = (await Promise.all(
      [0, 0].map((after) => follow.run(LOCAL_CONTEXT, { group, after })),
    )) as [LogTail, LogTail];
    expect(one.state).toBe('read');
    expect(one).toEqual(two);
    expect((await reads()) - before).toBe(1);
    expect(one.lines.map(({ at }) => at)).toEqual(one.lines.map(({ at }) => at).sort());
    world.pass(15_000);
    const next = await follow.run(LOCAL_CONTEXT, { group, after: one.next });
    const ids = [...one.lines, ...next.lines].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(next).toMatchObject({ missed: false });
    expect(next.lines.length).toBeGreaterThan(0);
    // Whoever comes later sees what is held, without another reading.
    const late = await follow.run(LOCAL_CONTEXT, { group, after: 0 });
    expect(late.lines).toHaveLength(ids.length);
    expect((await reads()) - before).toBe(2);
    expect(JSON.stringify(late)).not.toMatch(/PLANTED|4111-1111|010-1234/);
  });

  it('says which permission is missing', async () => {
    world.faults([{ match: { operation: 'FilterLogEvents' }, effect: { kind: 'deny' } }]);
    world.pass(15_000);
    expect(await follow.run(LOCAL_CONTEXT, { group, after: 0 })).toMatchObject({
      state: 'denied',
      lines: [],
    });
  });

  it('reads nothing of a group that is switched off', async () => {
    await world.rows("INSERT INTO setting (key, value, updated_at) VALUES ('logs', $1, now())", [
      JSON.stringify({ off: [group], patterns: [], by: 'test' }),
    ]);
    const before = await reads();
    expect(await follow.run(LOCAL_CONTEXT, { group, after: 0 })).toMatchObject({ state: 'off', lines: [] });
    expect(await reads()).toBe(before);
    await world.rows("DELETE FROM setting WHERE key = 'logs'");
  });
});

describe('lines around another', () => {
  it('come from its own stream, before and from it on, also those that are not kept', async () => {
    world.pass(60_000);
    const { lines } = await follow.run(LOCAL_CONTEXT, { group, after: 0 });
    const { stream, at } = lines[Math.floor(lines.length / 2)] as LogTail['lines'][number];
    const around = await context.run(LOCAL_CONTEXT, { group, stream, at, lines: 5 });
    expect(around.state).toBe('read');
    expect(around.before).toHaveLength(5);
    expect(around.after[0]?.at).toBe(at);
    for (const line of around.before) expect(line.at < at).toBe(true);
    const times = [...around.before, ...around.after].map((line) => line.at);
    expect(times).toEqual([...times].sort());
  });

  it('are none where the stream is gone', async () => {
    const gone = { group, stream: 'app/app/none', at: 'now-1h', lines: 5 };
    expect(await context.run(LOCAL_CONTEXT, gone)).toMatchObject({ state: 'nothing', before: [], after: [] });
  });
});
