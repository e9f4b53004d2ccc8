import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readAccess, toUrl } from '../embedded/access.js';
import { DatabaseError } from '../errors.js';
import { assertDatabaseUrl } from '../server-version.js';

const HOST_PROGRAM = fileURLToPath(new URL('../../dist/embedded/host.js', import.meta.url));
const START_SECONDS = 60;
/** Long enough to span two spec files, short enough to leave nothing running after a test. */
const IDLE_SECONDS = 20;

/** One folder per checkout and user, outside the checkout so that tests leave no trace in it. */
function testDataDir(): string {
  const key = createHash('sha256').update(HOST_PROGRAM).digest('hex').slice(0, 10);
  return join(tmpdir(), `danji-test-${userInfo().username}-${key}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false; // Not up yet, or just stopping: the caller tries again.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * A server that test databases may be created on: the one of DATABASE_URL, else an embedded one that all test
 * processes share, started by the first and stopped when nobody has used it for 20 s.
 * @throws DatabaseError when DATABASE_URL is malformed or the embedded server does not come up.
 */
export async function testServerUrl(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    assertDatabaseUrl(given);
    return given;
  }
  const dataDir = testDataDir();
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const deadline = performance.now() + START_SECONDS * 1000;
  let host: ReturnType<typeof spawn> | null = null;
  while (performance.now() < deadline) {
    const access = await readAccess(dataDir);
    if (access !== null && (await answers(toUrl(access)))) return toUrl(access);
    if (host === null || host.exitCode !== null) {
      const args = ['--data-dir', dataDir, '--disposable', '--stop-when-idle', String(IDLE_SECONDS)];
      const { DANJI_SUPERVISED: _, ...env } = process.env;
      host = spawn(process.execPath, [HOST_PROGRAM, ...args], { detached: true, stdio: 'ignore', env });
      host.unref();
    }
    await sleep(100);
  }
  throw new DatabaseError(
    `The embedded PostgreSQL for tests did not start within ${START_SECONDS} s; see ${join(dataDir, 'postgres.log')}.`,
  );
}
