import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeploymentItem, List, RolloutComparison } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from '../site';

/** The newest rollout whose start-up can be told, and what is said of it. */
async function told(): Promise<{ rollout: DeploymentItem; text: string }> {
  const { items } = await api<List<DeploymentItem>>('/deployments?limit=40&from=now-24h');
  for (const rollout of items) {
    const comparison = await api<RolloutComparison>(`/deployments/${rollout.id}/comparison`);
    const startup = comparison.findings.find(({ what }) => what === 'startup');
    if (startup && startup.verdict !== 'unknown') return { rollout, text: startup.text.en };
  }
  throw new Error('No rollout of the last day has starts of both sides.');
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('did the last deployment make start-up slower?', () => {
  it('is answered two clicks from the overview, with seconds before and after', async () => {
    const { rollout, text } = await told();
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('link', { name: 'Rollouts', exact: true }).first().click();
    await page
      .getByRole('link', { name: `${rollout.serviceName}, revision ${rollout.revision}`, exact: true })
      .first()
      .click();
    const answer = page.locator('[data-finding=startup]');
    await answer.waitFor();
    expect(text).toMatch(/\d+ (s|min).* -> \d+ (s|min)/);
    expect(await answer.innerText()).toContain(text);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
