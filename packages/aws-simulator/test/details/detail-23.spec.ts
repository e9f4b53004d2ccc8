import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { average, databaseSeries, date, DAY, fleet, HOUR, MINUTE, text } from '../world/fleet.js';

const week = fleet([{ kind: 'failover', at: '-5h', on: { database: 'users-db' } }], { historyDays: 10 });
const { region } = week;

const instance = (id: string): AwsRecord =>
  region.dbInstances().find((one) => one.DBInstanceIdentifier === id) ?? {};
const events = (id: string) =>
  region.databases
    .events()
    .filter((event) => event.SourceIdentifier === id)
    .map((event) => ({ at: date(event.Date), message: text(event.Message) }));
const value = (id: string, metric: string, at: number) =>
  average(region, databaseSeries(region, id, metric), Math.floor(at / MINUTE) * MINUTE);
const minutesOfDay = (at: number) => (at % DAY) / MINUTE;

describe('detail 23: the rhythm of RDS', () => {
  it('backs up once a day in a UTC window within the block of Seoul, and says so', () => {
    const window = text(instance('orders-db').PreferredBackupWindow);
    const [begin = 0, end = 0] = window.split('-').map((one) => {
      const [hours = 0, minutes = 0] = one.split(':').map(Number);
      return hours * 60 + minutes;
    });
    expect(begin).toBeGreaterThanOrEqual(13 * 60);
    expect(end).toBeLessThanOrEqual(21 * 60);
    const started = events('orders-db').filter(({ message }) => message === 'Backing up DB instance');
    const finished = events('orders-db').filter(({ message }) => message === 'Finished DB Instance backup');
    expect(started.length).toBeGreaterThanOrEqual(9);
    expect(finished.length).toBe(started.length);
    for (const { at } of started) {
      expect(minutesOfDay(at)).toBeGreaterThanOrEqual(begin);
      expect(minutesOfDay(at)).toBeLessThan(end);
    }
    expect(events('stage-shared-db').some(({ message }) => message.includes('ackup'))).toBe(false);
  });

  it('writes more while it backs up', () => {
    const { at } = events('orders-db').findLast(({ message }) => message === 'Backing up DB instance') ?? {
      at: 0,
    };
    const during = value('orders-db', 'WriteIOPS', at + 4 * MINUTE) ?? 0;
    expect(during).toBeGreaterThan((value('orders-db', 'WriteIOPS', at + 15 * MINUTE) ?? 0) + 200);
  });

  it('moves the latest restorable time in steps of five minutes', () => {
    const watched = fleet([], { historyDays: 0 });
    const steps = new Set<number>();
    for (let minute = 0; minute < 30; minute++) {
      watched.forward(MINUTE);
      const at = date(watched.region.dbInstances()[0]?.LatestRestorableTime);
      expect(watched.clock.now() - at).toBeLessThan(6 * MINUTE);
      steps.add(at);
    }
    const sorted = [...steps].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBe(5 * MINUTE);
  });

  it('fails over in the order and with the gaps of a real one', () => {
    const told = events('users-db').filter(({ message }) => /failover|restarted/.test(message));
    expect(told.map(({ message }) => message)).toEqual([
      'Multi-AZ instance failover started.',
      'DB instance restarted',
      'Multi-AZ instance failover completed',
      'The user requested a failover of the DB instance.',
    ]);
    const [started = 0, restarted = 0, completed = 0] = told.map(({ at }) => at);
    expect(restarted - started).toBeGreaterThanOrEqual(14_000);
    expect(restarted - started).toBeLessThanOrEqual(20_000);
    expect(completed - restarted).toBeGreaterThanOrEqual(6_000);
    expect(completed - restarted).toBeLessThanOrEqual(10_000);
  });

  it('loses its connections, swaps its zones and reads from disk until the cache is warm', () => {
    const at = events('users-db').find(({ message }) => message.includes('failover started'))?.at ?? 0;
    expect(value('users-db', 'DatabaseConnections', at)).toBe(0);
    const before = fleet([], { historyDays: 1 })
      .region.dbInstances()
      .find((one) => one.DBInstanceIdentifier === 'users-db');
    expect(instance('users-db').AvailabilityZone).toBe(before?.SecondaryAvailabilityZone);
    const cold = value('users-db', 'ReadIOPS', at + 4 * MINUTE) ?? 0;
    expect(cold).toBeGreaterThan((value('users-db', 'ReadIOPS', at - HOUR) ?? 0) + 500);
  });

  it('announces a system update weeks ahead and applies it on the weekday and hour of the window', () => {
    const pending = region.databases
      .pendingMaintenance()
      .find((one) => text(one.ResourceIdentifier).endsWith(':orders-db'));
    const [action] = pending?.PendingMaintenanceActionDetails as AwsRecord[];
    expect(action).toMatchObject({
      Action: 'system-update',
      Description: 'New Operating System update is available',
    });
    const applies = date(action?.CurrentApplyDate);
    expect(applies - week.clock.now()).toBeGreaterThan(14 * DAY);
    const window = text(instance('orders-db').PreferredMaintenanceWindow);
    expect(new Date(applies).toUTCString().slice(0, 3).toLowerCase()).toBe(window.slice(0, 3));
    expect(new Date(applies).getUTCHours()).toBe(18);
    expect(applies).toBeGreaterThanOrEqual(date(action?.AutoAppliedAfterDate));
  });

  it('has applied an older one in its window, and no longer lists it', () => {
    const window = text(instance('catalog-db').PreferredMaintenanceWindow);
    const applied = events('catalog-db').filter(({ message }) => message.includes('off-line patches'));
    expect(applied.map(({ message }) => message)).toEqual([
      'Applying off-line patches to DB instance',
      'Finished applying off-line patches to DB instance',
    ]);
    expect(new Date(applied[0]?.at ?? 0).toUTCString().slice(0, 3).toLowerCase()).toBe(window.slice(0, 3));
    const listed = region.databases.pendingMaintenance().map((one) => text(one.ResourceIdentifier));
    expect(listed.some((arn) => arn.endsWith(':catalog-db'))).toBe(false);
  });
});
