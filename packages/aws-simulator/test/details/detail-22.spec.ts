import { describe, expect, it } from '@jest/globals';
import { average, databaseSeries, date, fleet, HOUR, MINUTE, STARTED_AT, text } from '../world/fleet.js';

const GIB = 1024 ** 3;

/** Storage of a database with a ceiling fills twice in a row: RDS helps once, and then not before six hours. */
const filling = fleet([
  {
    kind: 'storage-fill',
    at: '-20h',
    duration: '4h',
    on: { database: 'users-db' },
    parameters: { toFreePercent: 6 },
  },
  {
    kind: 'storage-fill',
    at: '-15h',
    duration: '30m',
    on: { database: 'users-db' },
    parameters: { gib: 20 },
  },
  {
    kind: 'storage-fill',
    at: '-8h',
    duration: '4h',
    on: { database: 'catalog-db' },
    parameters: { toFreePercent: 0 },
  },
]);

const events = (id: string) =>
  filling.region.databases
    .events()
    .filter((event) => event.SourceIdentifier === id)
    .map((event) => ({
      at: date(event.Date),
      message: text(event.Message),
      categories: event.EventCategories as string[],
    }));
const free = (id: string, at: number) =>
  average(
    filling.region,
    databaseSeries(filling.region, id, 'FreeStorageSpace'),
    Math.floor(at / MINUTE) * MINUTE,
  ) ?? 0;

describe('detail 22: RDS storage', () => {
  it('says that it is low in the words of RDS, with the figures of that moment', () => {
    const low = events('users-db').find(({ message }) => message.startsWith('The free storage capacity'));
    const found =
      /^The free storage capacity for DB Instance: users-db is low at (\d+)% of the provisioned storage \[Provisioned Storage: ([\d.]+) GB, Free Storage: ([\d.]+) GB\]\. You may want to increase the provisioned storage to address this issue\.$/.exec(
        low?.message ?? '',
      );
    expect(found).not.toBeNull();
    const [, percent, provisioned, freeGib] = (found ?? []).map(Number);
    expect(provisioned).toBe(200);
    expect(percent).toBe(Math.floor((100 * (freeGib ?? 0)) / 200));
    expect(freeGib).toBeCloseTo(free('users-db', (low?.at ?? 0) - 3 * MINUTE) / GIB, 1);
    expect(low?.categories).toEqual(['low storage']);
  });

  it('applies autoscaling below 10 % after five minutes, then optimises for hours', () => {
    const told = events('users-db').filter(({ message }) => message.includes('autoscaling-initiated'));
    const [applying, finished] = told;
    expect(applying?.message).toBe('Applying autoscaling-initiated modification to allocated storage.');
    expect(finished?.message).toBe(
      'Finished applying autoscaling-initiated modification to allocated storage.',
    );
    expect(told.every(({ categories }) => categories.includes('configuration change'))).toBe(true);
    expect((finished?.at ?? 0) - (applying?.at ?? 0)).toBeLessThan(5 * MINUTE);
    expect(free('users-db', (applying?.at ?? 0) - 8 * MINUTE)).toBeLessThan(0.1 * 200 * GIB);
  });

  it('grows by the greatest of 10 GiB, a tenth and seven hours of growth', () => {
    const applying =
      events('users-db').find(({ message }) => message.startsWith('Applying autoscaling'))?.at ?? 0;
    const before = free('users-db', applying - 3 * MINUTE - 7 * HOUR);
    const grown = Math.max(0, before - free('users-db', applying - 3 * MINUTE)) / GIB;
    const finished = events('users-db').find(({ message }) =>
      message.startsWith('Finished applying autoscaling'),
    );
    const after = free('users-db', (finished?.at ?? 0) + 2 * MINUTE);
    const step = (after - free('users-db', (finished?.at ?? 0) - 2 * MINUTE)) / GIB;
    expect(step).toBeGreaterThan(Math.max(10, 20, grown) - 2);
    expect(step).toBeLessThan(Math.max(10, 20, Math.ceil(grown)) + 2);
  });

  it('does not grow a second time within six hours', () => {
    const applied = events('users-db').filter(({ message }) => message.startsWith('Applying autoscaling'));
    for (let i = 1; i < applied.length; i++) {
      expect((applied[i]?.at ?? 0) - (applied[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(6 * HOUR);
    }
  });

  it('helps nobody without a ceiling: that one says it is full', () => {
    const messages = events('catalog-db').map(({ message }) => message);
    expect(messages).toContain(
      'Allocated storage has been exhausted. Allocate additional storage to resolve.',
    );
    expect(messages.some((message) => message.includes('autoscaling'))).toBe(false);
    const instance = filling.region.dbInstances().find((one) => one.DBInstanceIdentifier === 'catalog-db');
    expect(instance?.DBInstanceStatus).toBe('storage-full');
    expect(STARTED_AT).toBe(filling.clock.now());
  });
});
