import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the capacity review on paper', () => {
  it('is dark on white, also from a dark screen, and has no controls', async () => {
    const { context, page } = await visitor(browser, { theme: 'dark', locale: 'ko' });
    await open(page, '/reports/capacity');
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate(() => {
      const luminance = (color: string): number => {
        const [r = 0, g = 0, b = 0] = (/\d+, \d+, \d+/.exec(color)?.[0] ?? '').split(', ').map(Number);
        return (r * 0.21 + g * 0.72 + b * 0.07) / 255;
      };
      const { backgroundColor } = getComputedStyle(document.body);
      const heading = document.querySelector('main h1');
      return {
        page: luminance(backgroundColor),
        text: heading === null ? 1 : luminance(getComputedStyle(heading).color),
        scheme: getComputedStyle(document.documentElement).colorScheme,
        controls: [...document.querySelectorAll('nav, button')].filter((one) => one.checkVisibility()).length,
      };
    });
    expect(paper.page).toBeCloseTo(1, 6);
    expect(paper.text).toBeLessThan(0.2);
    expect(paper.scheme).toBe('light');
    expect(paper.controls).toBe(0);
    await context.close();
  });
});
