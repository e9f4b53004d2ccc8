import { createHmac } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ChannelTestAnswer, Heartbeat, NotificationChannel, Problem } from '@danji/shared';
import { writeRun } from '../src/collection-run/index.js';
import { CallHeartbeat } from '../src/notifications/index.js';
import { PLANTED, startOutbox } from './support/outbox.js';
import { MailServer, Receiver, type Received } from './support/receivers.js';
import { NOW } from './support/test-app.js';

let receiver: Receiver;
let mailServer: MailServer;
let world: Awaited<ReturnType<typeof startOutbox>>;
beforeAll(async () => {
  receiver = await Receiver.start();
  mailServer = await MailServer.start();
  world = await startOutbox(receiver);
});
afterAll(async () => {
  await world.app.close();
  receiver.close();
  await mailServer.close();
});
beforeEach(() => world.clear());

async function add(name: string, target: Record<string, unknown>): Promise<NotificationChannel> {
  return NotificationChannel.parse((await world.app.post('/notification-channels', { name, target })).body);
}
async function refused(target: Record<string, unknown>): Promise<Problem> {
  const { status, body } = await world.app.post<Problem>('/notification-channels', { name: 'x', target });
  expect(status).toBe(400);
  return Problem.parse(body);
}
async function test(id: string): Promise<ChannelTestAnswer> {
  return ChannelTestAnswer.parse((await world.app.post(`/notification-channels/${id}/test`, {})).body);
}

describe('a channel', () => {
  it('is kept without ever answering its secret, and is not stored in the clear', async () => {
    const channel = await world.addWebhook('ops');
    const address = `${receiver.address}/ops`;
    expect(channel).toMatchObject({ hasSecret: true, address, environments: ['prod'] });
    const { rows } = await world.app.database.pool.query<{ row: string }>(
      'SELECT notification_channel::text AS row FROM notification_channel',
    );
    expect(rows[0]?.row).not.toContain(PLANTED);
    expect(JSON.stringify((await world.app.get('/notification-channels')).body)).not.toContain(PLANTED);
  });

  it('is tested with a marked message that its secret signs', async () => {
    const answer = await test((await world.addWebhook('ops')).id);
    expect(answer).toMatchObject({ delivered: true, status: 200, message: 'seen' });
    const [got] = receiver.received as [Received];
    const sent = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got.headers['x-danji-signature']));
    const [, seconds, hex] = sent ?? [];
    expect(createHmac('sha256', PLANTED).update(`${seconds}.${got.body}`).digest('hex')).toBe(hex);
    expect(JSON.parse(got.body)).toMatchObject({ event: 'test' });
  });

  it('shows nothing of a secret that the receiver repeats, whole or in part', async () => {
    const path = '/services/T0AAAAAA/B0AAAAAA/planted0planted0';
    const { id } = await add('slack', { kind: 'slack', url: `${receiver.address}${path}` });
    receiver.replies = [
      { status: 404, body: `no_service ${path}` },
      { status: 200, body: 'ok planted0planted0' },
    ];
    for (const delivered of [false, true]) {
      const answer = await test(id);
      expect(answer.delivered).toBe(delivered);
      expect(answer.message).toContain('•••');
      expect(answer.message).not.toContain('planted');
    }
    const target = mailServer.target({ user: 'danji', password: 'planted-password' });
    const mail = await test((await add('mail', target)).id);
    expect(mail).toMatchObject({ delivered: false, status: 535 });
    expect(mail.message).not.toContain('planted');
  });

  it('is refused without repeating the secret that was wrong with it', async () => {
    const url = `${receiver.address}/ops`;
    const problems = await Promise.all([
      refused({ kind: 'webhook', url, secret: 'planted' }),
      refused({ kind: 'webhook', url, secret: 'planted-secret-that-is-long', more: 1 }),
      refused({ kind: 'slack', url: 'ftp://hooks.example.com/planted' }),
      refused({ kind: 'slick', url: 'https://hooks.example.com/planted' }),
      refused({ kind: 'webhook', url: 'https://user:planted@example.com/' }),
    ]);
    for (const problem of problems) expect(JSON.stringify(problem)).not.toContain('planted');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://0xa9fea9fe/',
    'http://[64:ff9b::169.254.170.2]/v2/credentials',
  ])('never sends to the address where a cloud hands out credentials: %s', async (url) => {
    for (const target of [
      { kind: 'webhook', url },
      { kind: 'slack', url },
    ]) {
      expect((await refused(target)).detail).toContain('link-local');
    }
    const heartbeat = await world.app.put<Problem>('/heartbeat', { url }, { 'if-match': '0' });
    expect([heartbeat.status, heartbeat.body.errors?.[0]?.field]).toEqual([400, 'url']);
  });

  it('of e-mail does not reach those addresses either', async () => {
    const problem = await refused(mailServer.target({ host: '169.254.169.254' }));
    expect(problem.errors?.[0]).toMatchObject({ field: 'target.host' });
  });

  it('follows no redirect and reads no endless answer', async () => {
    const { id } = await world.addWebhook('ops');
    receiver.replies = [
      { status: 302, headers: { location: `${receiver.address}/elsewhere` } },
      { status: 500, body: 'x'.repeat(5_000_000) },
    ];
    expect(await test(id)).toMatchObject({ delivered: false, status: 302 });
    expect((await test(id)).message.length).toBeLessThanOrEqual(500);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/ops', '/ops']);
  });

  it('keeps its secret through a change without one, and is not changed over somebody else’s version', async () => {
    const made = await world.addWebhook('kept');
    const input = { name: 'renamed', target: { kind: 'webhook', url: `${receiver.address}/renamed` } };
    const path = `/notification-channels/${made.id}`;
    const changed = await world.app.patch<NotificationChannel>(path, input, { 'if-match': '1' });
    expect(changed.body).toMatchObject({ name: 'renamed', hasSecret: true, version: 2 });
    const lost = await world.app.patch(path, input, { 'if-match': '1' });
    expect(Problem.parse(lost.body).current).toMatchObject({ version: 2 });
    expect((await world.app.delete(path, { 'if-match': '2' })).status).toBe(200);
  });

  it('signs no more once its secret was dropped', async () => {
    const { id } = await world.addWebhook('unsigned');
    const target = { kind: 'webhook', url: `${receiver.address}/unsigned`, secret: null };
    const path = `/notification-channels/${id}`;
    const changed = await world.app.patch(path, { name: 'unsigned', target }, { 'if-match': '1' });
    expect(changed.body).toMatchObject({ hasSecret: false, version: 2 });
    expect(await test(id)).toMatchObject({ delivered: true });
    expect(receiver.received.at(-1)?.headers).not.toHaveProperty('x-danji-signature');
  });

  it('asks for its secret again where it would go somewhere else', async () => {
    const user = { user: 'danji', password: 'right-password' };
    const made = await add('mail', mailServer.target(user));
    expect(await test(made.id)).toMatchObject({ delivered: true });
    const path = `/notification-channels/${made.id}`;
    const change = (target: Record<string, unknown>, version: number) =>
      world.app.patch<Problem>(path, { name: 'mail', target }, { 'if-match': String(version) });
    const elsewhere = await change(mailServer.target({ user: 'danji', host: 'localhost' }), 1);
    expect([elsewhere.status, elsewhere.body.errors?.[0]?.field]).toEqual([400, 'target.password']);
    expect((await change({ kind: 'slack' }, 1)).status).toBe(400);
    expect((await change(mailServer.target({ user: 'danji', from: 'a@example.com' }), 1)).status).toBe(200);
    expect(await test(made.id)).toMatchObject({ delivered: true });
  });

  it('says that its secret was sealed with another key, and sends again once that is back', async () => {
    const { id } = await world.addWebhook('ops');
    expect(await test(id)).toMatchObject({ delivered: true });
    const key = join(world.dataDir, 'secret.key');
    renameSync(key, `${key}.kept`);
    writeFileSync(key, 'another key of a length that will do');
    // A process that has read the key keeps it; one that starts now has the other.
    const fresh = await startOutbox(receiver);
    const { rows } = await world.app.database.pool.query<{ secret: Buffer }>(
      'SELECT secret FROM notification_channel',
    );
    const other = await fresh.addWebhook('ops');
    await fresh.app.database.pool.query('UPDATE notification_channel SET secret = $1', [rows[0]?.secret]);
    const answer = await fresh.app.post<ChannelTestAnswer>(`/notification-channels/${other.id}/test`, {});
    expect(answer.body).toMatchObject({ delivered: false });
    expect(answer.body.message).toContain('DANJI_SECRET_KEY_FILE');
    renameSync(`${key}.kept`, join(fresh.dataDir, 'secret.key'));
    const again = await fresh.app.post<ChannelTestAnswer>(`/notification-channels/${other.id}/test`, {});
    expect(again.body).toMatchObject({ delivered: true });
    await fresh.app.close();
  });
});

describe('the heartbeat', () => {
  const read = (
    at: number,
    { status = 'ok', job = 'inventory' }: { status?: 'ok' | 'failed'; job?: 'inventory' | 'metrics' } = {},
  ): Promise<string> =>
    writeRun(world.app.database.pool, {
      scopeId: 'scope-main',
      region: 'ap-northeast-2',
      job,
      startedAt: at,
      finishedAt: at,
      status,
      items: 0,
      throttled: 0,
      kinds: [],
      message: null,
    });
  const paths = (): string[] => receiver.received.map(({ path }) => path);

  it('calls the address once a minute at most, and keeps what became of it', async () => {
    const url = `${receiver.address}/alive`;
    const saved = await world.app.put<Heartbeat>('/heartbeat', { url }, { 'if-match': '0' });
    expect(saved.body).toMatchObject({ version: 1, lastCalledAt: null });
    const heartbeat = world.app.nest.get(CallHeartbeat, { strict: false });
    await read(NOW);
    await heartbeat.run();
    await heartbeat.run();
    expect(paths()).toEqual(['/alive']);
    world.app.clock.at = NOW + 61_000;
    await read(NOW + 61_000);
    receiver.replies = [{ status: 500 }];
    await heartbeat.run();
    const now = Heartbeat.parse((await world.app.get('/heartbeat')).body);
    expect(now).toMatchObject({ lastStatus: 500, lastError: 'The address answered 500.', heldBackBy: [] });
  });

  it('stays away while an account cannot be read, and says which', async () => {
    const heartbeat = world.app.nest.get(CallHeartbeat, { strict: false });
    const before = paths().length;
    world.app.clock.at = NOW + 300_000;
    await read(NOW + 299_000, { status: 'failed' });
    await heartbeat.run();
    expect(paths()).toHaveLength(before);
    const { heldBackBy } = Heartbeat.parse((await world.app.get('/heartbeat')).body);
    expect(heldBackBy).toMatchObject([{ region: 'ap-northeast-2', job: 'inventory' }]);
    await read(NOW + 300_000);
    await heartbeat.run();
    expect(paths()).toHaveLength(before + 1);
  });

  it('takes metrics for late only after their interval, and forgets a place that nothing tries to read', async () => {
    const heldBackBy = async (seconds: number): Promise<string[]> => {
      world.app.clock.at = NOW + seconds * 1_000;
      await read(world.app.clock.at);
      return Heartbeat.parse((await world.app.get('/heartbeat')).body).heldBackBy.map(({ job }) => job);
    };
    await read(NOW + 400_000, { job: 'metrics' });
    expect(await heldBackBy(400 + 60 + 119)).toEqual([]);
    expect(await heldBackBy(400 + 60 + 121)).toEqual(['metrics']);
    expect(await heldBackBy(400 + 2 * 60 + 901)).toEqual([]);
  });

  it('stays away where nothing was read at all', async () => {
    const heartbeat = world.app.nest.get(CallHeartbeat, { strict: false });
    const before = paths().length;
    world.app.clock.at = NOW + 7_200_000;
    await heartbeat.run();
    expect(paths()).toHaveLength(before);
    expect(Heartbeat.parse((await world.app.get('/heartbeat')).body).heldBackBy).toHaveLength(1);
  });
});
