import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { everyPage, launch, open, overflow, violations, visitor, type Look } from './site';

let browser: Browser;
let pages: string[];
beforeAll(async () => {
  browser = await launch();
  pages = await everyPage();
});
afterAll(() => browser.close());

const LOOKS: Look[] = [
  { theme: 'light', locale: 'en' },
  { theme: 'dark', locale: 'ko' },
];

describe('every page', () => {
  it.each(LOOKS)(
    'keeps nobody out (axe), $theme $locale',
    async (look) => {
      const { context, page } = await visitor(browser, look);
      const found: Record<string, unknown> = {};
      for (const path of pages) {
        await open(page, path);
        const list = await violations(page);
        if (list.length > 0) found[path] = list;
      }
      expect(found).toEqual({});
      await context.close();
    },
    240_000,
  );

  it.each([
    { width: 360, locale: 'en' as const },
    { width: 360, locale: 'ko' as const },
  ])(
    'fits $width pixels in $locale without scrolling sideways',
    async (look) => {
      const { context, page } = await visitor(browser, look);
      const wide: Record<string, number> = {};
      for (const path of pages) {
        await open(page, path);
        const extra = await overflow(page);
        if (extra > 0) wide[path] = extra;
      }
      expect(wide).toEqual({});
      await context.close();
    },
    240_000,
  );

  it('logs no error in the browser', async () => {
    const { context, page, complaints } = await visitor(browser);
    const found: Record<string, string[]> = {};
    for (const path of pages) {
      await open(page, path);
      if (complaints.length > 0) found[path] = complaints.splice(0);
    }
    expect(found).toEqual({});
    await context.close();
  }, 240_000);
});
