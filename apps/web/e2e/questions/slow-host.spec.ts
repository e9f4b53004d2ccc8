import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, TaskItem, UsageAnswer } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Host {
  id: string;
  usage: UsageAnswer;
}

/** An instance that runs the report which takes all that it has; one whose other services answer slower, if any does. */
async function slowHost(): Promise<Host> {
  const [loud] = await resources('kind=ecs_service&q=ReportWorkerService&limit=1');
  const { items } = await api<List<TaskItem>>(
    `/tasks?service=${loud?.id}&state=RUNNING&from=now-3h&limit=10`,
  );
  const running = new Set(items.flatMap(({ containerInstanceId }) => containerInstanceId ?? []));
  const instances = await resources('kind=ec2_instance&limit=100');
  const hosts: Host[] = [];
  for (const { id, attributes } of instances) {
    if (!running.has(String(attributes.containerInstanceId))) continue;
    hosts.push({ id, usage: await api<UsageAnswer>(`/resources/${id}/usage`) });
  }
  const found = hosts.find(({ usage }) => usage.victims.length > 0) ?? hosts[0];
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
    expect(host.usage.suspects[0]?.name).toBe('ReportWorkerService');
    const said = await answer.innerText();
    expect(said).toMatch(/^ReportWorkerService took more CPU: [\d.]+ % before, [\d.]+ % since /);
    // At night its neighbours ask for so little that they get it all the same.
    const [victim] = host.usage.victims;
    expect(said).toContain(victim?.name ?? '');
    expect(said).toContain(victim ? 'answered slower since' : 'The CPU of the host rose at');
    await page.locator('[data-suspect="1"]').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
