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

const LOOKS: Required<Look>[] = [
  { width: 1440, theme: 'light', locale: 'en' },
  { width: 1440, theme: 'dark', locale: 'ko' },
  { width: 360, theme: 'dark', locale: 'en' },
];

describe('every page', () => {
  it.each(LOOKS)(
    'at $width, $theme, $locale: keeps nobody out (axe), fits its window, logs no error',
    async (look) => {
      const { context, page, complaints } = await visitor(browser, look);
      const found: Record<string, unknown[]> = {};
      for (const path of pages) {
        await open(page, path);
        const extra = await overflow(page);
        const list = [
          ...(await violations(page)),
          ...(extra > 0 ? [`${extra} px wider than the window`] : []),
          ...complaints.splice(0),
        ];
        if (list.length > 0) found[path] = list;
      }
      expect(found).toEqual({});
      await context.close();
    },
    180_000,
  );
});
