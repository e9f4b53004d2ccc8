import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launch, open, resources, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the search', () => {
  it('leads to a database by keyboard alone and remembers it', async () => {
    const [database] = await resources('kind=rds_instance&limit=1');
    const { context, page } = await visitor(browser);
    await open(page, '/collection');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox');
    await field.waitFor();
    await page.keyboard.type(database?.name ?? '');
    await page
      .getByRole('option', { name: new RegExp(`${database?.name}.*RDS`) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/rds/${database?.id}`));
    await page.keyboard.press('Control+k');
    await page.getByText('Recent').waitFor();
    await page
      .getByRole('option', { name: new RegExp(database?.name ?? '') })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(await page.locator('h1').innerText()).toContain(database?.name);
    await context.close();
  });

  it('finds pages by Korean words, and says when there is nothing', async () => {
    const { context, page } = await visitor(browser, { locale: 'ko' });
    await open(page, '/collection');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('권장');
    await page.getByRole('option', { name: '권장 사항', exact: true }).waitFor();
    await page.keyboard.type(' 없는것들');
    await page.getByText('맞는 것이 없습니다').waitFor();
    expect(await page.getByRole('option', { name: '권장 사항', exact: true }).count()).toBe(0);
    await context.close();
  });

  it('has rows for a thumb on the phone', async () => {
    const { context, page } = await visitor(browser, { width: 360 });
    await open(page, '/collection');
    await page.getByRole('button', { name: 'Search' }).first().click();
    const option = page.getByRole('option').first();
    await option.waitFor();
    const heights = await page
      .getByRole('option')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await context.close();
  });
});
