import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ChannelTestAnswer, DeliveryList, Heartbeat, NotificationChannel, Problem } from '@danji/shared';
import { SMTPServer } from 'smtp-server';
import { inTransaction } from '../src/database/index.js';
import { queueNotifications } from '../src/notification-outbox/index.js';
import { CallHeartbeat, SendNotifications } from '../src/notifications/index.js';
import { NotificationRepository } from '../src/notifications/notification.repository.js';
import { idOf, insert, insertResource, insertScope, minutesAgo } from './support/rows.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';

interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let app: TestApp;
let receiver: Server;
let address: string;
let received: Received[] = [];
/** What the receiver answers next; 200 when empty. */
let answers: { status: number; retryAfter?: string }[] = [];
const mails: string[] = [];
let mailServer: SMTPServer;
const PLANTED = 'planted-secret-of-the-webhook';

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const { status, retryAfter } = answers.shift() ?? { status: 200 };
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('seen');
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((done) => mailServer.listen(0, '127.0.0.1', () => done()));
  app = await startTestApp({ dataDir: mkdtempSync(join(tmpdir(), 'danji-notify-')) });
  await insertScope(app.database.pool);
  await insertResource(app.database.pool, 'ecs_service', 1, { name: 'checkout-api' });
});
afterAll(async () => {
  await app.close();
  receiver.close();
  await new Promise<void>((done) => mailServer.close(() => done()));
});
beforeEach(() => {
  received = [];
  answers = [];
});

async function incident(n: number, row: Record<string, unknown> = {}): Promise<string> {
  const id = `inc-${String.fromCharCode(97 + n).repeat(16)}`;
  await insert(app.database.pool, 'incident', {
    id,
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
    ...row,
  });
  return id;
}

const change = (
  incidentId: string,
  what: string,
  row: { team?: string; environment?: string; notifies?: boolean } = {},
) => ({
  incidentId,
  change: what,
  severity: 'critical',
  environment: 'prod',
  team: 'shop',
  notifies: true,
  ...row,
});

async function queue(...changes: ReturnType<typeof change>[]): Promise<void> {
  await inTransaction(app.database.pool, (client) => queueNotifications(client, changes, app.clock.at));
}

async function send(): Promise<number> {
  return app.nest.get(SendNotifications, { strict: false }).run(new AbortController().signal);
}

async function addWebhook(name: string, row: Record<string, unknown> = {}): Promise<NotificationChannel> {
  const target = { kind: 'webhook', url: `${address}/${name}`, secret: PLANTED };
  const { body } = await app.post('/notification-channels', { name, target, ...row });
  return NotificationChannel.parse(body);
}

async function removeAll(): Promise<void> {
  await app.database.pool.query('DELETE FROM notification_channel');
}

describe('a channel', () => {
  it('is kept without ever answering its secret, and is not stored in the clear', async () => {
    const channel = await addWebhook('ops');
    expect(channel).toMatchObject({ hasSecret: true, address: `${address}/ops`, environments: ['prod'] });
    const { rows } = await app.database.pool.query<{ row: string }>(
      'SELECT notification_channel::text AS row FROM notification_channel',
    );
    expect(rows[0]?.row).not.toContain(PLANTED);
    expect(JSON.stringify((await app.get('/notification-channels')).body)).not.toContain(PLANTED);
  });

  it('is tested with a marked message that its secret signs', async () => {
    const [channel] = (await app.get<{ items: NotificationChannel[] }>('/notification-channels')).body.items;
    const answer = ChannelTestAnswer.parse(
      (await app.post(`/notification-channels/${channel?.id}/test`, {})).body,
    );
    expect(answer).toMatchObject({ delivered: true, status: 200, message: 'seen' });
    const [got] = received as [Received];
    const [, seconds, hex] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got.headers['x-danji-signature'])) ?? [];
    expect(createHmac('sha256', PLANTED).update(`${seconds}.${got.body}`).digest('hex')).toBe(hex);
    expect(JSON.parse(got.body)).toMatchObject({ event: 'test' });
  });

  it('that cannot be reached says why, without its secret', async () => {
    const target = { kind: 'slack', url: 'http://127.0.0.1:9/services/T0/planted' };
    const made = NotificationChannel.parse(
      (await app.post('/notification-channels', { name: 'gone', target })).body,
    );
    const answer = ChannelTestAnswer.parse(
      (await app.post(`/notification-channels/${made.id}/test`, {})).body,
    );
    expect(answer.delivered).toBe(false);
    expect(answer.message).not.toContain('planted');
  });

  it('never sends to the address where a cloud hands out credentials', async () => {
    const target = { kind: 'webhook', url: 'http://169.254.169.254/latest/meta-data' };
    const made = NotificationChannel.parse(
      (await app.post('/notification-channels', { name: 'meta', target })).body,
    );
    const answer = ChannelTestAnswer.parse(
      (await app.post(`/notification-channels/${made.id}/test`, {})).body,
    );
    expect(answer).toMatchObject({ delivered: false, status: null });
    expect(answer.message).toContain('link-local');
  });

  it('keeps its secret through a change without one, and is not changed over somebody else’s version', async () => {
    await removeAll();
    const made = await addWebhook('kept');
    const input = { name: 'renamed', target: { kind: 'webhook', url: `${address}/renamed` } };
    const path = `/notification-channels/${made.id}`;
    const changed = await app.patch<NotificationChannel>(path, input, { 'if-match': '1' });
    expect(changed.body).toMatchObject({ name: 'renamed', hasSecret: true, version: 2 });
    const lost = await app.patch(path, input, { 'if-match': '1' });
    expect(Problem.parse(lost.body).current).toMatchObject({ version: 2 });
    expect((await app.delete(path, { 'if-match': '2' })).status).toBe(200);
  });
});

describe('a message', () => {
  beforeEach(async () => {
    await removeAll();
    await app.database.pool.query(
      'DELETE FROM notification; DELETE FROM incident_entry; DELETE FROM incident;',
    );
    app.clock.at = NOW;
  });

  it('goes to the channels whose routes fit, after the group wait, and names what is wrong', async () => {
    await addWebhook('shop', { teams: ['shop'] });
    await addWebhook('other', { teams: ['other'] });
    await addWebhook('stage', { environments: ['stage'] });
    const id = await incident(0);
    await queue(change(id, 'fired.1'));
    expect(await send()).toBe(0);
    app.clock.at = NOW + 11_000;
    expect(await send()).toBe(1);
    expect(received.map(({ path }) => path)).toEqual(['/shop']);
    expect(JSON.parse((received[0] as Received).body)).toMatchObject({
      event: 'fired',
      incident: {
        id,
        environment: 'prod',
        subject: 'checkout-api',
        link: `https://danji.example.com/alerts/${id}`,
      },
    });
    const { items } = DeliveryList.parse((await app.get('/notification-deliveries')).body);
    expect(items).toMatchObject([{ state: 'sent', attempts: 1, channelName: 'shop' }]);
  });

  it('is written once however often the same is queued, and not at all for what notifies nobody', async () => {
    await addWebhook('ops');
    const id = await incident(0);
    await queue(change(id, 'fired.1'), change(id, 'fired.1'));
    await queue(change(id, 'fired.1'));
    await queue(change(await incident(1), 'fired.1', { notifies: false }));
    app.clock.at = NOW + 11_000;
    expect(await send()).toBe(1);
  });

  it('comes again when the receiver stumbles, as late as it asks, under the same key', async () => {
    await addWebhook('ops');
    await queue(change(await incident(0), 'fired.1'));
    answers = [{ status: 503, retryAfter: '120' }];
    app.clock.at = NOW + 11_000;
    expect(await send()).toBe(0);
    app.clock.at = NOW + 100_000;
    expect(await send()).toBe(0);
    app.clock.at = NOW + 140_000;
    expect(await send()).toBe(1);
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('fails for good where the receiver refuses it, and says so', async () => {
    await addWebhook('ops');
    await queue(change(await incident(0), 'fired.1'));
    answers = [{ status: 410 }];
    app.clock.at = NOW + 11_000;
    await send();
    const { items } = DeliveryList.parse((await app.get('/notification-deliveries')).body);
    expect(items).toMatchObject([{ state: 'failed', status: 410, error: 'The receiver answered 410. seen' }]);
  });

  it('that it is over comes after that it began, to those who were told', async () => {
    await addWebhook('ops');
    const id = await incident(0);
    await queue(change(id, 'fired.1'));
    await app.database.pool.query("UPDATE incident SET state = 'resolved', resolved_at = $1", [
      new Date(NOW),
    ]);
    await queue(change(id, 'resolved.2'));
    app.clock.at = NOW + 11_000;
    await send();
    await send();
    expect(received.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual([
      'fired',
      'resolved',
    ]);
  });

  it('is neither lost nor sent twice when workers die between any two steps', async () => {
    await addWebhook('ops');
    const repository = app.nest.get(NotificationRepository, { strict: false });
    for (let n = 0; n < 15; n += 1) {
      const id = await incident(n);
      // Died before the commit: nothing happened at all, and the next worker does it again.
      await inTransaction(app.database.pool, async (client) => {
        await queueNotifications(client, [change(id, 'fired.1')], app.clock.at);
        throw new Error('killed');
      }).catch((error: Error) => expect(error.message).toBe('killed'));
      await queue(change(id, 'fired.1'));
      app.clock.at += 11_000;
      // Died after the claim: the lease ends, and another worker takes it.
      expect(await repository.claim(app.clock.at, 20)).toHaveLength(1);
      expect(await send()).toBe(0);
      app.clock.at += 61_000;
      const both = await Promise.all([send(), send()]);
      expect(both[0] + both[1]).toBe(1);
      await queue(change(id, 'resolved.2'));
      expect(await send()).toBe(1);
    }
    const told = received.map(({ body }) => JSON.parse(body) as { event: string; incident: { id: string } });
    expect(told).toHaveLength(30);
    expect(new Set(told.map(({ event, incident: { id } }) => `${event} ${id}`)).size).toBe(30);
  });

  it('waits while its incident is snoozed, and is dropped when that is over first', async () => {
    await addWebhook('ops');
    const id = await incident(0, { snoozed_until: new Date(NOW + 3_600_000) });
    await queue(change(id, 'fired.1'));
    app.clock.at = NOW + 11_000;
    expect(await send()).toBe(0);
    app.clock.at = NOW + 3_700_000;
    expect(await send()).toBe(1);
    const over = await incident(1, { snoozed_until: new Date(NOW + 9_000_000) });
    await queue(change(over, 'fired.1'));
    await app.database.pool.query("UPDATE incident SET state = 'resolved', resolved_at = $1 WHERE id = $2", [
      new Date(NOW),
      over,
    ]);
    app.clock.at = NOW + 3_800_000;
    expect(await send()).toBe(0);
    const { items } = DeliveryList.parse((await app.get(`/notification-deliveries?incident=${over}`)).body);
    expect(items).toMatchObject([{ state: 'dropped' }]);
  });

  it('goes by e-mail with the whole story, threaded under its incident', async () => {
    const port = (mailServer.server.address() as AddressInfo).port;
    const target = {
      kind: 'email',
      host: '127.0.0.1',
      port,
      tls: false,
      from: 'danji@example.com',
      to: ['ops@example.com'],
    };
    expect((await app.post('/notification-channels', { name: 'mail', target })).status).toBe(200);
    const id = await incident(0);
    await queue(change(id, 'fired.1'));
    app.clock.at = NOW + 11_000;
    expect(await send()).toBe(1);
    expect(mails[0]).toContain('Subject: [prod] FIRING checkout-api');
    expect(mails[0]).toContain(`References: <${id}@danji>`);
  });
});

describe('the heartbeat', () => {
  it('calls the address once a minute at most, and keeps what became of it', async () => {
    const saved = await app.put<Heartbeat>('/heartbeat', { url: `${address}/alive` }, { 'if-match': '0' });
    expect(saved.body).toMatchObject({ version: 1, lastCalledAt: null });
    const heartbeat = app.nest.get(CallHeartbeat, { strict: false });
    await heartbeat.run();
    await heartbeat.run();
    expect(received.map(({ path }) => path)).toEqual(['/alive']);
    app.clock.at += 61_000;
    answers = [{ status: 500 }];
    await heartbeat.run();
    const now = Heartbeat.parse((await app.get('/heartbeat')).body);
    expect(now).toMatchObject({ lastStatus: 500, lastError: 'The address answered 500.' });
  });
});
