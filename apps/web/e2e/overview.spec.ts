import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Overview } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the overview', () => {
  it('opens with the sentence and shows every service, host and database as a cell', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    const overview = await api<Overview>('/overview');
    expect((await page.locator('h1').innerText()).trim().length).toBeGreaterThan(10);
    const cells = overview.fleet.reduce((sum, row) => sum + row.cells.length, 0);
    expect(cells).toBeGreaterThan(20);
    expect(await page.locator('main a[data-status]').count()).toBe(cells);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('leads from a cell to its page and keeps the range', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/?range=now-6h..now');
    const href = await page.locator('main a[data-status]').first().getAttribute('href');
    expect(href).toContain('range=now-6h..now');
    await open(page, href ?? '/');
    expect(new URL(page.url()).pathname).toMatch(/^\/services\/svc-/);
    await context.close();
  });

  it('narrows to an environment from the top bar, in the address too', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('button', { name: /^Environment:/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'stage' }).click();
    await page.waitForURL(/environment=stage/);
    await page.keyboard.press('Escape');
    const narrowed = await api<Overview>('/overview?environment=stage');
    const cells = narrowed.fleet.reduce((sum, row) => sum + row.cells.length, 0);
    await page.waitForFunction(
      (count) => document.querySelectorAll('main a[data-status]').length === count,
      cells,
    );
    expect(cells).toBeGreaterThan(0);
    await context.close();
  });

  it('says that the account is simulated', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/');
    expect(await page.getByText('this account is simulated').count()).toBe(1);
    await context.close();
  });
});
