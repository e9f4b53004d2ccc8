import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Heartbeat, NotificationChannelList } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, BASE, launch, open, overflow, violations, visitor } from './site';

const SECRET = 'planted-secret-of-the-page';
let browser: Browser;
let receiver: Server;
let address: string;
let status = 200;
const told: string[] = [];
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/hook') told.push(body);
      response.writeHead(status).end('seen');
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  receiver.closeAllConnections();
  receiver.close();
  const { items } = await api<NotificationChannelList>('/notification-channels');
  for (const { id, name, version } of items.filter((item) => item.name.startsWith('e2e '))) {
    const headers = { 'if-match': String(version) };
    const answer = await fetch(`${BASE}/api/v1/notification-channels/${id}`, { method: 'DELETE', headers });
    if (!answer.ok) throw new Error(`${name} could not be removed: ${answer.status}`);
  }
});

describe('the page of notifications', () => {
  it.each([360, 1440])('adds, tests, edits and removes a channel at %i px', async (width) => {
    const { context, page, complaints } = await visitor(browser, { width });
    const name = `e2e ${width}`;
    await open(page, '/settings/notifications');
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await page.getByLabel('Kind').selectOption('webhook');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill(`${address}/hook`);
    await page.getByLabel(/^Secret that signs/).fill(SECRET);
    await page.getByLabel('stage').check();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Add channel' }).click();

    const channel = page.getByRole('article', { name });
    await channel.getByText('prod, stage').waitFor();
    status = 200;
    await channel.getByRole('button', { name: `Send a test message to ${name}` }).click();
    await channel.getByText('Arrived after').waitFor();
    expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ event: 'test' });
    status = 503;
    await channel.getByRole('button', { name: `Send a test message to ${name}` }).click();
    await channel.getByText('It did not arrive.').waitFor();
    await channel.getByText('The receiver answered 503. seen').waitFor();
    status = 200;

    await channel.getByRole('button', { name: `Edit ${name}` }).click();
    expect(await channel.getByLabel(/^Secret that signs/).inputValue()).toBe('');
    await channel.getByLabel('On', { exact: true }).uncheck();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await channel.getByRole('button', { name: 'Save' }).click();
    await channel.getByText('off', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(SECRET);

    await channel.getByRole('button', { name: `Remove ${name}` }).click();
    await channel.getByRole('button', { name: `Remove ${name} now` }).click();
    await channel.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says in place what is wrong with an address, and keeps what was typed', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/settings/notifications');
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await page.getByLabel('Kind').selectOption('webhook');
    await page.getByRole('textbox', { name: 'Name' }).fill('e2e metadata');
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('http://169.254.169.254/');
    await page.getByRole('button', { name: 'Add channel' }).click();
    await page
      .getByText(/link-local address/)
      .first()
      .waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('e2e metadata');
    await context.close();
  });

  it('keeps the address of the heartbeat, in Korean as well', async () => {
    const { context, page } = await visitor(browser, { locale: 'ko', width: 360 });
    await open(page, '/settings/notifications');
    await page.getByLabel('호출할 주소').fill(`${address}/alive`);
    await page.getByRole('button', { name: '주소 저장' }).click();
    await page.getByText(/아직 호출하지 않았습니다|마지막 호출/).waitFor();
    expect((await api<Heartbeat>('/heartbeat')).url).toBe(`${address}/alive`);
    await page.getByLabel('호출할 주소').fill('');
    await page.getByRole('button', { name: '주소 저장' }).click();
    await page.getByText('주소가 없어').waitFor();
    expect((await api<Heartbeat>('/heartbeat')).url).toBeNull();
    await context.close();
  });
});
