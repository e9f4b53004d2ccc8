import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { BASE, launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the address', () => {
  it('carries the range: chosen, reloaded, the same', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('button', { name: /^Time range:/ }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await page.waitForURL(/range=now-7d\.\.now/);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Time range: Last 7 days' }).count()).toBe(1);
    await context.close();
  });

  it('carries the range past a page that has none, where none can be chosen', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/alerts?range=now-7d..now');
    expect(await page.getByRole('button', { name: /^Time range:/ }).count()).toBe(0);
    await page.keyboard.press('[');
    await page.getByRole('link', { name: 'Tasks' }).first().click();
    await page.waitForURL(/\/tasks\?range=now-7d\.\.now/);
    expect(await page.getByRole('button', { name: 'Time range: Last 7 days' }).count()).toBe(1);
    await context.close();
  });

  it('takes a typed range in the zone of the screen', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/?tz=Asia/Seoul');
    await page.getByRole('button', { name: /^Time range:/ }).click();
    await page.getByLabel('Type a range').fill('2026-11-20 09:00 - 2026-11-20 12:00');
    await page.getByLabel('Type a range').press('Enter');
    await page.waitForURL(/range=2026/);
    expect(new URL(page.url()).searchParams.get('range')).toBe('2026-11-20T00:00..2026-11-20T03:00');
    await context.close();
  });

  it('says so when its range cannot be read, and shows the default', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/?range=tomorrow');
    expect(await page.getByText('a range that cannot be read').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Time range: Last 3 hours' }).count()).toBe(1);
    await context.close();
  });
});

describe('language and theme', () => {
  it('switches to Korean and remembers it', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('link', { name: '클러스터' }).first().waitFor();
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    await context.close();
  });

  it('goes through system, light and dark', async () => {
    const { context, page } = await visitor(browser, { theme: 'light' });
    await open(page, '/');
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await context.close();
  });
});

describe('a foreign page', () => {
  it('is refused by host and by origin, on pages and on the API', async () => {
    const { request } = await import('node:http');
    const status = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sent = request(new URL(path, BASE), { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on('error', reject);
        sent.end();
      });
    expect(await status('/', { host: 'evil.example' })).toBe(403);
    expect(await status('/api/v1/overview', { host: 'evil.example' })).toBe(403);
    expect(await status('/api/v1/overview', { origin: 'https://evil.example' })).toBe(403);
    expect(await status('/api/v1/overview', {})).toBe(200);
  });

  it('never sees the metrics of the API', async () => {
    expect((await fetch(`${BASE}/metrics`)).status).toBe(404);
    expect((await fetch(`${BASE}/api/v1/../../metrics`)).status).toBe(404);
  });
});
