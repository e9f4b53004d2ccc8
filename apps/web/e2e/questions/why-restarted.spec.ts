import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventItem, List, TaskDetail } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A service whose tasks restarted, as the overview tells it: its newest abnormal stop within what the overview shows. */
async function restarted(): Promise<{ service: string; taskRunId: string }> {
  const { items } = await api<List<EventItem>>('/events?kinds=task_stop&fold=true&from=now-3h&limit=100');
  const stop = items.find(({ params, resourceKind }) => params['abnormal'] && resourceKind === 'ecs_service');
  if (!stop?.resourceName) throw new Error('No service has had an abnormal stop.');
  return { service: stop.resourceName, taskRunId: String(stop.params['taskRunId']) };
}

describe("why did this service's tasks restart", () => {
  it('is answered one click from the overview: the cause in words, and what changed before', async () => {
    const { context, page, complaints } = await visitor(browser);
    const { service, taskRunId } = await restarted();
    await open(page, '/');
    const changes = page.getByRole('region', { name: 'What changed' });
    const line = changes
      .locator('li', { hasText: service })
      .filter({ has: page.locator(`a[href*="${taskRunId}"]`) });
    await line.getByRole('link', { name: 'why?' }).click();

    await page.getByRole('heading', { name: 'What changed in the half hour before' }).waitFor();
    const task = await api<TaskDetail>(`/tasks/${taskRunId}`);
    const shown = await page.locator('main').innerText();
    expect(shown).toContain(task.explanation?.en);
    if (task.remedy) expect(shown).toContain(task.remedy.en.replaceAll('`', ''));
    const section = page.locator('section', {
      has: page.getByRole('heading', { name: 'What changed in the half hour before' }),
    });
    const said = await section.innerText();
    if (task.before.length === 0) expect(said).toContain('Nothing is known to have changed');
    for (const change of task.before) expect(said).toContain(change.title.en);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
