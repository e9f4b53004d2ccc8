import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RdsInstanceAttributes } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

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
}, 60_000);
afterAll(() => world.close(), 30_000);
beforeEach(() => world.faults([]));

async function ordersDb(): Promise<RdsInstanceAttributes> {
  const [row] = await world.rows<{ attributes: RdsInstanceAttributes }>(
    `SELECT attributes FROM resource WHERE kind = 'rds_instance' AND name = 'orders-db'`,
  );
  return (row as { attributes: RdsInstanceAttributes }).attributes;
}

describe('what is known of a database', () => {
  it('is whole after the first sweep', async () => {
    await sweep.run();
    const known = await ordersDb();
    expect(known.lifecycle).toEqual({
      standardSupportEnds: '2029-02-28T23:59:59.999Z',
      extendedSupportEnds: '2032-02-29T23:59:59.999Z',
    });
    expect(known.upgradeTargets?.filter(({ major }) => !major).map(({ version }) => version)).toContain(
      '16.14',
    );
    expect(known).toMatchObject({ maxConnections: 901, maxConnectionsFrom: 'formula', vcpus: 2 });
    expect(known.parameters).toContainEqual({
      name: 'log_min_duration_statement',
      value: '500',
      formula: null,
      source: 'user',
      pendingReboot: false,
    });
    expect(known.pendingMaintenance?.map(({ action }) => action)).toEqual(['system-update']);
    expect(Date.parse(known.certificateValidTill ?? '')).toBeGreaterThan(world.app.clock.now());
    expect(known.subnets.length).toBeGreaterThan(0);
    expect(known.securityGroups[0]?.resourceId).toMatch(/^sg-[a-z2-7]{16}$/);
  });

  it('holds what RDS told of the last two weeks, each once', async () => {
    await sweep.run();
    world.pass(2 * MINUTE);
    await sweep.run();
    const events = await world.rows<{ type: string; n: number }>(
      `SELECT type, count(*)::int AS n FROM event WHERE kind = 'rds' AND type LIKE 'backup%' GROUP BY type`,
    );
    const accountId = world.simulator.world.accounts()[0] as string;
    const region = world.simulator.world.region(accountId, 'ap-northeast-2');
    const backups = region?.databases
      .events()
      .filter(({ Message }) => Message === 'Finished DB Instance backup');
    expect(backups?.length).toBeGreaterThan(0);
    expect(events.find(({ type }) => type === 'backup_finished')?.n).toBe(backups?.length);
  });

  it('loses only what a refused read would have told', async () => {
    world.faults([
      { match: { service: 'rds', operation: 'DescribeDBParameters' }, effect: { kind: 'deny' } },
      { match: { service: 'rds', operation: 'DescribePendingMaintenanceActions' }, effect: { kind: 'deny' } },
    ]);
    const fresh = new InventorySweep({
      pool: world.app.database.pool,
      clock: world.app.clock,
      place: world.place,
      sweepSeconds: 15,
      labelRules: null,
    });
    world.pass(30_000);
    const run = await fresh.run();
    expect(run.kinds).toContain('rds_instance');
    expect(await ordersDb()).toMatchObject({
      parameters: null,
      pendingMaintenance: null,
      maxConnections: 901,
      maxConnectionsFrom: 'default',
      lifecycle: { standardSupportEnds: '2029-02-28T23:59:59.999Z' },
    });
  });
});
