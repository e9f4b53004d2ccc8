import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowAnswer, TaskDetail, TaskList } from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, launch, open, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  [browser, range] = await Promise.all([launch(), fixedRange()]);
});
afterAll(() => browser.close());

/** Fixed from the API's own clock, so that page and API answer the same however long the spec takes. */
let range: { from: string; to: string; query: string };
async function fixedRange(): Promise<typeof range> {
  const answered = Date.parse((await api<FlowAnswer>('/tasks/flow')).to);
  const to = new Date(Math.floor((answered - 120_000) / 60_000) * 60_000);
  const from = new Date(to.getTime() - 24 * 3_600_000);
  const [a, b] = [from.toISOString(), to.toISOString()];
  return { from: a, to: b, query: `range=${a}..${b}` };
}
const flow = (): Promise<FlowAnswer> => api(`/tasks/flow?from=${range.from}&to=${range.to}`);

async function shownTotal(page: Page): Promise<number> {
  const facts = await page.locator('[data-fact*="\\"what\\":\\"tasks\\""]').evaluateAll((all) =>
    all.map((element) => ({
      fact: JSON.parse(element.getAttribute('data-fact') ?? '{}') as { filter: Record<string, string> },
      value: Number(element.getAttribute('data-value')),
    })),
  );
  const filtered = facts.find((each) => Object.keys(each.fact.filter).length > 0) ?? facts.at(-1);
  return filtered?.value ?? Number.NaN;
}

describe('the task explorer', () => {
  it('names every stop reason with its count, abnormal ones first', async () => {
    const { context, page, complaints } = await visitor(browser);
    await open(page, `/tasks?${range.query}`);
    const { stopReasons } = await flow();
    const known = new Map(stopReasons.map((reason) => [reason.class as string, reason]));
    const shown = await page
      .locator('[data-fact*="\\"what\\":\\"stops\\""][data-fact*="\\"cause\\""]')
      .evaluateAll((all) =>
        all.map((element) => {
          const fact = JSON.parse(element.getAttribute('data-fact') ?? '{}') as { filter: { cause: string } };
          return { cause: fact.filter.cause, count: Number(element.getAttribute('data-value')) };
        }),
      );
    expect(shown.length).toBeGreaterThan(0);
    for (const row of shown) expect([row.cause, row.count]).toEqual([row.cause, known.get(row.cause)?.count]);
    const abnormal = shown.map((row) => known.get(row.cause)?.abnormal ?? false);
    expect(abnormal).toEqual([...abnormal].sort((a, b) => Number(b) - Number(a)));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('filters the tasks by a reason, in the address too, and lets go of it again', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/tasks?${range.query}`);
    const reason = (await flow()).stopReasons.find((each) => each.count > 0);
    if (!reason) throw new Error('No task has stopped in the last day.');
    await page.getByRole('button', { name: `Show only tasks that stopped by: ${reason.label.en}` }).click();
    await page.waitForURL(new RegExp(`cause=${reason.class}`));
    const wanted = await api<TaskList>(
      `/tasks?cause=${reason.class}&from=${range.from}&to=${range.to}&limit=1`,
    );
    await page.waitForFunction(
      (total) =>
        [...document.querySelectorAll('[data-fact*="cause"][data-fact*="tasks"]')].some(
          (element) => Number(element.getAttribute('data-value')) === total,
        ),
      wanted.total,
    );
    expect(await shownTotal(page)).toBe(wanted.total);
    await page.getByRole('button', { name: /^Remove filter Stop reason/ }).click();
    await page.waitForURL((url) => !url.searchParams.has('cause'));
    await context.close();
  });

  it('opens the flow as a table with every link, and draws it when asked', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/tasks?${range.query}`);
    const table = page.getByRole('table', { name: 'How many tasks went from one state to the next' });
    const { links } = await flow();
    expect(await table.locator('tbody tr').count()).toBe(links.filter((link) => link.value > 0).length);
    await page.getByRole('button', { name: 'Show as chart' }).click();
    await page.locator('figure svg.recharts-surface').first().waitFor();
    await context.close();
  });

  it('narrows all that it shows by a click: reasons, flow, phases and the figures above', async () => {
    const { context, page } = await visitor(browser);
    const { stopReasons } = await flow();
    const [reason] = stopReasons.filter((each) => each.count > 0);
    if (!reason) throw new Error('No task has stopped in the last day.');
    await open(page, `/tasks?${range.query}&cause=${reason.class}`);
    const narrowed = await api<FlowAnswer>(
      `/tasks/flow?from=${range.from}&to=${range.to}&cause=${reason.class}`,
    );
    const table = page.getByRole('table', { name: 'How many tasks went from one state to the next' });
    expect(await table.locator('tbody tr').count()).toBe(narrowed.links.length);
    expect(await shownTotal(page)).toBe(narrowed.tasks);
    const hours = page.getByRole('table', { name: 'Stops by day and hour' }).getByRole('button');
    expect(await hours.count()).toBe(narrowed.stopHours.length);
    await hours.first().click();
    await page.waitForURL((url) => url.searchParams.get('range')?.includes('T') ?? false);
    await context.close();
  });

  it('opens a task beside the list by keyboard, keeps it in the address, and closes it', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/tasks?${range.query}&state=stopped`);
    const first = page.getByRole('table', { name: 'Tasks of this range' }).locator('tbody button').first();
    await first.waitFor();
    await first.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByRole('heading', { name: 'Containers' }).waitFor();
    const id = new URL(page.url()).searchParams.get('sel') ?? '';
    const task = await api<TaskDetail>(`/tasks/${id}`);
    await panel
      .getByText(task.containers[0]?.name ?? '', { exact: true })
      .first()
      .waitFor();
    expect(await panel.locator('ol li').count()).toBeGreaterThanOrEqual(task.phases.length);
    await page.reload();
    await page.getByRole('dialog').getByRole('heading', { name: 'Containers' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('sel'));
    await context.close();
  });

  it('has a page for each task, and says plainly when it does not know one', async () => {
    const { context, page } = await visitor(browser, { locale: 'ko', width: 360 });
    const { items } = await api<TaskList>('/tasks?state=stopped&limit=1');
    const [task] = items;
    if (!task) throw new Error('No stopped task is known.');
    await open(page, `/tasks/${task.id}`);
    await page.getByRole('heading', { name: '단계' }).waitFor();
    expect(await page.locator('h1').innerText()).toContain(`${task.family}:${task.revision}`);
    await open(page, '/tasks/task-aaaaaaaaaaaaaaaa');
    await page.getByRole('alert').first().waitFor();
    await context.close();
  });
});
