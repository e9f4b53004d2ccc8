import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecommendationList } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { BASE, api, launch, open, visitor } from './site';

let browser: Browser;
let list: RecommendationList;
/** The first recommendations are computed right after the history is there. */
beforeAll(async () => {
  browser = await launch();
  for (let seconds = 0; seconds < 90; seconds += 1) {
    list = await api<RecommendationList>('/recommendations?state=open&limit=200');
    if (list.items.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}, 100_000);
afterAll(() => browser.close());

describe('recommendations', () => {
  it('lists each open one', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/recommendations');
    const rows = page.getByRole('table', { name: 'Recommendations' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(list.items.length);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows the proof and hands over the exact change', async () => {
    const found = list.items.find((each) => each.change.length > 0);
    if (!found) throw new Error('The stack has recommended nothing within 90 s.');
    const { context, page } = await visitor(browser);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BASE });
    await open(page, `/recommendations/${found.id}`);
    const [change] = found.change;
    expect(await page.locator('pre').first().innerText()).toBe(change?.text);
    await page.getByRole('button', { name: `Copy ${change?.label}` }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(change?.text);
    expect(await page.locator('figure').count()).toBe(found.evidence.charts.length);
    await context.close();
  });

  it('keeps the filter in the address', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/recommendations');
    await page.getByRole('button', { name: /^Kind:/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Idle instance' }).click();
    await page.waitForURL(/rule=idle_ec2_instance/);
    const idle = list.items.filter((each) => each.rule === 'idle_ec2_instance').length;
    await page.waitForFunction((count) => document.querySelectorAll('main tbody tr').length === count, idle);
    expect(new URL(page.url()).searchParams.get('rule')).toBe('idle_ec2_instance');
    await context.close();
  });
});
