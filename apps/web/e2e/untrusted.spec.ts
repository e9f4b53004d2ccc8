import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Route } from 'playwright-core';
import { BASE, busyService, launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const NAME = '<img src=x onerror="window.pwned=1">';
const SCHEME = 'javascript:window.pwned=1';

/** Real answers in which names, texts and links are hostile: what an account may hold, whoever owns it. */
async function poison(route: Route): Promise<void> {
  const answer = await route.fetch();
  const hostile: unknown = JSON.parse(await answer.text(), (key, value: unknown) => {
    if (key === 'name' || key === 'message' || key === 'team' || key === 'image') return NAME;
    if (key === 'en' || key === 'ko') return `${String(value)} ${NAME}`;
    return key === 'consoleUrl' ? SCHEME : value;
  });
  await route.fulfill({ response: answer, json: hostile });
}

describe('text from AWS', () => {
  it('is shown as text, and no link leaves http', async () => {
    const service = await busyService();
    const { context, page } = await visitor(browser);
    await page.route(/\/api\/v1\/(resources|overview|events|logs|recommendations)/, poison);
    for (const path of [
      '/',
      '/clusters',
      `/services/${service.id}`,
      `/services/${service.id}?tab=logs`,
      `/services/${service.id}?tab=configuration`,
    ]) {
      await open(page, path);
      expect(await page.getByText(NAME).count()).toBeGreaterThan(0);
      expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
      expect(await page.locator('main img[src="x"]').count()).toBe(0);
      const links = await page
        .locator('a')
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol));
      expect(links.filter((protocol) => protocol !== 'http:' && protocol !== 'https:')).toEqual([]);
    }
    await context.close();
  });

  it('cannot be framed and brings its policy', async () => {
    const answer = await fetch(`${BASE}/`);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
