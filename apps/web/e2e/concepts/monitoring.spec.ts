import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, ResourceItem, TaskDetail, TaskLines, TaskList } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Tasks that have ended of a service, newest first, with their details. */
async function ended(): Promise<TaskDetail[]> {
  const { items } = await api<TaskList>('/tasks?state=STOPPED&limit=60&from=now-24h');
  const own = items.filter(({ serviceId, cause }) => serviceId !== null && cause !== 'image_pull');
  return Promise.all(own.map(({ id }) => api<TaskDetail>(`/tasks/${id}`)));
}

describe('the log half of a task', () => {
  it('stands beside the task when it is gone: stdout and stderr as CloudWatch Logs has them', async () => {
    const task = (await ended()).find(({ logs }) => logs.length > 2);
    if (task === undefined) throw new Error('no ended task has lines');
    const { context, page } = await visitor(browser);
    await open(page, `/tasks/${task.id}`);
    const shown = await page
      .getByLabel('Log lines around the end')
      .locator('li > span:last-child')
      .allInnerTexts();
    expect(shown).toEqual(task.logs.map(({ message }) => message));
    await context.close();
  });

  it('is read from the streams of the task when nothing is kept, and says from where', async () => {
    const all = await ended();
    let found: { task: TaskDetail; lines: TaskLines } | undefined;
    for (const task of all.filter(({ logs }) => logs.length === 0)) {
      const lines = await api<TaskLines>(`/tasks/${task.id}/lines`);
      if (lines.state === 'read') found = { task, lines };
      if (found) break;
    }
    // Where every line is kept there is nothing to read.
    if (found === undefined) return expect(all.some(({ logs }) => logs.length > 0)).toBe(true);
    const { context, page } = await visitor(browser);
    await open(page, `/tasks/${found.task.id}`);
    await page.getByRole('button', { name: 'Read its last lines from CloudWatch Logs' }).click();
    await page.getByText(found.lines.streams[0] ?? '', { exact: false }).waitFor();
    const shown = await page.getByLabel('Log lines around the end').locator('li').count();
    expect(shown).toBe(found.lines.lines.length);
    await context.close();
  });
});

describe('the alarms', () => {
  it('stand with those in ALARM first, and scaling apart', async () => {
    const { items, total } = await api<List<ResourceItem>>('/resources?kind=alarm&limit=500');
    const raised = items.filter(
      ({ state, attributes }) => state === 'ALARM' && attributes['scaling'] !== true,
    );
    const { context, page } = await visitor(browser);
    await open(page, '/alarms');
    const count = page.locator('[data-fact*="\\"what\\":\\"alarms\\""]').first();
    expect(Number(await count.getAttribute('data-value'))).toBe(total);
    const table = page.getByRole('table', { name: 'CloudWatch alarms' });
    const names = await table.locator('tbody tr td:first-child a').allInnerTexts();
    expect(names.slice(0, raised.length).sort()).toEqual(raised.map(({ name }) => name).sort());
    expect(names.some((name) => name.startsWith('TargetTracking-'))).toBe(false);
    await context.close();
  });
});
