import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Report } from '../lib/report.ts';
import { freePort, waitFor } from '../lib/stack.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const ROUNDS = 5;

/** The part of playwright-core that is used here: it is a dependency of the site, not of the root. */
interface Page {
  goto(url: string, options?: { waitUntil?: string; timeout?: number }): Promise<unknown>;
  waitForFunction(isDone: () => boolean, arg?: unknown, options?: { timeout?: number }): Promise<unknown>;
  evaluate<T>(read: () => T): Promise<T>;
  addInitScript(source: string): Promise<void>;
  close(): Promise<void>;
}
interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}

/** Where Chromium is; null where none is installed: then nothing can be drawn. */
export function chromiumPath(): string | null {
  const places = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];
  return places.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** The site alone, in front of an API that runs. */
async function startWeb(apiUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const next = join(ROOT, 'apps/web/node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: join(ROOT, 'apps/web'),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      API_PORT: new URL(apiUrl).port,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitFor('the site to answer', 90, async () => ((await fetch(url)).ok ? true : undefined));
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url, stop };
}

/**
 * Milliseconds from the arrival of the flow's answer to the frame that shows its table and then the drawing, as the
 * page itself measures them.
 */
const WATCH = `
  window.__flow = { answered: null, tabled: null, asked: null, drawn: null };
  const fetched = window.fetch;
  window.fetch = async (...args) => {
    const answer = await fetched(...args);
    const url = typeof args[0] === 'string' ? args[0] : args[0].url;
    if (url.includes('/tasks/flow')) window.__flow.answered ??= performance.now();
    return answer;
  };
  const rows = () => document.querySelectorAll('main table tbody tr').length;
  const look = () => {
    const now = performance.now();
    if (window.__flow.answered !== null && window.__flow.tabled === null && rows() > 5) window.__flow.tabled = now;
    const button = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Show as chart');
    if (window.__flow.tabled !== null && button) {
      window.__flow.asked ??= performance.now();
      button.click();
    }
    const nodes = document.querySelectorAll('.recharts-sankey-node, figure svg rect').length;
    if (window.__flow.drawn === null && nodes > 5) window.__flow.drawn = now;
    if (window.__flow.drawn === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

interface Seen {
  answered: number;
  tabled: number;
  asked: number;
  drawn: number;
}

/** Draws the flow of the stored runs in a real browser and judges how long its table and its drawing take. */
export async function drawFlow(
  report: Report,
  apiUrl: string,
  { limit, days }: { limit: number; days: number },
): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === null) {
    report.figure('drawing', 'not measured, no Chromium is installed');
    return;
  }
  const require = createRequire(new URL('../../../apps/web/package.json', import.meta.url));
  const { chromium } = require('playwright-core') as { chromium: { launch(o: object): Promise<Browser> } };
  const web = await startWeb(apiUrl);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const seen: Seen[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      seen.push(await drawOnce(browser, `${web.url}/tasks?range=now-${days}d..now`));
    }
    const middle = (of: (each: Seen) => number): number =>
      seen.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    const table = middle((each) => each.tabled - each.answered);
    const drawing = middle((each) => each.drawn - each.asked);
    report.check(
      `the flow is on the screen within ${limit} ms of its answer`,
      table <= limit,
      `${table.toFixed(0)} ms`,
    );
    report.check(`it is drawn within ${limit} ms`, drawing <= limit, `${drawing.toFixed(0)} ms`);
  } finally {
    await browser.close();
    await web.stop();
  }
}

async function drawOnce(browser: Browser, url: string): Promise<Seen> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.addInitScript(WATCH);
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  // The site's policy lets no text be run as code, so nothing of the page is asked by a text.
  type Watched = Window & { __flow: Seen };
  await page.waitForFunction(() => (window as unknown as Watched).__flow.drawn !== null, undefined, {
    timeout: 60_000,
  });
  const seen = await page.evaluate(() => (window as unknown as Watched).__flow);
  await page.close();
  return seen;
}
