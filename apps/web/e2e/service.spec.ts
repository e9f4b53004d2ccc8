import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventItem, List, ResourceItem } from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, busyService, launch, open, visitor } from './site';

let browser: Browser;
let service: ResourceItem;
beforeAll(async () => {
  browser = await launch();
  service = await busyService();
});
afterAll(() => browser.close());

const TITLES = ['Tasks', 'CPU', 'Memory', 'Stopped tasks', 'Log lines', 'Start-up'];

function chart(page: Page, title: string) {
  return page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) }).first();
}

/** Scrolls through the page, since charts below the window wait to be drawn. */
async function drawAll(page: Page): Promise<void> {
  for (const title of TITLES) await chart(page, title).scrollIntoViewIfNeeded();
  await page.locator('.recharts-surface').nth(2).waitFor();
}

describe('the service page', () => {
  it('draws its six charts, with lines that have points', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, `/services/${service.id}`);
    await drawAll(page);
    for (const title of TITLES) expect(await chart(page, title).count()).toBe(1);
    for (const title of ['CPU', 'Memory']) {
      const path = await chart(page, title).locator('path.recharts-line-curve').first().getAttribute('d');
      expect(path?.split(/[LM]/).length ?? 0).toBeGreaterThan(50);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('marks every change of the range on every chart', async () => {
    const events = await api<List<EventItem>>(
      `/events?resource=${service.id}&kinds=deployment,scaling&from=now-14d&limit=200`,
    );
    expect(events.items.length).toBeGreaterThan(0);
    const { context, page } = await visitor(browser);
    await open(page, `/services/${service.id}?range=now-14d..now`);
    await drawAll(page);
    for (const title of TITLES.slice(0, 5))
      expect(await chart(page, title).locator('[data-mark]').count()).toBeGreaterThan(0);
    const titles = await chart(page, 'CPU').locator('[data-mark] title').allTextContents();
    expect(titles.join('\n').length).toBeGreaterThan(0);
    await context.close();
  });

  it('zooms by dragging, and Back returns', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/services/${service.id}?range=now-6h..now`);
    await drawAll(page);
    const plot = chart(page, 'CPU').locator('[role=group]');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    if (!box) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + box.width * 0.4, box.y + 70);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 72, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.7, box.y + 72, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/range=\d{4}-/);
    await page.goBack();
    await page.waitForURL(/range=now-6h/);
    expect(new URL(page.url()).searchParams.get('range')).toBe('now-6h..now');
    await context.close();
  });

  it('shows the crosshair on all charts and the tooltip on one', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/services/${service.id}`);
    await drawAll(page);
    const plot = chart(page, 'CPU').locator('[role=group]');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    if (!box) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    await page.mouse.move(box.x + box.width / 2 + 3, box.y + 60);
    const shown = await page
      .locator('line[data-crosshair]')
      .evaluateAll((lines) => lines.filter((line) => (line as SVGElement).style.display !== 'none').length);
    expect(shown).toBeGreaterThanOrEqual(3);
    expect(await page.locator('[data-tooltip]').count()).toBe(1);
    await context.close();
  });

  it('has the same numbers behind each chart as a table', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/services/${service.id}`);
    await chart(page, 'CPU').getByRole('button', { name: 'Table' }).click();
    expect(await chart(page, 'CPU').locator('tbody tr').count()).toBeGreaterThan(100);
    await context.close();
  });

  it('names an unknown service as such, with the request', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/services/svc-aaaaaaaaaaaaaaaa');
    await page.getByText('This does not exist').waitFor();
    expect(await page.getByText('Request').count()).toBeGreaterThan(0);
    await context.close();
  });
});
