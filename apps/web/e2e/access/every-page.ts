import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { everyPage, launch, open, overflow, violations, visitor, type Look } from '../site';

/**
 * Looks at every page in one look. A look is a file of its own, so that they share the cores; the two together have both
 * widths, themes and languages.
 */
export function lookAtEveryPage(look: Required<Look>): void {
  let browser: Browser;
  let pages: string[];
  beforeAll(async () => {
    browser = await launch();
    pages = await everyPage();
  });
  afterAll(() => browser.close());

  describe(`every page at ${look.width}, ${look.theme}, ${look.locale}`, () => {
    it('keeps nobody out (axe), fits its window, logs no error', async () => {
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
    }, 600_000);
  });
}
