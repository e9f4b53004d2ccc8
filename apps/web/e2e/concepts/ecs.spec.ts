import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CapacityAnswer,
  DeploymentItem,
  FlowAnswer,
  List,
  ResourceItem,
  ScalingAnswer,
  ScalingOverview,
  TaskDetail,
  TaskItem,
} from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, busyService, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The fleet goes on while a page is read: what it shows must be what the API says, at the latest a few looks later. */
async function agree<T>(shown: () => Promise<T>, said: () => Promise<T>): Promise<void> {
  for (let look = 1; look < 8; look += 1) {
    if (JSON.stringify(await shown()) === JSON.stringify(await said())) return;
    await new Promise((resolve) => setTimeout(resolve, 4_000));
  }
  expect(await shown()).toEqual(await said());
}

async function onPage(path: string, read: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, complaints } = await visitor(browser);
  await open(page, path);
  await read(page);
  expect(complaints).toEqual([]);
  await context.close();
}

const value = (page: Page, selector: string): Promise<string | null> =>
  page.locator(selector).first().getAttribute('data-value');

async function clusterWithHosts(): Promise<ResourceItem> {
  const clusters = await resources('kind=ecs_cluster&limit=100');
  const found = clusters.find((item) => Number(item.attributes['registeredInstances']) > 0);
  if (!found) throw new Error('The stack has no cluster with container instances.');
  return found;
}

describe('ECS cluster', () => {
  it('shows its launch types, the strategy against what runs, what is reserved and what still fits', async () => {
    const cluster = await clusterWithHosts();
    const capacity = (): Promise<CapacityAnswer> => api(`/resources/${cluster.id}/capacity`);
    await onPage(`/clusters/${cluster.id}`, async (page) => {
      const heading = await page.locator('h1').innerText();
      for (const type of cluster.attributes['launchTypes'] as string[]) expect(heading).toContain(type);
      await agree(
        async () => {
          const rows = await page.locator('[data-provider]').all();
          const pairs = rows.map(async (row) => [
            await row.getAttribute('data-provider'),
            Number(await row.getAttribute('data-running')),
          ]);
          return (await Promise.all(pairs)).sort();
        },
        async () => (await capacity()).strategy.providers.map((p) => [p.name, p.running]).sort(),
      );
      await agree(
        () => value(page, '[data-reserved=memory]'),
        async () => String((await capacity()).hosts.reduce((sum, host) => sum + host.reserved.memory, 0)),
      );
      await agree(
        () => page.locator('[data-largest]').first().getAttribute('data-largest'),
        async () => {
          const [largest] = (await capacity()).largest;
          return largest ? `${largest.cpu} ${largest.memory}` : null;
        },
      );
      expect(await page.locator('[data-spot]').count()).toBe(
        (await capacity()).strategy.spotPercent === null ? 0 : 1,
      );
    });
  }, 120_000);
});

describe('ECS task definition', () => {
  it('shows image, size, ports, names, logs, volumes, its Fargate pair and what changed between two revisions', async () => {
    const definitions = await resources('kind=ecs_task_definition&limit=500');
    const family = (item: ResourceItem): string => String(item.attributes['family']);
    const definition = definitions.find(
      (item) =>
        item.attributes['fargateValid'] === true &&
        definitions.some((other) => family(other) === family(item) && other.id !== item.id),
    );
    if (!definition) throw new Error('The stack has no family with two revisions on Fargate.');
    const [container] = definition.attributes['containers'] as {
      name: string;
      image: string;
      environmentNames: string[];
      logGroup: string | null;
      ports: { containerPort: number }[];
    }[];
    const known = definition.attributes['familyRevisions'] as { newest: unknown[] } | null;
    await onPage(`/task-definitions/${definition.id}`, async (page) => {
      const text = await page.locator('main').innerText();
      for (const name of container?.environmentNames ?? []) expect(text).toContain(name);
      expect(text.replaceAll(/\s/g, '')).toContain(container?.image);
      if (container?.logGroup) expect(text).toContain(container.logGroup);
      for (const { containerPort } of container?.ports ?? []) expect(text).toContain(String(containerPort));
      expect(await page.locator('[data-fargate=valid]').count()).toBe(1);
      expect(await page.getByText(/What changed from \d+ to \d+|What changed/).count()).toBeGreaterThan(0);
      if (known) {
        const shown = await page.locator('[data-known]').getAttribute('data-known');
        expect(Number(shown)).toBe(known.newest.length);
      }
      const compare = page.getByRole('button', { name: /^Compare with revision/ });
      if ((await compare.count()) > 0) {
        await compare.first().click();
        await page.waitForURL(/with=\d+/);
      }
    });
  });
});

describe('ECS task', () => {
  it('shows its phases, containers, interface, address, subnet and security groups', async () => {
    const service = await busyService();
    const { items } = await api<List<TaskItem>>(`/tasks?service=${service.id}&state=running&limit=20`);
    const task = await api<TaskDetail>(`/tasks/${items[0]?.id}`);
    await onPage(`/tasks/${task.id}`, async (page) => {
      const text = await page.locator('main').innerText();
      for (const { name } of task.containers) expect(text).toContain(name);
      expect(text).toContain('Phases');
      for (const part of [task.network?.eniId, task.network?.privateIp, task.network?.subnetId]) {
        if (part) expect(text).toContain(part);
      }
      const groups = service.attributes['securityGroups'] as string[];
      if (task.network) for (const group of groups) expect(text).toContain(group);
    });
  });

  it('is part of the flow of states', async () => {
    const flow = await api<FlowAnswer>('/tasks/flow');
    await onPage('/tasks', async (page) => {
      const text = await page.locator('main').innerText();
      for (const node of flow.nodes.slice(0, 4)) expect(text).toContain(node.label.en);
    });
  });
});

describe('ECS service', () => {
  it('shows running of desired, what its percentages allow, and its rollouts as AWS tells them', async () => {
    const service = await busyService();
    await onPage(`/services/${service.id}?range=now-24h..now`, async (page) => {
      const head = await page.locator('main header').first().innerText();
      expect(head).toMatch(/of \d+/);
      const { minimumHealthyPercent: minimum, maximumPercent: maximum } = service.attributes;
      await page
        .getByText(`${String(minimum)} % minimum, ${String(maximum)} % maximum`)
        .first()
        .waitFor();
      const { items } = await api<List<DeploymentItem>>(`/deployments?service=${service.id}&limit=1`);
      const [newest] = items;
      await page.getByRole('tab', { name: 'Rollouts' }).click();
      await page
        .getByRole('button', { name: `Details of the rollout of revision ${newest?.revision}` })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Steps').waitFor();
      const told = await dialog.innerText();
      if (newest?.detail) {
        expect(told).toContain(newest.detail.status);
        expect(told).toContain('Circuit breaker');
        for (const image of newest.detail.images ?? [])
          if (image.digest) expect(told).toContain(image.digest);
      }
    });
  });
});

describe('Scaling of a service', () => {
  it('shows bounds, target tracking and step policies, schedules, protection and findings', async () => {
    const overview = await api<ScalingOverview>('/scaling/overview');
    await onPage('/scaling', async (page) => {
      await page.locator('[data-bounds]').first().waitFor();
      await agree(
        async () => {
          const cells = await page.locator('[data-bounds]').all();
          const pairs = cells.map(async (cell) => [
            await cell.getAttribute('data-bounds'),
            await cell.getAttribute('data-value'),
          ]);
          return (await Promise.all(pairs)).sort();
        },
        async () =>
          (await api<ScalingOverview>('/scaling/overview')).items
            .map((item) => [item.id, `${item.minimum} ${item.desired} ${item.maximum}`])
            .sort(),
      );
      const text = await page.locator('main').innerText();
      for (const policy of overview.items.flatMap((item) => item.policies ?? []).slice(0, 5)) {
        expect(text).toContain(policy.target === null ? policy.name : `${policy.metric} at ${policy.target}`);
      }
    });
  }, 120_000);

  it.each(['TargetTrackingScaling', 'StepScaling'])('says in words what a %s policy does', async (type) => {
    const { items } = await api<ScalingOverview>('/scaling/overview');
    const item = items.find(
      (each) => each.kind === 'ecs_service' && each.policies?.some((p) => p.type === type),
    );
    if (!item) throw new Error(`The stack has no service with a ${type} policy.`);
    const policy = item.policies?.find((each) => each.type === type);
    await onPage(`/services/${item.id}`, async (page) => {
      await page.getByRole('tab', { name: 'Scaling' }).click();
      const shown = page.locator(`[data-policy="${policy?.name}"]`);
      await shown.waitFor();
      const text = await shown.innerText();
      if (type === 'StepScaling') expect(text).toMatch(/from the alarm's threshold: [+-]?\d/);
      else expect(text).toContain(`at ${policy?.target}`);
      const protection = page.locator('[data-protected]');
      if (item.protected !== null) {
        expect(await protection.getAttribute('data-protected')).toBe(String(item.protected));
      }
    });
  });
});

describe('REPLICA and DAEMON', () => {
  it('are shown with the room for more, and a DAEMON with the hosts that it covers', async () => {
    const cluster = await clusterWithHosts();
    const capacity = (): Promise<CapacityAnswer> => api(`/resources/${cluster.id}/capacity`);
    const daemon = (await capacity()).services.find((service) => service.daemon !== null);
    const replica = (await capacity()).services.find((service) => service.more !== null);
    if (!daemon || !replica)
      throw new Error('The cluster has no DAEMON, or no REPLICA service on its hosts.');
    await onPage(`/clusters/${cluster.id}`, async (page) => {
      await page.getByRole('tab', { name: 'What fits' }).click();
      await page.locator('[data-daemon]').first().waitFor();
      await agree(
        () => value(page, `[data-daemon="${daemon.id}"]`),
        async () => {
          const now = (await capacity()).services.find(({ id }) => id === daemon.id)?.daemon;
          return now ? `${now.covered} ${now.hosts}` : null;
        },
      );
      await agree(
        () => value(page, `[data-more="${replica.id}"]`),
        async () => String((await capacity()).services.find(({ id }) => id === replica.id)?.more),
      );
      expect(await page.getByText('DAEMON', { exact: true }).count()).toBeGreaterThan(0);
      expect(await page.getByText('REPLICA', { exact: true }).count()).toBeGreaterThan(0);
    });
  }, 120_000);
});

describe('Auto Scaling group', () => {
  it('shows its instances, its policies and what it did, why', async () => {
    const groups = await resources('kind=auto_scaling_group&limit=50');
    const answers = await Promise.all(
      groups.map((group) => api<ScalingAnswer>(`/scaling?resource=${group.id}&from=now-14d`)),
    );
    const at = answers.findIndex((answer) => answer.activities.length > 0);
    const [group, answer] = [groups[at], answers[at]];
    if (!group || !answer) throw new Error('No Auto Scaling group of the stack has done anything.');
    await onPage(`/auto-scaling-groups/${group.id}?range=now-14d..now`, async (page) => {
      const text = await page.locator('main').innerText();
      for (const { instanceId } of group.attributes['instances'] as { instanceId: string }[]) {
        expect(text).toContain(instanceId);
      }
      for (const policy of answer.policies ?? []) expect(text).toContain(policy.name);
      const [newest] = answer.activities;
      expect(text).toContain(newest?.description);
      expect(text.replaceAll(/\s+/g, ' ')).toContain(newest?.cause.replaceAll(/\s+/g, ' '));
    });
  });
});
