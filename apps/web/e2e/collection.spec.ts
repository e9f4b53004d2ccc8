import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CollectionCompleteness, CollectionPermissions, CollectionStatus } from '@danji/shared';
import type { Browser, Route } from 'playwright-core';
import { api, launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the collection page', () => {
  it('shows completeness per namespace, the jobs, the history and the bill', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/collection');
    const { items } = await api<CollectionCompleteness>('/collection/completeness');
    const table = page.getByRole('table', { name: 'Stored against expected datapoints per namespace' });
    expect(await table.locator('tbody tr').count()).toBe(items.length);
    await page.getByRole('progressbar', { name: 'History', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What watching costs' }).waitFor();
    await page.getByRole('table', { name: 'Collection jobs with their last run' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('puts a denied action first, with what it affects and the statement that mends it', async () => {
    const { context, page } = await visitor(browser);
    const answer = await api<CollectionPermissions>('/collection/permissions');
    const [model] = answer.items;
    if (!model) throw new Error('No action has been tried.');
    const allowed = answer.items.map((item) => ({ ...item, status: 'allowed' as const }));
    const denied = { ...model, action: 'logs:FilterLogEvents', status: 'denied' as const };
    await page.route('**/api/v1/collection/permissions', (route: Route) =>
      route.fulfill({ json: { items: [...allowed, denied] } }),
    );
    await open(page, '/collection');
    const table = page.getByRole('table', { name: 'IAM actions with their status' }).first();
    expect(await table.locator('tbody tr').first().innerText()).toContain('logs:FilterLogEvents');
    expect(await table.locator('tbody tr').first().innerText()).toContain(denied.affects[0]?.en);
    await page.getByRole('button', { name: 'Copy the IAM statement that allows them' }).waitFor();
    await context.close();
  });

  it('asks before the first paid request, and says what was accepted', async () => {
    const { context, page } = await visitor(browser);
    const status = await api<CollectionStatus>('/collection');
    const waiting: CollectionStatus = {
      ...status,
      mode: 'aws',
      metrics: {
        ...status.metrics,
        state: 'waiting_for_acceptance',
        estimate: { backfillUsd: { low: 3.1, high: 15.4 }, monthUsd: { low: 105, high: 526 }, series: 6012 },
      },
    };
    await page.route('**/api/v1/collection', (route: Route) => route.fulfill({ json: waiting }));
    let sent: unknown = null;
    await page.route('**/api/v1/collection/accept-cost', async (route: Route) => {
      sent = route.request().postDataJSON();
      await route.fulfill({ json: waiting });
    });
    await open(page, '/collection');
    await page.getByText('$105 to $526').waitFor();
    expect(sent).toBeNull();
    await page.getByRole('button', { name: 'Accept and start' }).click();
    await page.getByText('Accepted. Metrics are on their way').waitFor();
    expect(sent).toEqual({ monthUsd: 526, backfillUsd: 15.4 });
    await context.close();
  });
});
