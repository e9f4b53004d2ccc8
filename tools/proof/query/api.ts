import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '../lib/stack.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/**
 * The API alone over a database: no worker, so that nothing but the queries is measured, unless `environment` gives it
 * another role.
 */
export async function startApi(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'danji-proof-'));
  const apiPort = await freePort();
  const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'apps/api/dist/main.js')], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DANJI_DATA_DIR: dataDir,
      DANJI_MODE: 'demo',
      DANJI_ROLE: 'api',
      DANJI_LOG_LEVEL: 'warn',
      PORT: String(await freePort()),
      API_PORT: String(apiPort),
      ...environment,
    },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${apiPort}/api/v1`;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await waitFor('the API to live', 60, async () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
      return (await fetch(`${url}/health/live`)).ok ? true : undefined;
    });
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url, stop };
}
