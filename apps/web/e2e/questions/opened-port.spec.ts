import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launch, open, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('who opened this port, and when?', () => {
  it('is answered two clicks from the overview: the rule in words, the time, the person, the call', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Network' }).click();
    await page
      .getByRole('region', { name: 'Security groups' })
      .getByRole('link', { name: 'bastion' })
      .first()
      .click();
    const rule = page.getByRole('listitem').filter({ hasText: '22/tcp from the whole internet' }).first();
    await rule.getByText('opened').waitFor({ timeout: 30_000 });
    const text = await rule.innerText();
    expect(text).toMatch(
      /by (minji\.kim|junho\.lee|sora\.park|david\.cho)\S* \(AuthorizeSecurityGroupIngress, from 203\.0\.113\.\d+\)/,
    );
    const at = await rule.locator('time').getAttribute('datetime');
    expect(Date.parse(at ?? '')).toBeLessThan(Date.now());
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
