import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogAnswer, TemplateAnswer } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from './site';

let browser: Browser;
let service: string;
beforeAll(async () => {
  browser = await launch();
  const found = (await resources('kind=ecs_service&q=checkout-api&limit=10')).find(
    ({ name }) => name === 'checkout-api',
  );
  service = found?.id ?? '';
});
afterAll(() => browser.close());

describe('the page of logs', () => {
  it('shows the kinds of lines as the API counts them, and a kind leads to its lines', async () => {
    const range = 'from=now-1h&to=now';
    const truth = await api<TemplateAnswer>(`/logs/templates?resource=${service}&${range}`);
    const { context, page, complaints } = await visitor(browser);
    await open(page, `/logs?resource=${service}&range=now-1h..now`);
    const kinds = page.getByRole('region', { name: 'Kinds of lines' });
    const frequent = truth.items.slice(0, 3).map(({ text }) => text);
    for (const text of frequent) await kinds.getByText(text, { exact: true }).first().waitFor();
    await kinds
      .getByText(frequent[0] ?? '', { exact: true })
      .first()
      .click();
    await page.waitForURL(/[?&]q=/);
    const q = new URL(page.url()).searchParams.get('q') ?? '';
    const lines = page.getByRole('region', { name: 'Lines', exact: true }).getByRole('listitem');
    await lines.first().waitFor();
    await lines.filter({ hasNotText: q }).first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens what stands around a line, from its own stream', async () => {
    const kept = await api<LogAnswer>(`/logs/search?resource=${service}&from=now-1h&limit=1`);
    expect(kept.items).toHaveLength(1);
    const { context, page } = await visitor(browser);
    await open(page, `/logs?resource=${service}&range=now-1h..now`);
    const lines = page.getByRole('region', { name: 'Lines', exact: true });
    await lines
      .getByRole('button', { name: /^What stands around/ })
      .nth(2)
      .click();
    const around = lines.getByRole('list', { name: '20 lines before and after' });
    await around.waitFor();
    expect(await around.getByRole('listitem').count()).toBeGreaterThan(20);
    await context.close();
  });

  it('follows a group live', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, `/logs?resource=${service}`);
    await page.getByRole('button', { name: 'Follow live' }).click();
    const live = page.getByRole('list', { name: 'Lines as they come' });
    await live.getByRole('listitem').first().waitFor({ timeout: 20_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a moment of a chart', () => {
  it('leads to the lines of its minute', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/services/${service}`);
    const chart = page.getByRole('region', { name: 'CPU', exact: true }).getByRole('group').first();
    await chart.scrollIntoViewIfNeeded();
    await chart.click({ position: { x: 300, y: 60 } });
    const link = page.getByRole('link', { name: /^Log lines of/ });
    await link.click();
    await page.waitForURL(/\/logs\?/);
    const search = new URL(page.url()).searchParams;
    expect(search.get('resource')).toBe(service);
    expect(search.get('range')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d\.\.\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    await context.close();
  });
});
