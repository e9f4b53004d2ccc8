import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, type Connection, type TestDatabase } from '@danji/database';
import type { ActorChange, Explained } from '../src/inventory/history/actor.js';
import { joinActors } from '../src/inventory/history/actor.repository.js';
import { writeEvents, writeUnseenEvents } from '../src/inventory/history/event.repository.js';
import type { TimelineEvent } from '../src/inventory/history/timeline-event.js';

const AT = Date.UTC(2026, 10, 23, 5, 0, 0);
let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect({ databaseUrl: database.url, applicationName: 'danji-spec' });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

let made = 0;
/** An event of a resource of its own, so many seconds after the change. */
const event = (seconds: number, over: Partial<TimelineEvent> = {}): TimelineEvent => ({
  resourceId: `res-${(made += 1)}`,
  id: `event-${made}`,
  at: AT + seconds * 1000,
  kind: 'config',
  type: 'config_changed',
  severity: 'info',
  labels: { environment: 'prod', team: null, tier: null },
  parentId: null,
  message: '',
  params: {},
  ...over,
});
const by = (resourceId: string, explains: Explained, name = 'minji'): ActorChange => ({
  at: AT,
  resourceIds: [resourceId],
  actor: { name, kind: 'person', source: null, action: 'Change' },
  explains: [explains],
});
const CONFIG: Explained = { kind: 'config', types: null, within: 900 };

/** Who signed an event after a change was joined to its resource. */
async function signed(given: TimelineEvent, explains: Explained): Promise<string | null> {
  await writeEvents(connection.pool, 'scope', [given]);
  await joinActors(connection.pool, [by(given.resourceId, explains)]);
  const { rows } = await connection.pool.query<{ name: string | null }>(
    "SELECT actor->>'name' AS name FROM event WHERE resource_id = $1",
    [given.resourceId],
  );
  return rows[0]?.name ?? null;
}

describe('the maker of a change', () => {
  it.each<[string, TimelineEvent, Explained, string | null]>([
    ['a configuration seen within a quarter of an hour', event(60), CONFIG, 'minji'],
    ['one whose clock is a little behind', event(-4), CONFIG, 'minji'],
    ['none that was seen later', event(901), CONFIG, null],
    ['none that was seen before', event(-60), CONFIG, null],
    [
      'the stop of the task that was named',
      event(40, { kind: 'task_stop', type: 'user', params: { taskId: 'a' } }),
      { kind: 'task_stop', types: null, within: 900, taskId: 'a' },
      'minji',
    ],
    [
      'no stop of another task',
      event(40, { kind: 'task_stop', type: 'oom', params: { taskId: 'b' } }),
      { kind: 'task_stop', types: null, within: 900, taskId: 'a' },
      null,
    ],
    [
      'a scaling that AWS says a person asked for',
      event(20, {
        kind: 'scaling',
        type: 'instance_launched',
        params: { cause: 'At 5:00 a user request update' },
      }),
      { kind: 'scaling', types: null, within: 300, cause: 'a user request' },
      'minji',
    ],
    [
      'no scaling of a policy',
      event(20, { kind: 'scaling', type: 'instance_launched', params: { cause: 'a monitor alarm' } }),
      { kind: 'scaling', types: null, within: 300, cause: 'a user request' },
      null,
    ],
    [
      'the restart of a database, and no backup of it',
      event(20, { kind: 'rds', type: 'backup_started' }),
      { kind: 'rds', types: ['restarted'], within: 900 },
      null,
    ],
  ])('signs %s', async (_what, given, explains, name) => {
    expect(await signed(given, explains)).toBe(name);
  });

  it('is the first that was joined, however often and whatever comes after', async () => {
    const given = event(60);
    expect(await signed(given, CONFIG)).toBe('minji');
    expect(await joinActors(connection.pool, [by(given.resourceId, CONFIG, 'junho')])).toEqual([]);
  });
});

describe('a change that CloudTrail tells of', () => {
  const told = (resourceId: string): TimelineEvent =>
    event(0, { resourceId, type: 'rules_changed', id: `trail-${resourceId}` });

  it('is told once where no sweep saw it', async () => {
    const given = told('sg-unseen');
    expect(await writeUnseenEvents(connection.pool, 'scope', [given])).toEqual([given]);
    expect(await writeUnseenEvents(connection.pool, 'scope', [given])).toEqual([]);
  });

  it('is left to the sweep that saw it', async () => {
    const seen = event(50);
    await writeEvents(connection.pool, 'scope', [seen]);
    expect(await writeUnseenEvents(connection.pool, 'scope', [told(seen.resourceId)])).toEqual([]);
  });
});
