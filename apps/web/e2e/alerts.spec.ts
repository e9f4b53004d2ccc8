import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentItem, IncidentList } from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, launch, open, visitor } from './site';

let browser: Browser;
let incident: IncidentItem;

/** The demo account is never calm: some tasks die in it. */
beforeAll(async () => {
  browser = await launch();
  for (let seconds = 0; seconds < 120; seconds += 1) {
    const { items } = await api<IncidentList>('/incidents?severity=critical');
    const found = items.find(({ rules }) => rules.includes('tasks_stopping_abnormally'));
    if (found) {
      incident = found;
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('The stack has no critical incident within 120 s.');
}, 130_000);
afterAll(() => browser.close());

/** Gives a name where the page asks for one. */
async function giveName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name, as the others see it').fill(name);
  await page.getByRole('button', { name: 'Go on' }).click();
}

describe('from the link of a message', () => {
  it('to the page of the most probable change is one click on a phone', async () => {
    const { context, page, complaints } = await visitor(browser, { width: 360 });
    await open(page, `/alerts/${incident.id}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(incident.subject.name);
    const change = page.getByRole('region', { name: 'What changed before' }).getByRole('link').first();
    await change.click();
    await page.waitForURL(/\/(deployments|tasks|services|logs|ec2|rds)/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is the same by the keyboard alone', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/alerts');
    const { items } = await api<IncidentList>('/incidents');
    for (const { id } of items) {
      await page.keyboard.press('j');
      if (id === incident.id) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/alerts/${incident.id}*`);
    const panel = page.getByRole('region', { name: 'What changed before' });
    await panel.waitFor();
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      if (await panel.evaluate((element) => element.contains(document.activeElement))) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(deployments|tasks|services|logs|ec2|rds)/);
    expect(page.url()).not.toContain('/alerts/');
    await context.close();
  });
});

describe('an incident', () => {
  it('is taken once, the second person sees by whom without reloading, and it is undone', async () => {
    const one = await visitor(browser);
    const two = await visitor(browser, { width: 360 });
    await open(one.page, `/alerts/${incident.id}`);
    await open(two.page, `/alerts/${incident.id}`);
    await one.page.getByRole('button', { name: 'Take it' }).click();
    await giveName(one.page, 'Mina');
    await two.page.getByRole('banner').first().waitFor();
    await two.page.getByText('Taken by Mina').first().waitFor({ timeout: 20_000 });
    await one.page.getByRole('button', { name: 'Undo' }).click();
    await two.page.getByText('nobody has it').first().waitFor({ timeout: 20_000 });
    const { items } = await api<IncidentList>('/incidents?severity=critical');
    expect(items.find(({ id }) => id === incident.id)?.owner).toBeNull();
    await Promise.all([one.context.close(), two.context.close()]);
  }, 60_000);

  it('keeps a note with the name of whoever wrote it', async () => {
    const { context, page } = await visitor(browser);
    await page.addInitScript(() => localStorage.setItem('danji.name', 'Omar'));
    await open(page, `/alerts/${incident.id}`);
    await page.getByLabel('Note for the others').fill('looking at the heap dump');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByText('looking at the heap dump').first().waitFor();
    await page.getByText('Omar:').first().waitFor();
    expect(await page.getByLabel('Note for the others').inputValue()).toBe('');
    await context.close();
  });

  it('says before a silence is made what it would hide', async () => {
    const { context, page } = await visitor(browser);
    await open(page, `/alerts/${incident.id}`);
    await page.getByRole('button', { name: 'Silence this …' }).click();
    const hides = page.getByText('Would hide one open incident');
    await hides.waitFor();
    expect(await hides.innerText()).toContain(incident.subject.name);
    await context.close();
  });

  it('is acknowledged in the list by one key, and again not', async () => {
    const { context, page } = await visitor(browser);
    await page.addInitScript(() => localStorage.setItem('danji.name', 'Omar'));
    await open(page, '/alerts');
    const acknowledged = async (): Promise<number> => {
      const { items } = await api<IncidentList>('/incidents');
      return items.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length;
    };
    const before = await acknowledged();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(Math.abs((await acknowledged()) - before)).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });
    expect(await acknowledged()).toBe(before);
    await context.close();
  });

  it('is snoozed with others in one act, and comes back by undo', async () => {
    const { context, page } = await visitor(browser);
    await page.addInitScript(() => localStorage.setItem('danji.name', 'Omar'));
    await open(page, '/alerts');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Snooze 30 min' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });
    const { counts } = await api<IncidentList>('/incidents');
    expect(counts.silenced).toBe(0);
    await context.close();
  });
});

describe('a rule', () => {
  it('is tried on two weeks before other numbers are saved', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/alerts/rules');
    const panel = page.getByRole('region', { name: 'Memory is near its limit' });
    await panel.getByRole('button', { name: 'Change …' }).click();
    await panel.getByLabel(/^Threshold/).fill('50');
    await panel.getByRole('button', { name: 'Try on 14 days' }).click();
    await panel.getByText(/Would have fired/).waitFor({ timeout: 30_000 });
    expect(await panel.locator('figure').count()).toBe(1);
    expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await context.close();
  }, 60_000);
});
