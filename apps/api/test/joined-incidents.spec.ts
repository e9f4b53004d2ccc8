import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { IncidentList, type IncidentItem } from '@danji/shared';
import { syncIncidents } from '../src/incidents/index.js';
import { idOf, insert, insertResource, insertScope } from './support/rows.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';

const MINUTE = 60_000;
const DATABASE = idOf('rds_instance', 1);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
  await insertResource(app.database.pool, 'rds_instance', 1, { name: 'catalog-db' });
});
afterAll(() => app.close());

/** An alert that is stored now and began so many minutes ago, and the one incident of the database after it. */
async function joined(rule: string, severity: string, began: number): Promise<IncidentItem> {
  const { pool } = app.database;
  await insert(pool, 'alert', {
    resource_id: DATABASE,
    id: `alt-${rule}`,
    rule_id: rule,
    scope_id: 'scope-main',
    subject_id: DATABASE,
    environment: 'prod',
    severity,
    phase: 'firing',
    phase_since: new Date(NOW - (began - 5) * MINUTE),
    began_at: new Date(NOW - began * MINUTE),
    fired_at: new Date(NOW - (began - 5) * MINUTE),
    value: 9,
    threshold: 24,
    flapped: false,
    notifies: true,
  });
  await syncIncidents(pool, () => ({ areas: [], related: [], follows: false }), NOW);
  const { items } = IncidentList.parse((await app.get('/incidents')).body);
  expect(items).toHaveLength(1);
  return items[0] as IncidentItem;
}

const minutesAgo = (at: string): number => (NOW - Date.parse(at)) / MINUTE;

it('keeps since when it is while what joins it is no worse', async () => {
  await joined('cloudwatch_alarm', 'info', 5);
  const { rules, beganAt } = await joined('rds_connections', 'warning', 30);
  expect([rules.length, minutesAgo(beganAt)]).toEqual([2, 5]);
});

it('is since the worst that joins it, which it is then called after', async () => {
  const incident = await joined('rds_storage_full_fast', 'critical', 45);
  expect(incident.title.en).toBe('catalog-db: Storage is full within hours');
  expect([incident.beganAt, incident.firedAt].map(minutesAgo)).toEqual([45, 40]);
});

it('stays since its first where what is worse came later', async () => {
  const incident = await joined('transaction_ids_critical', 'critical', 10);
  expect([incident.beganAt, incident.firedAt].map(minutesAgo)).toEqual([45, 40]);
});
