import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScalingAnswer, ScalingOverview } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The service that needs the answer most: one at its maximum, else any that scales. */
async function pressed(): Promise<string> {
  const { items } = await api<ScalingOverview>('/scaling/overview');
  const services = items.filter(({ kind }) => kind === 'ecs_service');
  const found = services.find(({ desired, maximum }) => desired >= maximum) ?? services[0];
  if (!found) throw new Error('No service scales.');
  return found.id;
}

describe('what limits scale-out of this service', () => {
  it('is said two clicks from the overview, in a sentence with its evidence', async () => {
    const service = await pressed();
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.locator(`a[href*="/services/${service}"]`).first().click();
    await page.getByRole('tab', { name: 'Scaling' }).click();
    const answer = page.getByRole('region', { name: 'What limits scale-out' });
    await answer.waitFor();
    const said = await answer.innerText();
    const { limit } = await api<ScalingAnswer>(`/scaling?resource=${service}`);
    expect(said).toContain(limit?.text.en);
    expect(limit?.evidence.length).toBeGreaterThan(0);
    expect(await answer.getAttribute('data-scale-out-limit')).toBe(limit?.code);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
