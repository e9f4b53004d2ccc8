import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskDetail } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("why did this service's tasks restart", () => {
  it('is answered two clicks from the overview: the cause in words, and what changed before', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, '/');
    await page.getByRole('link', { name: 'Tasks', exact: true }).first().click();
    const reasons = page.getByRole('table', { name: 'Stop reasons with count and change' });
    await reasons.getByRole('link', { name: 'why?' }).first().click();

    const heading = page.getByRole('heading', { name: 'What changed in the half hour before' });
    await heading.waitFor();
    const task = await api<TaskDetail>(`/tasks/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(task.abnormal).toBe(true);
    const shown = await page.locator('main').innerText();
    expect(shown).toContain(task.serviceName ?? task.family);
    expect(shown).toContain(task.explanation?.en);
    const said = await page.locator('section', { has: heading }).innerText();
    if (task.before.length === 0) expect(said).toContain('Nothing is known to have changed');
    else expect(said).toContain(task.before[0]?.resourceName);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
