import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeliveryList, NotificationChannel, type DeliveryItem } from '@danji/shared';
import { inTransaction } from '../../src/database/index.js';
import { queueNotifications, type IncidentChange } from '../../src/notification-outbox/index.js';
import { SendNotifications } from '../../src/notifications/index.js';
import type { Receiver } from './receivers.js';
import { idOf, insert, insertResource, insertScope, minutesAgo } from './rows.js';
import { NOW, startTestApp, type TestApp } from './test-app.js';

export const PLANTED = 'planted-secret-of-the-webhook';

/** The features over a fleet of one service, and what the specs of messages do with them. */
export async function startOutbox(receiver: Receiver) {
  const dataDir = mkdtempSync(join(tmpdir(), 'danji-notify-'));
  const app = await startTestApp({ dataDir });
  await insertScope(app.database.pool);
  await insertResource(app.database.pool, 'ecs_service', 1, { name: 'checkout-api' });
  return { app, dataDir, ...verbs(app, receiver) };
}

function verbs(app: TestApp, receiver: Receiver) {
  const { pool } = app.database;
  const run = (): Promise<number> =>
    app.nest.get(SendNotifications, { strict: false }).run(new AbortController().signal);
  const queue = async (...changes: IncidentChange[]): Promise<void> => {
    await inTransaction(pool, (client) => queueNotifications(client, changes, app.clock.at));
  };
  return {
    run,
    queue,
    /** Queues, lets the group wait pass, and sends. */
    tell: async (...changes: IncidentChange[]): Promise<number> => {
      await queue(...changes);
      app.clock.at += 21_000;
      return run();
    },
    incident: async (n: number, row: Record<string, unknown> = {}): Promise<string> => {
      const id = `inc-${String.fromCharCode(97 + (n % 26)).repeat(15)}${String.fromCharCode(97 + Math.floor(n / 26))}`;
      await insert(pool, 'incident', { id, ...INCIDENT, ...row });
      return id;
    },
    resolve: (id: string, version = 2) =>
      pool.query("UPDATE incident SET state = 'resolved', resolved_at = $2, version = $3 WHERE id = $1", [
        id,
        new Date(app.clock.at),
        version,
      ]),
    addWebhook: async (name: string, row: Record<string, unknown> = {}): Promise<NotificationChannel> => {
      const target = { kind: 'webhook', url: `${receiver.address}/${name}`, secret: PLANTED };
      return NotificationChannel.parse(
        (await app.post('/notification-channels', { name, target, ...row })).body,
      );
    },
    deliveries: async (query = ''): Promise<DeliveryItem[]> =>
      DeliveryList.parse((await app.get(`/notification-deliveries${query}`)).body).items,
    clear: async (): Promise<void> => {
      for (const table of ['notification_channel', 'notification', 'incident_entry', 'incident'])
        await pool.query(`DELETE FROM ${table}`);
      receiver.reset();
      app.clock.at = NOW;
    },
  };
}

const INCIDENT = {
  scope_id: 'scope-main',
  state: 'open',
  severity: 'critical',
  rule_id: 'target_5xx',
  subject_id: idOf('ecs_service', 1),
  environment: 'prod',
  team: 'shop',
  alerts: 1,
  subjects: 1,
  notifies: true,
  began_at: minutesAgo(5),
  fired_at: minutesAgo(4),
  version: 1,
  updated_at: minutesAgo(4),
};

export function change(incidentId: string, what: string, row: Partial<IncidentChange> = {}): IncidentChange {
  const labels = { severity: 'critical', environment: 'prod', team: 'shop' };
  return { incidentId, change: what, ...labels, notifies: true, ...row };
}
