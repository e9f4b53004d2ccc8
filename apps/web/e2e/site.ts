import type { List, ResourceItem } from '@danji/shared';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** The running stack that the specs look at; `npm test` starts one and names it. */
export const BASE = process.env.DANJI_E2E_URL ?? '';

export interface Look {
  width?: number;
  theme?: 'light' | 'dark';
  locale?: 'en' | 'ko';
}

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** A fresh visitor: theme and language are set before the first page. Errors that the page logs are collected. */
export async function visitor(
  browser: Browser,
  { width = 1440, theme = 'light', locale = 'en' }: Look = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const phone = width < 900;
  const context = await browser.newContext({
    baseURL: BASE,
    viewport: { width, height: phone ? 780 : 1000 },
    timezoneId: 'Asia/Seoul',
    locale: 'en-GB',
    hasTouch: phone,
    isMobile: phone,
  });
  await context.addCookies([{ name: 'danji-locale', value: locale, url: BASE }]);
  await context.addInitScript((chosen) => localStorage.setItem('theme', chosen), theme);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Opens a page and waits until nothing is loading any more: no skeleton is left. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await page.locator('main').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main .skeleton').length === 0, undefined, {
    timeout: 30_000,
  });
}

export async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${BASE}/api/v1${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export async function resources(query: string): Promise<ResourceItem[]> {
  return (await api<List<ResourceItem>>(`/resources?${query}`)).items;
}

/** A service with tasks and automatic scaling: its page has every part. */
export async function busyService(): Promise<ResourceItem> {
  const services = await resources('kind=ecs_service&limit=200');
  const scaled = services.filter(
    (item) => item.attributes.scaling !== null && Number(item.attributes.running) > 1,
  );
  const found = scaled.find((item) => item.environment === 'prod') ?? scaled[0] ?? services[0];
  if (!found) throw new Error('The stack has no service.');
  return found;
}

export interface Violation {
  rule: string;
  impact: string;
  where: string;
}

/**
 * What axe finds that keeps people out: serious and critical violations. No page has a frame of another origin and no rule
 * asked for reads style sheets; without both, a page takes 0.7 s instead of 1.8 s (mean of 7 pages at 360 px).
 */
export async function violations(page: Page): Promise<Violation[]> {
  const result = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return result.violations
    .filter((found) => found.impact === 'serious' || found.impact === 'critical')
    .map((found) => ({
      rule: found.id,
      impact: found.impact ?? '',
      where: found.nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`)
        .join('\n'),
    }));
}

/** How many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** One address of every kind of page, with real ids. */
export async function everyPage(): Promise<string[]> {
  const [service, [cluster], [definition], [instance], [database], [balancer], [group], [canary], [alarm]] =
    await Promise.all([
      busyService(),
      resources('kind=ecs_cluster&limit=1'),
      resources('kind=ecs_task_definition&limit=1'),
      resources('kind=ec2_instance&limit=1'),
      resources('kind=rds_instance&limit=1'),
      resources('kind=load_balancer&limit=1'),
      resources('kind=target_group&limit=1'),
      resources('kind=canary&limit=1'),
      resources('kind=alarm&limit=1'),
    ]);
  const [[instanceGroup], [provider], [databaseCluster]] = await Promise.all([
    resources('kind=auto_scaling_group&limit=1'),
    resources('kind=capacity_provider&limit=1'),
    resources('kind=rds_cluster&limit=1'),
  ]);
  const { items } = await api<List<{ id: string }>>('/tasks?limit=1');
  const { items: rollouts } = await api<List<{ id: string }>>('/deployments?limit=1');
  const { items: reviews } = await api<List<{ week: string }>>('/reports/capacity/weeks');
  const { items: incidents } = await api<List<{ id: string }>>('/incidents?limit=1');
  return [
    '/',
    '/alerts',
    ...incidents.map(({ id }) => `/alerts/${id}`),
    '/alerts/rules',
    '/alerts/silences',
    '/reports/capacity',
    ...reviews.slice(1, 2).map(({ week }) => `/reports/weekly/${week}`),
    '/clusters',
    `/clusters/${cluster?.id}`,
    `/services/${service.id}`,
    `/task-definitions/${definition?.id}`,
    '/tasks',
    `/tasks/${items[0]?.id}`,
    '/jobs',
    '/logs',
    `/logs?resource=${service.id}`,
    '/settings/logs',
    '/deployments',
    `/deployments/${rollouts[0]?.id}`,
    '/scaling',
    `/auto-scaling-groups/${instanceGroup?.id}`,
    `/capacity-providers/${provider?.id}`,
    '/ec2',
    `/ec2/${instance?.id}`,
    '/rds',
    `/rds/${database?.id}`,
    `/rds/clusters/${databaseCluster?.id}`,
    '/load-balancers',
    `/load-balancers/${balancer?.id}`,
    `/target-groups/${group?.id}`,
    `/canaries/${canary?.id}`,
    '/alarms',
    `/alarms/${alarm?.id}`,
    '/network',
    ...(await networkPages()),
    '/recommendations',
    '/collection',
    '/settings/labels',
    '/settings/tokens',
    '/settings/commits',
    '/settings/notifications',
    '/events',
  ];
}

/** A subnet, a security group, an image and a volume. */
async function networkPages(): Promise<string[]> {
  const kinds = { subnet: 'network', security_group: 'network', image: 'images', ebs_volume: 'volumes' };
  return Promise.all(
    Object.entries(kinds).map(async ([kind, folder]) => {
      const [item] = await resources(`kind=${kind}&limit=1`);
      return `/${folder}/${item?.id}`;
    }),
  );
}
