import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IncidentList } from '@danji/shared';
import { EvaluateAlerts } from '../src/alerts/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { SendNotifications } from '../src/notifications/index.js';
import { Receiver } from './support/receivers.js';
import { idOf, insertKilledTasks, insertResource, insertRuns, insertScope } from './support/rows.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = Math.floor(NOW / MINUTE) * MINUTE;

let app: TestApp;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod-kr' });
  await insertRuns(pool, {
    from: START - 90 * MINUTE,
    to: START + 40 * MINUTE,
    seconds: 15,
    jobs: ['inventory'],
  });
  for (let n = 1; n <= 8; n += 1) {
    const attributes = { desired: 3, running: 3, clusterName: 'prod-kr' };
    await insertResource(pool, 'ecs_service', n, {
      name: `service-${n}`,
      parent_id: idOf('ecs_cluster', 1),
      attributes,
    });
  }
  await app.post('/notification-channels', {
    name: 'ops',
    target: { kind: 'webhook', url: `${receiver.address}/ops` },
  });
});
afterAll(async () => {
  await app.close();
  receiver.close();
});

let killed = 1;
/** Three tasks of a service are killed for their memory. */
async function fail(service: number, at: number): Promise<void> {
  await insertKilledTasks(app.database.pool, {
    first: killed,
    count: 3,
    serviceId: idOf('ecs_service', service),
    at,
  });
  killed += 3;
}

/** Evaluates and sends at each fifth second, as the worker does. */
async function live(from: number, to: number): Promise<void> {
  for (app.clock.at = from; app.clock.at <= to; app.clock.at += 5 * SECOND) {
    await app.nest.get(EvaluateAlerts, { strict: false }).run(LOCAL_CONTEXT);
    await app.nest.get(SendNotifications, { strict: false }).run(new AbortController().signal);
  }
}

const told = () => receiver.bodies<{ event: string; title: string; incident: { id: string } }>();

describe('a storm that breaks slowly', () => {
  it('is told by the first message alone, once somebody has been told', async () => {
    const [first, ...others] = [1, 2, 3, 4, 5, 6, 7, 8] as const;
    await fail(first, START);
    await live(START + 5 * SECOND, START + 30 * SECOND);
    expect(told()).toMatchObject([{ event: 'fired', title: `service-${first}: Tasks stop abnormally` }]);
    // Known later and dated earlier: only that somebody was told of the first keeps it.
    for (const n of others.slice(0, 2)) await fail(n, START - 40 * SECOND);
    await live(START + 35 * SECOND, START + 45 * SECOND);
    expect(IncidentList.parse((await app.get('/incidents')).body).counts.open).toBe(3);
    for (const n of others.slice(2)) await fail(n, START - 40 * SECOND);
    await live(START + 50 * SECOND, START + 3 * MINUTE);
    const { items } = IncidentList.parse((await app.get('/incidents')).body);
    expect(items.map(({ id, alerts }) => [id, alerts])).toEqual([[told()[0]?.incident.id, 8]]);
    expect(told()).toHaveLength(1);
  });

  it('is over with one more message', async () => {
    await live(START + 30 * MINUTE, START + 35 * MINUTE);
    expect(told().map(({ event }) => event)).toEqual(['fired', 'resolved']);
  });
});
