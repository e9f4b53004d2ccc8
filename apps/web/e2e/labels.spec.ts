import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { api, BASE, launch, open, resources, visitor } from './site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  // Other specs read the fleet's own teams.
  const { version, usual } = await api<{ version: number; usual: unknown[] }>('/settings/labels');
  await fetch(`${BASE}/api/v1/settings/labels`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': String(version) },
    body: JSON.stringify({ rules: usual }),
  });
  await browser.close();
});

describe('the rules of labels', () => {
  it('show what they would change before they are saved, and change it when they are', async () => {
    const [service] = await resources('kind=ecs_service&limit=1&sort=name');
    const name = service!.name;
    const { context, page } = await visitor(browser);
    await open(page, '/settings/labels');
    await page.getByLabel('Pattern, * for any text').fill(name);
    await page.getByLabel('Value', { exact: true }).fill('night watch');
    await page.getByRole('button', { name: 'Add rule' }).click();
    // The first rule that holds decides: the new one goes to the top.
    const up = page
      .getByRole('listitem')
      .filter({ hasText: 'night watch' })
      .getByRole('button', { name: /^Move rule \d+ up$/ });
    while (await up.isEnabled()) await up.click();
    const changes = page.getByRole('region', { name: 'What would change' });
    await changes.getByRole('link', { name, exact: true }).first().waitFor();
    const before = await resources(`kind=ecs_service&q=${name}&limit=5`);
    expect(before.find((each) => each.name === name)?.team).toBe(service!.team);
    await page.getByRole('button', { name: 'Save rules' }).click();
    await page.getByText('Saved; everything stored carries the new labels.').waitFor();
    const after = await resources(`kind=ecs_service&q=${name}&limit=5`);
    expect(after.find((each) => each.name === name)?.team).toBe('night watch');
    await context.close();
  });

  it('say why a rule cannot be added', async () => {
    const { context, page } = await visitor(browser);
    await open(page, '/settings/labels');
    await page.getByRole('button', { name: 'Add rule' }).click();
    const reason = page.getByText('Fill in every field first');
    await reason.waitFor();
    expect(await reason.isVisible()).toBe(true);
    await context.close();
  });
});
