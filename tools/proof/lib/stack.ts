import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** A running Danji of our own: fresh data directory, free ports, demo mode unless the environment says otherwise. */
export interface Stack {
  web: string;
  api: string;
  /** The simulated account's address; empty in aws mode. */
  simulator: string;
  dataDir: string;
  process: ChildProcess;
  output: () => string;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

/** Polls until `probe` answers something, or fails with what it was waiting for. */
export async function waitFor<T>(
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  let last = '';
  while (performance.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (cause) {
      last = cause instanceof Error ? cause.message : String(cause);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`waited ${seconds} s for ${what}${last === '' ? '' : `; last: ${last}`}`);
}

export async function getJson<T>(url: string, body?: unknown): Promise<T> {
  const answer = await fetch(
    url,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return (await answer.json()) as T;
}

/** Starts `npm start`'s own program; answers as soon as the API is ready. Give `dataDir` to start again on the same data. */
export async function startStack(
  options: { dataDir?: string; env?: Record<string, string>; args?: string[] } = {},
): Promise<Stack> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'danji-proof-'));
  const port = await freePort();
  const apiPort = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'tools/run.mjs'), 'start', ...(options.args ?? [])], {
    cwd: ROOT,
    env: {
      ...process.env,
      DANJI_MODE: 'demo',
      DANJI_DATA_DIR: dataDir,
      PORT: String(port),
      API_PORT: String(apiPort),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const api = `http://127.0.0.1:${apiPort}/api/v1`;
  try {
    await waitFor('the API to be ready', 240, async () => {
      if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}\n${text}`);
      return (await fetch(`${api}/health/ready`)).ok ? true : undefined;
    });
    const file = join(dataDir, 'simulator.json');
    const simulator =
      options.env?.['DANJI_MODE'] === 'aws'
        ? ''
        : await waitFor('simulator.json to name its url', 60, async () =>
            existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { url?: string }).url : undefined,
          );
    return {
      web: `http://127.0.0.1:${port}`,
      api,
      simulator,
      dataDir,
      process: child,
      output: () => text,
      stop: () => stopStack(child, options.dataDir === undefined ? dataDir : null),
    };
  } catch (cause) {
    await stopStack(child, null);
    throw new Error(`the stack did not start\n${text}`, { cause });
  }
}

async function stopStack(child: ChildProcess, removeDir: string | null): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await ended;
  }
  if (removeDir !== null) rmSync(removeDir, { recursive: true, force: true });
}
