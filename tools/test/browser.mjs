import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { pinnedNode } from '../bootstrap/pinned-node.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { freePort } from '../supervisor/ports.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const START_MS = 240_000;

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not to be run: the next name is tried.
  }
}

/** The system's Chromium: CHROMIUM_PATH, else the usual names; null when there is none. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(
      `CHROMIUM_PATH is "${env.CHROMIUM_PATH}", which cannot be run; name Chromium's executable.`,
    );
  }
  const folders = (env.PATH ?? '').split(delimiter);
  const files = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC];
  return files.find(isExecutable) ?? null;
}

/** How many browser spec files there are: what is skipped without a browser. */
export function countBrowserSpecs() {
  const folder = join(ROOT, 'apps', 'web', 'e2e');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true }).filter((name) => /\.spec\.tsx?$/.test(name)).length;
}

/** The whole of Danji in demo mode on ports and data of its own. */
export async function startDanji() {
  const dataDir = mkdtempSync(join(tmpdir(), 'danji-browser-'));
  const port = await freePort();
  const apiPort = await freePort();
  const { DATABASE_URL: _, ...env } = childEnvironment({
    DANJI_MODE: 'demo',
    DANJI_DATA_DIR: dataDir,
    PORT: String(port),
    API_PORT: String(apiPort),
  });
  const child = spawn(pinnedNode(), [join(ROOT, 'tools', 'supervisor', 'main.mjs')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_MS;
  while (!(await showsTwoWeeks(url))) {
    if (child.exitCode !== null) throw new Error(`Danji ended with ${child.exitCode} while starting.`);
    if (performance.now() > deadline) throw new Error(`Danji did not start within ${START_MS / 1000} s.`);
    await sleep(500);
  }
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The pages answer through to the API, and the two weeks that charts are read from are fetched. */
async function showsTwoWeeks(url) {
  try {
    const response = await fetch(`${url}/api/v1/collection`, { signal: AbortSignal.timeout(5_000) });
    return response.ok && (await response.json()).backfill.state === 'done';
  } catch {
    return false; // Still starting.
  }
}
