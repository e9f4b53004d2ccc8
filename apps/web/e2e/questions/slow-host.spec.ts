import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, TaskItem, UsageAnswer } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The hottest host of the fleet: it runs the report that takes all that its instance has. */
async function slowHost(): Promise<{ id: string; name: string }> {
  const [loud] = await resources('kind=ecs_service&q=ReportWorkerService&limit=1');
  const { items } = await api<List<TaskItem>>(
    `/tasks?service=${loud?.id}&state=RUNNING&from=now-3h&limit=10`,
  );
  const host = items.flatMap(({ containerInstanceId }) => containerInstanceId ?? [])[0];
  const instances = await resources('kind=ec2_instance&limit=100');
  const found = instances.find(({ attributes }) => attributes.containerInstanceId === host);
  if (!found) throw new Error('The report runs on no instance.');
  return found;
}

describe('which task makes this host slow', () => {
  it('is said two clicks from the overview: the task, by how much it grew, and who suffers since when', async () => {
    const host = await slowHost();
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'EC2' }).click();
    await page.locator(`main a[href*="/ec2/${host.id}"]`).first().click();
    const answer = page.locator('[data-culprit]');
    await answer.waitFor({ timeout: 30_000 });
    const truth = await api<UsageAnswer>(`/resources/${host.id}/usage`);
    expect(truth.suspects[0]?.name).toBe('ReportWorkerService');
    const said = await answer.innerText();
    expect(said).toMatch(/^ReportWorkerService took more CPU: [\d.]+ % before, [\d.]+ % since /);
    expect(said).toContain('answered slower since');
    await page.locator('[data-suspect="1"]').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
