import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StatementsAnswer } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('which statement loads this database', () => {
  it('is said one click from the overview, with its share and since when it hurts', async () => {
    const [database] = await resources('kind=rds_instance&q=orders-db&limit=10').then((items) =>
      items.filter(({ name }) => name === 'orders-db'),
    );
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    // The one click: its cell in the picture of the fleet.
    await page.locator(`a[href*="/rds/${database?.id}"]`).first().click();
    const card = page.getByRole('region', { name: 'Slow statements' });
    const answer = card.locator('[data-top-statement]');
    await answer.waitFor();
    const said = await answer.innerText();
    const truth = await api<StatementsAnswer>(`/resources/${database?.id}/statements?from=now-6h`);
    expect(said).toContain(truth.items[0]?.template);
    expect(said).toMatch(/Most of the time of slow statements, \d+ %, goes to/);
    await card.locator('[data-onset]').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
