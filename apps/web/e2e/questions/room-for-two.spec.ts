import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CapacityAnswer } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('does this cluster have room for two more of a service', () => {
  it('is said two clicks from the overview: how many more fit, and what runs out first', async () => {
    const clusters = await resources('kind=ecs_cluster&q=prod-kr-ec2&limit=10');
    const cluster = clusters.find(({ name }) => name === 'prod-kr-ec2');
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.locator(`main a[href*="/clusters/${cluster?.id}"]`).first().click();
    await page.getByRole('tab', { name: 'What fits' }).click();
    const truth = await api<CapacityAnswer>(`/resources/${cluster?.id}/capacity`);
    const service = truth.services.find(({ more }) => more !== null && more >= 2);
    const answer = page.locator(`[data-more="${service?.id}"]`);
    await answer.waitFor();
    expect(await answer.getAttribute('data-value')).toBe(String(service?.more));
    expect(await answer.innerText()).toMatch(/\d+ more/);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
