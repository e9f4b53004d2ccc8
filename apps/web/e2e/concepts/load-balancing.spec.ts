import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, ResourceItem, TargetGroupAttributes } from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
let groups: ResourceItem[];
beforeAll(async () => {
  browser = await launch();
  groups = await resources('kind=target_group&limit=200');
});
afterAll(() => browser.close());

const detailsOf = (item: ResourceItem): TargetGroupAttributes =>
  item.attributes as unknown as TargetGroupAttributes;

/** The requests tab of a service's page, with its group read. */
async function requestsOf(page: Page, service: string): Promise<void> {
  await open(page, `/services/${service}`);
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.locator('[data-field=container-port]').first().waitFor();
}

const field = (page: Page, name: string): Promise<string> =>
  page.locator(`[data-field=${name}]`).first().innerText();

describe('a service behind a load balancer', () => {
  it('shows its target group, the health check beside the port of its container, and how many targets answer', async () => {
    const group = groups.find(
      (item) => detailsOf(item).mismatches?.length === 0 && (detailsOf(item).targets?.length ?? 0) > 1,
    );
    const details = detailsOf(group as ResourceItem);
    const service = details.services[0] as string;
    const { context, page, complaints } = await visitor(browser);
    await requestsOf(page, service);
    const definition = (await api<ResourceItem>(`/resources/${service}`)).attributes;
    const [balancer] = definition.loadBalancers as { containerPort: number }[];
    expect(await field(page, 'container-port')).toBe(String(balancer?.containerPort));
    expect(await page.getByText(details.healthCheck.path ?? '', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.locator('[data-field=mismatch-port]').count()).toBe(0);
    expect(await field(page, 'target-counts')).toMatch(/^\d+ of \d+ healthy/);
    expect(await page.locator('[data-field=rule]').count()).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: 'task', exact: true }).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says plainly where the health check asks another port than the container has, and what to change', async () => {
    const odd = groups.find((item) => (detailsOf(item).mismatches ?? []).length > 0) as ResourceItem;
    const [mismatch] = detailsOf(odd).mismatches ?? [];
    const { context, page } = await visitor(browser);
    await requestsOf(page, detailsOf(odd).services[0] as string);
    const said = await field(page, 'mismatch-port');
    expect(said).toContain(`asks port ${mismatch?.asked}`);
    expect(said).toContain(`listens on port ${mismatch?.container}`);
    expect(said).toContain('traffic port');
    expect(await field(page, 'check-port')).toBe(mismatch?.asked);
    await context.close();
  });
});

describe('a task', () => {
  it('shows its health by container, target group and the canaries of its service', async () => {
    const [canary] = (await resources('kind=canary&limit=20')).filter(({ parentId }) => parentId !== null);
    const { items } = await api<List<{ id: string; serviceName: string }>>(
      `/tasks?service=${canary?.parentId}&state=running&limit=1`,
    );
    const task = items[0];
    const { context, page, complaints } = await visitor(browser);
    await open(page, `/tasks/${task?.id}`);
    await page.locator('[data-field=target-health] a').first().waitFor();
    expect(await field(page, 'target-health')).toMatch(/^(healthy|initial|unhealthy|draining) in /);
    expect(await field(page, 'container-health')).toMatch(/HEALTHY|no health check of its own/);
    await page.locator('[data-field=canaries] a').first().waitFor();
    expect(await field(page, 'canaries')).toContain(canary?.name);
    expect(await field(page, 'canaries')).toMatch(/last run (PASSED|FAILED|RUNNING)/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the list of load balancers', () => {
  it('calls one idle that has no targets, and names groups that nobody uses', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/load-balancers');
    await page.getByText('idle: no targets').first().waitFor();
    const unused = groups.filter((item) => item.reasons.some(({ code }) => code === 'group_unused'));
    expect(unused.length).toBeGreaterThan(0);
    expect(await page.getByText('no targets, and no service uses it').count()).toBe(unused.length);
    await context.close();
  });
});
