import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import type { Report } from '../lib/report.ts';
import { pick } from '../lib/random.ts';
import { getJson, type Stack } from '../lib/stack.ts';
import { listAll, pairSeries, type Pair, type Resource } from './fleet.ts';
import { judgeCount, judgeMetric, judgeRanks, type Fact } from './facts.ts';

const HOUR = 3_600_000;
const RANGES: [string, number][] = [
  ['3 h', 3 * HOUR],
  ['24 h', 24 * HOUR],
  ['7 d', 168 * HOUR],
  ['14 d', 336 * HOUR],
];

/** The part of playwright-core that is used here: it is a dependency of the site, not of the root. */
interface Page {
  goto(url: string, options?: { waitUntil?: string; timeout?: number }): Promise<unknown>;
  waitForFunction(expression: string, arg?: unknown, options?: { timeout?: number }): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
}
interface Browser {
  newPage(options: { bypassCSP: boolean }): Promise<Page>;
  close(): Promise<void>;
}

async function openBrowser(): Promise<Browser> {
  const require = createRequire(new URL('../../../apps/web/package.json', import.meta.url));
  const { chromium } = require('playwright-core') as { chromium: { launch(o: object): Promise<Browser> } };
  const executablePath = [
    process.env.CHROMIUM_PATH ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((p) => p !== '' && existsSync(p));
  if (executablePath === undefined)
    throw new Error('No Chromium found: install it (apt-get install chromium) or name it in CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

const READ = `[...document.querySelectorAll('[data-fact]')].map((e) => ({ fact: JSON.parse(e.dataset.fact), value: e.dataset.value, text: e.textContent.trim() }))`;

async function readPage(page: Page, url: string): Promise<Fact[]> {
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  await page.waitForFunction(`document.querySelectorAll('[data-fact]').length > 0`, undefined, {
    timeout: 30_000,
  });
  // Charts mount as they come into view: the viewport is tall, so wait until the number of figures stands still.
  let last = -1;
  for (let i = 0; i < 40; i += 1) {
    const count = await page.evaluate<number>(`document.querySelectorAll('[data-fact]').length`);
    const busy = await page.evaluate<number>(`document.querySelectorAll('[aria-busy="true"]').length`);
    if (count === last && busy === 0 && i > 3) break;
    last = count;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return page.evaluate<Fact[]>(READ);
}

function pathsOf(resources: Resource[], random: () => number): string[] {
  const some = (kind: string, n: number, base: string): string[] =>
    Array.from({ length: n }, () =>
      pick(
        random,
        resources.filter((r) => r.kind === kind),
      ),
    ).map((r) => `${base}${r.id}`);
  const service = Array.from({ length: 2 }, () =>
    pick(
      random,
      resources.filter((r) => r.kind === 'ecs_service'),
    ),
  );
  return [
    '/',
    '/clusters',
    ...some('ecs_cluster', 1, '/clusters/'),
    ...service.map((s) => `/services/${s.id}`),
    '/ec2',
    ...some('ec2_instance', 1, '/ec2/'),
    '/rds',
    ...some('rds_instance', 2, '/rds/'),
    '/tasks',
  ];
}

/** Random numbers from the rendered pages at four ranges, each recomputed from the simulator. */
export async function checkPages(
  stack: Stack,
  report: Report,
  random: () => number,
  wanted: number,
): Promise<void> {
  const { pairs } = await pairSeries(stack);
  const resources = await listAll<Resource>(
    stack,
    '/resources?kind=ecs_cluster,ecs_service,ec2_instance,rds_instance',
  );
  const now = (await getJson<{ now: number }>(`${stack.simulator}/_simulator/health`)).now;
  const { backfill } = await getJson<{ backfill: { from: string } }>(`${stack.api}/collection`);
  const keptFrom = Date.parse(backfill.from);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ bypassCSP: true });
    await page.setViewportSize({ width: 1440, height: 6000 });
    for (const [name, length] of RANGES) {
      const to = Math.floor((now - 2 * HOUR) / (5 * 60_000)) * 5 * 60_000;
      const range = `${new Date(to - length).toISOString()}..${new Date(to).toISOString()}`;
      const facts: { path: string; fact: Fact }[] = [];
      for (const path of pathsOf(resources, random)) {
        const read = await readPage(page, `${stack.web}${path}?range=${encodeURIComponent(range)}`);
        for (const fact of read) facts.push({ path, fact });
        for (const problem of judgeRanks(read))
          report.check(`${path} at ${name} is in order`, false, problem);
      }
      await judge(stack, report, random, name, facts, pairs, keptFrom, Math.ceil(wanted / RANGES.length));
    }
  } finally {
    await browser.close();
  }
}

async function judge(
  stack: Stack,
  report: Report,
  random: () => number,
  range: string,
  facts: { path: string; fact: Fact }[],
  pairs: Pair[],
  keptFrom: number,
  wanted: number,
): Promise<void> {
  const wrong: string[] = [];
  let judged = 0;
  const kinds = new Map<string, number>();
  const drawn = facts.map((f) => ({ f, order: random() })).sort((a, b) => a.order - b.order);
  for (const { f } of drawn) {
    if (judged >= wanted) break;
    const verdict =
      f.fact.fact.k === 'metric'
        ? await judgeMetric(stack, f.fact, pairs, keptFrom)
        : f.fact.fact.k === 'count'
          ? await judgeCount(stack, f.fact)
          : null;
    if (verdict === null) continue;
    judged += 1;
    const kind = `${f.fact.fact.k} ${f.fact.fact.fn ?? f.fact.fact.what}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (verdict !== 'same')
      wrong.push(`${f.path} "${f.fact.text}" ${JSON.stringify(f.fact.fact)}: ${verdict}`);
  }
  report.figure(
    `figures on the pages at ${range}`,
    `${facts.length}, drawn ${[...kinds].map(([k, n]) => `${n} ${k}`).join(', ')}`,
  );
  report.check(
    `${wanted} random figures of the pages at ${range} equal the truth`,
    wrong.length === 0 && judged >= wanted,
    wrong.slice(0, 4).join('\n      ') || `${judged} judged, all equal`,
  );
}
