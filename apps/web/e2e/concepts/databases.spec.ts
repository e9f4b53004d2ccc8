import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  List,
  RdsClusterAttributes,
  RdsInstanceAttributes,
  ResourceItem,
  StatementsAnswer,
} from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
let databases: ResourceItem[];
let clusters: ResourceItem[];
beforeAll(async () => {
  browser = await launch();
  databases = await resources('kind=rds_instance&limit=100');
  clusters = await resources('kind=rds_cluster&limit=100');
});
afterAll(() => browser.close());

const detailsOf = (item: ResourceItem): RdsInstanceAttributes =>
  item.attributes as unknown as RdsInstanceAttributes;
const database = (name: string): ResourceItem => {
  const found = databases.find((item) => item.name === name);
  if (!found) throw new Error(`the demo has no ${name}`);
  return found;
};

/** The text of a card of a database's page. */
async function panel(page: Page, name: string, title: string): Promise<string> {
  await open(page, `/rds/${database(name).id}`);
  const card = page.getByRole('region', { name: title });
  await card.waitFor();
  return card.innerText();
}

describe('a managed engine', () => {
  it('shows engine, version, the end of its support, and what it may be upgraded to', async () => {
    const details = detailsOf(database('orders-db'));
    const { context, page, complaints } = await visitor(browser);
    const said = await panel(page, 'orders-db', 'Engine and maintenance');
    expect(details.lifecycle?.standardSupportEnds?.slice(0, 10)).toBe('2029-02-28');
    expect(said).toContain('2029-02-28');
    const newest = details.upgradeTargets?.filter(({ major }) => !major).at(-1)?.version ?? '';
    expect(newest).toMatch(/^16\.\d+$/);
    expect(said).toContain(newest);
    expect(await page.getByText(`PostgreSQL ${details.engineVersion}`).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says in the list that a version is out of standard support, and lists clusters with their writer', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/rds');
    const rows = page.getByRole('table', { name: 'RDS databases' }).locator('tbody tr');
    const stage = await rows.filter({ hasText: 'stage-shared-db' }).innerText();
    expect(stage).toContain('out of support since 2026-02-28');
    const [cluster] = clusters;
    const members = (cluster?.attributes as unknown as RdsClusterAttributes).members;
    const said = await page.getByRole('table', { name: 'Database clusters' }).innerText();
    expect(members).toHaveLength(2);
    for (const { id, writer } of members) expect(said).toContain(`${id} ${writer ? 'writer' : 'reader'}`);
    await context.close();
  });
});

describe('backups, patches and scaling by clicks', () => {
  it('shows window and retention, the restorable point with its age, and the ceiling of storage', async () => {
    const details = detailsOf(database('orders-db'));
    const { context, page } = await visitor(browser);
    const said = await panel(page, 'orders-db', 'Backup and maintenance');
    expect(said).toContain(`${details.backupWindow} UTC`);
    expect(said).toContain(`${details.backupRetentionDays} days`);
    expect(Number(/, (\d+) min ago/.exec(said)?.[1])).toBeLessThanOrEqual(15);
    expect(await panel(page, 'orders-db', 'Facts')).toContain(
      `up to ${details.maxAllocatedGiB?.toLocaleString('en-US')} GiB`,
    );
    await context.close();
  });

  it('shows pending maintenance with its dates', async () => {
    const [action] = detailsOf(database('orders-db')).pendingMaintenance ?? [];
    const { context, page } = await visitor(browser);
    const said = await panel(page, 'orders-db', 'Engine and maintenance');
    expect(said).toContain(action?.action);
    expect(said).toContain('applies at');
    expect(await page.locator(`time[datetime="${action?.currentApply}"]`).count()).toBeGreaterThan(0);
    await context.close();
  });

  it('tells backups and storage changes as events of the last two weeks', async () => {
    const id = database('orders-db').id;
    const events = await api<List<{ type: string }>>(
      `/events?resource=${id}&kinds=rds&from=now-14d&limit=100`,
    );
    const types = events.items.map(({ type }) => type);
    expect(types.filter((type) => type === 'backup_finished').length).toBeGreaterThanOrEqual(12);
    const { context, page } = await visitor(browser);
    await open(page, `/rds/${id}?from=now-2d&to=now`);
    const told = page.getByRole('region', { name: 'What changed', exact: true });
    await told.getByText('orders-db backed up').first().waitFor();
    await context.close();
  });
});

describe('what is PostgreSQL in it', () => {
  it('shows connections against their maximum with the formula, transaction ids, slots and deadlocks', async () => {
    const details = detailsOf(database('orders-db'));
    const { context, page } = await visitor(browser);
    const said = await panel(page, 'orders-db', 'Parameters and use');
    expect(details.maxConnectionsFrom).toBe('formula');
    expect(said).toContain(`at most about ${details.maxConnections}`);
    expect(said).toContain('LEAST({DBInstanceClassMemory/9531392},5000)');
    expect(said).toContain('of about 2,100 million');
    expect(said).toContain('Oldest replication slot');
    expect(await panel(page, 'orders-db', 'Slow statements')).toMatch(/deadlock/);
    expect(await panel(page, 'users-db', 'Parameters and use')).toContain(
      'at most 800, set in the parameter group',
    );
    expect(await panel(page, 'orders-db-replica', 'Facts')).toContain('replicating');
    await context.close();
  });
});

describe('the tuning that stays with the developer', () => {
  it('shows the statement that began to hurt, since when, and never a value', async () => {
    const id = database('orders-db').id;
    const answer = await api<StatementsAnswer>(`/resources/${id}/statements?from=now-6h`);
    const [worst] = answer.items;
    expect(worst?.template).toContain('FROM orders WHERE user_id = ?');
    const onset = Date.parse(worst?.onset?.at ?? '');
    // The scenario drops an index three hours and twenty minutes before the demo begins.
    expect(Date.now() - onset).toBeGreaterThan(3 * 3_600_000);
    const { context, page } = await visitor(browser);
    await open(page, `/rds/${id}?from=now-6h&to=now`);
    const card = page.getByRole('region', { name: 'Slow statements' });
    await card.locator('[data-onset]').waitFor();
    // Lines come in meanwhile, and the rise may be found a bucket further (8 min: 12 h in 96). It is named by the first
    // execution in its bucket, so two readings agree to two buckets.
    const shown = Date.parse((await card.locator('[data-onset]').getAttribute('data-onset')) ?? '');
    expect(Math.abs(shown - onset)).toBeLessThan(2 * 8 * 60_000);
    const said = await card.innerText();
    expect(said).toContain(worst?.template);
    expect(said).not.toMatch(/user_id = \d/);
    await context.close();
  });

  it('asks Performance Insights only when somebody asks', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/rds/${database('orders-db').id}`);
    const card = page.getByRole('region', { name: 'Slow statements' });
    expect(await card.innerText()).not.toContain('average active sessions');
    await card.getByRole('button', { name: 'Ask Performance Insights' }).click();
    await card.getByText('average active sessions').waitFor();
    await context.close();
  });
});
