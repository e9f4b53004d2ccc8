import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventItem, List } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

interface Made {
  resource_id: string;
  at: Date;
  actor: { name: string; kind: string; source: string | null; action: string } | null;
}

const MINUTE = 60_000;
let world: MetricsWorld;
let sweep: InventorySweep;

beforeAll(async () => {
  world = await startMetricsWorld();
  sweep = new InventorySweep({
    pool: world.app.database.pool,
    clock: world.app.clock,
    place: world.place,
    sweepSeconds: 15,
    labelRules: null,
  });
  await sweep.run();
}, 120_000);
afterAll(() => world.close());

/** Hours of a working day, looked at every half minute while something happens. */
async function live(minutes: number): Promise<void> {
  for (let i = 0; i < minutes * 2; i++) {
    world.pass(30_000);
    await sweep.run();
  }
}

describe('who changed what', () => {
  it('is joined to rollouts and revisions when CloudTrail tells of it', async () => {
    const [account = ''] = world.simulator.world.accounts();
    const region = world.simulator.world.region(account, 'ap-northeast-2');
    const known = (): number =>
      region?.trail.events(0, Infinity).filter(({ name }) => name === 'RegisterTaskDefinition').length ?? 0;
    const before = known();
    // Jump to shortly before the next rollout of a working day.
    for (let hours = 0; hours < 30 && known() === before; hours++) world.pass(60 * MINUTE);
    await sweep.run();
    await live(12);
    const started = await world.rows<Made>(
      "SELECT resource_id, at, actor FROM event WHERE type = 'deployment_started' AND actor IS NOT NULL",
    );
    expect(started.length).toBeGreaterThan(0);
    for (const { actor } of started) {
      expect(actor).toMatchObject({ kind: 'role', name: 'github-actions-deploy', action: 'UpdateService' });
    }
  }, 240_000);

  it('is known of ports that were opened before anybody watched, with the rule in words', async () => {
    const opened = await world.rows<Made & { params: { opened: unknown[] }; severity: string }>(
      "SELECT resource_id, at, actor, params, severity FROM event WHERE type = 'rules_changed' ORDER BY at",
    );
    expect(opened.length).toBeGreaterThan(0);
    for (const { actor, params, severity } of opened) {
      expect(actor).toMatchObject({ kind: 'person', action: 'AuthorizeSecurityGroupIngress' });
      expect(params.opened).toEqual([
        expect.objectContaining({ peer: '0.0.0.0/0', open: true, protocol: 'tcp' }),
      ]);
      expect(severity).toBe('warning');
    }
    const answer = await world.app.get<List<EventItem>>('/events?types=rules_changed&from=now-90d&limit=500');
    const titles = answer.body.items.map(({ title }) => title.en);
    expect(titles).toContain('bastion lets in 22/tcp from the whole internet');
  });

  it('keeps no parameter and no secret of the call', async () => {
    const kept = await world.rows<{ text: string }>(
      'SELECT actor::text AS text FROM resource_revision WHERE actor IS NOT NULL UNION ALL SELECT actor::text FROM event WHERE actor IS NOT NULL',
    );
    for (const { text } of kept) {
      expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['action', 'kind', 'name', 'source']);
    }
  });

  it('stays unknown where CloudTrail may not be read, and the sweep goes on', async () => {
    world.faults([{ id: 'no-trail', match: { service: 'cloudtrail' }, effect: { kind: 'deny' } }]);
    world.pass(2 * MINUTE);
    const run = await sweep.run();
    expect(run.items).toBeGreaterThan(0);
    expect(world.place.permissions.takeChanges()).toContainEqual(
      expect.objectContaining({ action: 'cloudtrail:LookupEvents', status: 'denied' }),
    );
    world.faults([]);
  });
});
