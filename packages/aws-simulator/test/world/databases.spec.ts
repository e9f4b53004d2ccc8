import { describe, expect, it } from '@jest/globals';
import {
  average,
  databaseSeries,
  date,
  DAY,
  fleet,
  HOUR,
  MINUTE,
  number,
  STARTED_AT,
  text,
} from './fleet.js';

const GIB = 1024 ** 3;
const night = fleet([
  { kind: 'failover', at: '-5h', on: { database: 'users-db' } },
  {
    kind: 'storage-fill',
    at: '-20h',
    duration: '4h',
    on: { database: 'users-db' },
    parameters: { gib: 110 },
  },
  {
    kind: 'storage-fill',
    at: '-15h',
    duration: '30m',
    on: { database: 'users-db' },
    parameters: { gib: 100 },
  },
  {
    kind: 'storage-fill',
    at: '-6h',
    duration: '3h',
    on: { database: 'catalog-db' },
    parameters: { toFreePercent: 0 },
  },
  {
    kind: 'replica-lag',
    at: '-4h',
    duration: '1h',
    on: { database: 'orders-db-replica' },
    parameters: { seconds: 500 },
  },
  {
    kind: 'replication-slot',
    at: '-8h',
    duration: '6h',
    on: { database: 'orders-db' },
    parameters: { gib: 60 },
  },
  { kind: 'restart', at: '-30s', on: { database: 'backoffice-mysql' }, parameters: { seconds: 300 } },
]);
const db = (id: string) => {
  const found = night.region.dbInstances().find((one) => one.DBInstanceIdentifier === id);
  if (!found) throw new Error(`no database ${id}`);
  return found;
};
const value = (id: string, metric: string, at: number) =>
  average(night.region, databaseSeries(night.region, id, metric), at);

describe('databases live as RDS does', () => {
  it('moves the latest restorable time in steps of about five minutes, never far behind', () => {
    const watched = fleet([], { historyDays: 0 });
    const seen = new Set<number>();
    for (let minute = 0; minute < 60; minute++) {
      watched.forward(MINUTE);
      const at = date(watched.region.dbInstances()[0]?.LatestRestorableTime);
      expect(watched.clock.now() - at).toBeLessThan(6 * MINUTE);
      seen.add(at);
    }
    const steps = [...seen].sort((a, b) => a - b);
    expect(steps.length).toBeGreaterThanOrEqual(12);
    for (let i = 1; i < steps.length; i++) expect((steps[i] ?? 0) - (steps[i - 1] ?? 0)).toBe(5 * MINUTE);
    expect(db('stage-shared-db').LatestRestorableTime).toBeUndefined();
  });

  it('writes more while it backs up in its window (UTC)', () => {
    const plan = text(db('orders-db').PreferredBackupWindow);
    expect(plan).toMatch(/^(1[3-9]|20):\d\d-(1[3-9]|20|21):\d\d$/);
    const [hours = 0, minutes = 0] = plan.slice(0, 5).split(':').map(Number);
    const begin = Math.floor(STARTED_AT / DAY) * DAY - DAY + (hours * 60 + minutes) * MINUTE;
    const during = number(value('orders-db', 'WriteIOPS', begin + 5 * MINUTE));
    const before = number(value('orders-db', 'WriteIOPS', begin - 5 * MINUTE));
    expect(during - before).toBeGreaterThan(200);
  });

  it('fails over: no connections, zones swapped, and then reads from disk until the cache is warm', () => {
    const at = STARTED_AT - 5 * HOUR;
    expect(value('users-db', 'DatabaseConnections', at)).toBe(0);
    expect(value('users-db', 'DatabaseConnections', at + 3 * MINUTE)).toBeGreaterThan(5);
    const cold = number(value('users-db', 'ReadIOPS', at + 3 * MINUTE));
    const warm = number(value('users-db', 'ReadIOPS', at + 20 * MINUTE));
    expect(cold).toBeGreaterThan(warm + 500);
    const before = fleet([], { historyDays: 1 })
      .region.dbInstances()
      .find((one) => one.DBInstanceIdentifier === 'users-db');
    expect(db('users-db').AvailabilityZone).toBe(before?.SecondaryAvailabilityZone);
  });

  it('grows storage by the greatest of 10 GiB, 10 percent and 7 hours, not again for 6 hours', () => {
    const free = databaseSeries(night.region, 'users-db', 'FreeStorageSpace');
    const jumps: { at: number; gib: number }[] = [];
    for (let at = STARTED_AT - 20 * HOUR; at < STARTED_AT - 2 * MINUTE; at += MINUTE) {
      const change =
        number(average(night.region, free, at + MINUTE)) - number(average(night.region, free, at));
      if (change > 5 * GIB) jumps.push({ at, gib: change / GIB });
    }
    expect(jumps.length).toBe(2);
    const allocated = number(db('users-db').AllocatedStorage);
    expect(allocated).toBeLessThanOrEqual(number(db('users-db').MaxAllocatedStorage));
    for (const { gib } of jumps) expect(gib).toBeGreaterThan(19);
    for (let i = 1; i < jumps.length; i++)
      expect((jumps[i]?.at ?? 0) - (jumps[i - 1]?.at ?? 0)).toBeGreaterThan(6 * HOUR - 4 * MINUTE);
  });

  it('is storage-full when nothing is left and may not grow', () => {
    expect(db('catalog-db').MaxAllocatedStorage).toBeUndefined();
    expect(db('catalog-db').DBInstanceStatus).toBe('storage-full');
    expect(value('catalog-db', 'FreeStorageSpace', STARTED_AT - HOUR)).toBe(0);
  });

  it('shows lag on the replica only, and slot lag with the storage that it eats', () => {
    expect(number(value('orders-db-replica', 'ReplicaLag', STARTED_AT - 210 * MINUTE))).toBeGreaterThan(400);
    expect(number(value('orders-db-replica', 'ReplicaLag', STARTED_AT - HOUR))).toBeLessThan(3);
    expect(
      night.region.findSeries('AWS/RDS', 'ReplicaLag', [
        { Name: 'DBInstanceIdentifier', Value: 'orders-db' },
      ]),
    ).toBeUndefined();
    const end = STARTED_AT - 121 * MINUTE;
    expect(number(value('orders-db', 'OldestReplicationSlotLag', end)) / GIB).toBeGreaterThan(59);
    const lost =
      number(value('orders-db', 'FreeStorageSpace', STARTED_AT - 9 * HOUR)) -
      number(value('orders-db', 'FreeStorageSpace', end));
    expect(lost / GIB).toBeGreaterThan(55);
  });

  it('says rebooting while it restarts', () => {
    expect(db('backoffice-mysql').DBInstanceStatus).toBe('rebooting');
    night.forward(6 * MINUTE);
    expect(db('backoffice-mysql').DBInstanceStatus).toBe('available');
  });
});
