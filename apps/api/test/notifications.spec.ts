import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction } from '../src/database/index.js';
import { queueNotifications } from '../src/notification-outbox/index.js';
import { NotificationRepository, settleMessage } from '../src/notifications/notification.repository.js';
import { change, startOutbox } from './support/outbox.js';
import { MailServer, Receiver } from './support/receivers.js';
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

const keys = (): Set<unknown> => new Set(receiver.received.map(({ headers }) => headers['idempotency-key']));

describe('a message', () => {
  it('goes to the channels whose routes fit, after the group wait, and names what is wrong', async () => {
    await world.addWebhook('shop', { teams: ['shop'] });
    await world.addWebhook('other', { teams: ['other'] });
    await world.addWebhook('stage', { environments: ['stage'] });
    const id = await world.incident(0);
    await world.queue(change(id, 'fired.1'));
    expect(await world.run()).toBe(0);
    world.app.clock.at = NOW + 21_000;
    expect(await world.run()).toBe(1);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/shop']);
    const link = `https://danji.example.com/alerts/${id}`;
    expect(receiver.bodies()).toMatchObject([
      { event: 'fired', incident: { id, environment: 'prod', subject: 'checkout-api', link } },
    ]);
    expect(await world.deliveries()).toMatchObject([{ state: 'sent', attempts: 1, channelName: 'shop' }]);
    const { rows } = await world.app.database.pool.query('SELECT kind, params FROM incident_entry');
    expect(rows).toEqual([{ kind: 'notified', params: { channel: 'shop', change: 'fired.1' } }]);
  });

  it('is written once however often the same is queued, and not at all for what notifies nobody', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0);
    await world.queue(change(id, 'fired.1'), change(id, 'fired.1'));
    await world.queue(change(id, 'fired.1'));
    expect(await world.tell(change(await world.incident(1), 'fired.1', { notifies: false }))).toBe(1);
  });

  it.each(['120', new Date(NOW + 21_000 + 120_000).toUTCString()])(
    'comes again when the receiver stumbles, as late as it asks (%s), under the same key',
    async (retryAfter) => {
      await world.addWebhook('ops');
      receiver.replies = [{ status: 503, headers: { 'retry-after': retryAfter } }];
      expect(await world.tell(change(await world.incident(0), 'fired.1'))).toBe(0);
      world.app.clock.at = NOW + 100_000;
      expect(await world.run()).toBe(0);
      world.app.clock.at = NOW + 150_000;
      expect(await world.run()).toBe(1);
      expect([receiver.received.length, keys().size]).toEqual([2, 1]);
    },
  );

  it('waits a little longer where several fire in one account at once', async () => {
    await world.addWebhook('ops');
    await world.queue(change(await world.incident(0), 'fired.1'));
    world.app.clock.at = NOW + 15_000;
    await world.queue(change(await world.incident(1), 'fired.1'));
    world.app.clock.at = NOW + 34_000;
    expect(await world.run()).toBe(0);
    world.app.clock.at = NOW + 36_000;
    expect(await world.run()).toBe(1);
    world.app.clock.at = NOW + 51_000;
    expect(await world.run()).toBe(1);
  });

  it('tells the end of an incident to those who heard of one that it took over, and names that one', async () => {
    await world.addWebhook('ops');
    const taken = await world.incident(0);
    await world.tell(change(taken, 'fired.1'));
    const storm = await world.incident(1);
    await world.app.database.pool.query(
      "UPDATE incident SET state = 'merged', merged_into = $2 WHERE id = $1",
      [taken, storm],
    );
    await world.resolve(storm);
    expect(await world.tell(change(storm, 'resolved.2'))).toBe(1);
    expect(receiver.bodies().at(-1)).toMatchObject({
      event: 'resolved',
      incident: { id: storm, replaces: [taken] },
    });
  });

  it('fails for good where the receiver refuses it, and then nobody hears of its end', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0);
    receiver.replies = [{ status: 410 }];
    await world.tell(change(id, 'fired.1'));
    await world.resolve(id);
    await world.tell(change(id, 'resolved.2'));
    expect(await world.deliveries()).toMatchObject([
      { state: 'failed', status: 410, error: 'The receiver answered 410. seen' },
    ]);
    expect(receiver.received).toHaveLength(1);
  });

  it('that it is over is not told where what began and ended was refused', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0);
    await world.queue(change(id, 'fired.1'));
    await world.resolve(id);
    receiver.replies = [{ status: 410 }];
    expect(await world.tell(change(id, 'resolved.2'))).toBe(0);
    expect(await world.run()).toBe(0);
    const states = (await world.deliveries()).map(({ change: what, state }) => `${what} ${state}`);
    expect(states.toSorted()).toEqual(['fired.1 failed', 'resolved.2 dropped']);
    expect(receiver.received).toHaveLength(1);
  });

  it('that it is over comes to those who were told that it began', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0);
    await world.tell(change(id, 'fired.1'));
    await world.addWebhook('later');
    await world.resolve(id);
    expect(await world.tell(change(id, 'resolved.2'))).toBe(1);
    expect(receiver.bodies().map(({ event }) => event)).toEqual(['fired', 'resolved']);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/ops', '/ops']);
  });

  it('that it is over is not told once it is open again', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0);
    await world.tell(change(id, 'fired.1'));
    await world.queue(change(id, 'resolved.2'));
    expect(await world.run()).toBe(0);
    expect(receiver.bodies().map(({ event }) => event)).toEqual(['fired']);
  });

  it('is one for what began and ended before anybody was told', async () => {
    await world.addWebhook('ops');
    const target = mailServer.target();
    await world.app.post('/notification-channels', { name: 'mail', target, language: 'ko' });
    const id = await world.incident(0);
    await world.queue(change(id, 'fired.1'));
    await world.resolve(id);
    expect(await world.tell(change(id, 'resolved.2'))).toBe(2);
    expect(receiver.bodies()).toMatchObject([{ event: 'resolved', incident: { id } }]);
    expect(mailServer.mails).toHaveLength(1);
    const states = (await world.deliveries()).map(({ change: what, state }) => `${what} ${state}`);
    expect(states.toSorted()).toEqual([
      'fired.1 sent',
      'fired.1 sent',
      'resolved.2 dropped',
      'resolved.2 dropped',
    ]);
  });

  it('waits while its incident is snoozed, and is dropped with its end when that is over first', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0, { snoozed_until: new Date(NOW + 3_600_000) });
    expect(await world.tell(change(id, 'fired.1'))).toBe(0);
    world.app.clock.at = NOW + 3_600_000;
    expect(await world.run()).toBe(1);
    const over = await world.incident(1, { snoozed_until: new Date(NOW + 9_000_000) });
    await world.queue(change(over, 'fired.1'));
    await world.resolve(over);
    expect(await world.tell(change(over, 'resolved.2'))).toBe(0);
    world.app.clock.at = NOW + 10_000_000;
    expect(await world.run()).toBe(0);
    const states = (await world.deliveries(`?incident=${over}`)).map(({ state }) => state);
    expect(states).toEqual(['dropped', 'dropped']);
  });

  it('that was held back for days is tried for a whole day all the same', async () => {
    await world.addWebhook('ops');
    const id = await world.incident(0, { snoozed_until: new Date(NOW + 3 * 86_400_000) });
    await world.tell(change(id, 'fired.1'));
    world.app.clock.at = NOW + 3 * 86_400_000;
    receiver.replies = [{ status: 503 }];
    expect(await world.run()).toBe(0);
    expect(await world.deliveries()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    world.app.clock.at += 60_000;
    expect(await world.run()).toBe(1);
  });

  it('reaches one receiver while another hangs', async () => {
    await world.addWebhook('slow');
    await world.addWebhook('quick');
    receiver.hangs = '/slow';
    for (let n = 0; n < 25; n += 1) await world.queue(change(await world.incident(n), 'fired.1'));
    world.app.clock.at += 36_000;
    const running = world.run();
    const quick = (): number => receiver.received.filter(({ path }) => path === '/quick').length;
    for (let i = 0; i < 80 && quick() < 25; i += 1) await new Promise((done) => setTimeout(done, 50));
    expect(quick()).toBe(25);
    receiver.release();
    expect(await running).toBe(50);
  });

  it('goes by e-mail with the whole story, threaded under its incident', async () => {
    mailServer.mails.length = 0;
    await world.app.post('/notification-channels', { name: 'mail', target: mailServer.target() });
    const id = await world.incident(0);
    expect(await world.tell(change(id, 'fired.1'))).toBe(1);
    expect(mailServer.mails[0]).toContain('Subject: [prod] FIRING checkout-api');
    expect(mailServer.mails[0]).toContain(`References: <${id}@danji>`);
    expect(mailServer.mails[0]).toContain(`In-Reply-To: <${id}@danji>`);
  });
});

describe('a worker that dies', () => {
  it('between any two steps loses nothing and sends nothing twice, fifty times', async () => {
    await world.addWebhook('ops');
    const { clock, database, nest } = world.app;
    const [channel] = (await world.app.get<{ items: { id: string }[] }>('/notification-channels')).body.items;
    const repository = nest.get(NotificationRepository, { strict: false });
    for (let n = 0; n < 50; n += 1) {
      const id = await world.incident(n);
      // Before the commit: nothing happened at all, and the next worker does it again.
      await inTransaction(database.pool, async (client) => {
        await queueNotifications(client, [change(id, 'fired.1')], clock.at);
        throw new Error('killed');
      }).catch((error: Error) => expect(error.message).toBe('killed'));
      await world.queue(change(id, 'fired.1'));
      clock.at += 21_000;
      // After the claim: the lease ends, and another worker takes it.
      expect(await repository.claim(channel?.id ?? '', clock.at, 20)).toHaveLength(1);
      expect(await world.run()).toBe(0);
      clock.at += 61_000;
      const both = await Promise.all([world.run(), world.run()]);
      expect(both[0] + both[1]).toBe(1);
      await world.resolve(id);
      await world.queue(change(id, 'resolved.2'));
      await repository.claim(channel?.id ?? '', clock.at, 20);
      clock.at += 61_000;
      expect(await world.run()).toBe(1);
    }
    const told = receiver.bodies().map(({ event, incident }) => `${event} ${incident.id}`);
    expect([told.length, new Set(told).size, keys().size]).toEqual([100, 100, 100]);
  }, 120_000);

  it('after the receiver took it and before that is noted sends it again under the same key', async () => {
    await world.addWebhook('ops');
    const { pool } = world.app.database;
    await pool.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`,
    );
    await pool.query(
      `CREATE TRIGGER die BEFORE INSERT ON incident_entry FOR EACH ROW EXECUTE FUNCTION die()`,
    );
    await expect(world.tell(change(await world.incident(0), 'fired.1'))).rejects.toThrow('killed');
    await pool.query('DROP TRIGGER die ON incident_entry');
    expect(await world.deliveries()).toMatchObject([{ state: 'waiting' }]);
    expect(await world.run()).toBe(0);
    world.app.clock.at += 61_000;
    expect(await world.run()).toBe(1);
    expect([receiver.received.length, keys().size]).toEqual([2, 1]);
    expect((await pool.query('SELECT 1 FROM incident_entry')).rowCount).toBe(1);
  });

  it('and comes back after its lease ended takes nothing away from the one who has the message now', async () => {
    const { id } = await world.addWebhook('ops');
    await world.queue(change(await world.incident(0), 'fired.1'));
    const repository = world.app.nest.get(NotificationRepository, { strict: false });
    const [first] = await repository.claim(id, NOW + 21_000, 20);
    const [second] = await repository.claim(id, NOW + 90_000, 20);
    if (!first || !second) throw new Error('Both were to have it, one after the other.');
    const again = { state: 'waiting', now: NOW + 91_000, nextAt: NOW + 91_000 } as const;
    expect(await settleMessage(world.app.database.pool, first, again)).toBe(false);
    expect(await repository.claim(id, NOW + 92_000, 20)).toEqual([]);
    expect(await settleMessage(world.app.database.pool, second, { state: 'sent', now: NOW })).toBe(true);
  });
});
