import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ResourceItem } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { launch, open, resources, visitor } from './site';

let browser: Browser;
let hosts: ResourceItem[];
let databases: ResourceItem[];
beforeAll(async () => {
  [browser, hosts, databases] = await Promise.all([
    launch(),
    resources('kind=ec2_instance&limit=120'),
    resources('kind=rds_instance&limit=120'),
  ]);
});
afterAll(() => browser.close());

describe('EC2', () => {
  it('lists every instance with its type and a CPU figure of its own', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/ec2');
    const rows = page.getByRole('table', { name: 'EC2 instances' }).locator('tbody tr');
    expect(await rows.count()).toBe(hosts.length);
    const figures = page.locator('[data-fact*="CPUUtilization"][data-fact*="\\"fn\\":\\"max\\""]');
    await figures.first().waitFor();
    expect(await figures.count()).toBeGreaterThan(hosts.length / 2);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says that memory is unknown without the agent, and what is reserved instead', async () => {
    const host = hosts.find((each) => each.attributes.containerInstanceId) ?? hosts[0];
    const { context, page } = await visitor(browser);
    await open(page, `/ec2/${host?.id}`);
    await page.getByText('Memory use is unknown').waitFor();
    await page.getByRole('heading', { name: 'Tasks on this host' }).waitFor();
    expect(await page.locator('figure').count()).toBeGreaterThanOrEqual(1);
    await context.close();
  });
});

describe('RDS', () => {
  it('lists every database with its engine, free storage and connections', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/rds');
    const rows = page.getByRole('table', { name: 'RDS databases' }).locator('tbody tr');
    expect(await rows.count()).toBe(databases.length);
    await page.locator('[data-fact*="FreeStorageSpace"]').first().waitFor();
    expect(await rows.first().innerText()).toMatch(/PostgreSQL|MySQL|MariaDB/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('draws the limits of the database beside what it uses', async () => {
    const database = databases.find((each) => typeof each.attributes.maxConnections === 'number');
    const { context, page } = await visitor(browser);
    await open(page, `/rds/${(database ?? databases[0])?.id}`);
    await page.getByText('Backup and maintenance').waitFor();
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(headings).toEqual(
      expect.arrayContaining(['CPU', 'Connections', 'Free storage', 'Freeable memory', 'IOPS', 'Latency']),
    );
    await context.close();
  });
});
