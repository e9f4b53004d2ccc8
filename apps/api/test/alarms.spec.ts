import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlarmAttributes } from '@danji/shared';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

interface AlarmRow {
  id: string;
  name: string;
  state: string;
  status: string;
  parent_id: string | null;
  attributes: AlarmAttributes;
}

let world: MetricsWorld;

beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
}, 120_000);
afterAll(() => world.close());

function alarms(): Promise<AlarmRow[]> {
  return world.rows<AlarmRow>(
    "SELECT id, name, state, status, parent_id, attributes FROM resource WHERE kind = 'alarm' AND deleted_at IS NULL ORDER BY name",
  );
}

function truth() {
  const [account = ''] = world.simulator.world.accounts();
  const region = world.simulator.world.region(account, 'ap-northeast-2');
  if (!region) throw new Error('no region');
  return region.alarms.list();
}

describe('mirrored alarms', () => {
  it('are all there, in the state that CloudWatch says', async () => {
    const rows = await alarms();
    const expected = truth().map((alarm) => [alarm.name, alarm.state()]);
    expect(rows.map(({ name, state }) => [name, state])).toEqual(
      [...expected].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
  });

  it('hang on the resource that they watch, by its dimensions', async () => {
    const rows = await alarms();
    const known = new Map(
      (await world.rows<{ id: string; name: string }>('SELECT id, name FROM resource')).map((row) => [
        row.id,
        row.name,
      ]),
    );
    const watching = rows.filter(({ parent_id }) => parent_id !== null);
    expect(watching.length).toBeGreaterThan(4);
    for (const { attributes, parent_id } of watching) {
      const { ServiceName, DBInstanceIdentifier } = attributes.dimensions;
      const named = ServiceName ?? DBInstanceIdentifier;
      if (named !== undefined) expect(known.get(parent_id ?? '')).toBe(named);
    }
    const gone = rows.find(({ name }) => name.includes('coupon-legacy'));
    expect(gone).toMatchObject({ parent_id: null, state: 'INSUFFICIENT_DATA', status: 'unknown' });
  });

  it('are no trouble where scaling lives by them', async () => {
    for (const { name, state, status, attributes } of await alarms()) {
      expect(attributes.scaling).toBe(name.startsWith('TargetTracking-') || name.endsWith('-cpu-burst'));
      if (state === 'ALARM') expect(status).toBe(attributes.scaling ? 'info' : 'critical');
    }
  });

  it('leave their changes on the timeline of what they watch', async () => {
    const events = await world.rows<{ resource_id: string; at: Date; type: string }>(
      "SELECT resource_id, at, type FROM event WHERE kind = 'alarm' ORDER BY at",
    );
    const told = truth()
      .filter(({ name }) => !name.startsWith('TargetTracking-') && !name.endsWith('-cpu-burst'))
      .flatMap((alarm) => alarm.history().filter(({ type }) => type === 'StateUpdate'));
    // Ten alarms a read: a second read is due a minute later.
    world.pass(60_000);
    await world.sweep();
    expect(events.length).toBeLessThanOrEqual(told.length);
    const state = await world.rows(
      "SELECT 1 FROM event e JOIN resource r ON r.id = e.resource_id WHERE r.kind = 'alarm' AND e.kind = 'state'",
    );
    expect(state).toEqual([]);
  });

  it('stay where their history may not be read', async () => {
    world.faults([
      { id: 'no-history', match: { operation: 'DescribeAlarmHistory' }, effect: { kind: 'deny' } },
    ]);
    world.pass(60_000);
    await world.sweep();
    expect((await alarms()).length).toBe(truth().length);
    world.faults([]);
  });
});
