import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventItem, List } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const scenario = {
  name: 'by-hand',
  incidents: [
    {
      kind: 'scale',
      at: '+2m',
      on: { cluster: 'prod-kr', service: 'order-worker' },
      parameters: { desired: 7 },
    },
    {
      kind: 'traffic',
      at: '+1m',
      duration: '2h',
      on: { service: '*-api' },
      parameters: { factor: 5, ramp: 'step' },
    },
  ],
};
let world: MetricsWorld;
const newSweep = (): InventorySweep =>
  new InventorySweep({
    pool: world.app.database.pool,
    clock: world.app.clock,
    place: world.place,
    sweepSeconds: 30,
    labelRules: null,
  });

beforeAll(async () => {
  world = await startMetricsWorld({}, { scenarios: [scenario], services: 8, tasks: 30 });
}, 60_000);
afterAll(() => world.close(), 30_000);

const lines = async (): Promise<EventItem[]> =>
  (await world.app.get<List<EventItem>>('/events?types=desired_set,desired_changed&from=now-3h&limit=500'))
    .body.items;

describe('a desired count that somebody set', () => {
  it('is told once with who set it, though another worker takes over before it is told; scaling is told by its activity alone', async () => {
    let sweep = newSweep();
    for (let i = 0; i < 16; i++) {
      await sweep.run();
      // The sweep that saw the change is not the one that tells of it: nothing is remembered but what is stored.
      if (i === 4) sweep = newSweep();
      world.pass(30_000);
    }
    const found = await lines();
    const byHand = found.filter(({ type }) => type === 'desired_set');
    expect(byHand.map(({ title }) => title.en)).toEqual([
      expect.stringMatching(/^order-worker desired count \d+ → 7$/),
    ]);
    expect(byHand[0]?.actor).toMatchObject({ kind: 'person', action: 'UpdateService' });
    const scaled = found.filter(({ type, params }) => type === 'desired_changed' && params['to'] !== null);
    expect(scaled.length).toBeGreaterThan(0);
  }, 120_000);
});
