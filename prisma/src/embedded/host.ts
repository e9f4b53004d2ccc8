/**
 * The process that holds the embedded PostgreSQL: `node host.js --data-dir DIR [--disposable] [--stop-when-idle SECONDS]`.
 *
 * Started by the supervisor (DANJI_SUPERVISED=1) it keeps the server until its standard input closes, however its
 * parent ends, and lets the other processes finish first. Started for tests it stops when nobody has been connected
 * for a while.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lockHolder, tryLock, unlock } from './lock.js';
import { isAlive } from './postmaster.js';
import { startEmbedded, type EmbeddedServer } from './server.js';

/** How long open connections may keep the server after it was asked to stop. */
const GRACE_SECONDS = 15;

const { values: args } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    disposable: { type: 'boolean', default: false },
    'stop-when-idle': { type: 'string' },
  },
});

async function clientCount(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'danji-database-host' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const answer = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return answer.rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

/** One host per data directory: an older one that is still stopping would take the server away under a newer one. */
async function becomeHost(lock: string, wait: boolean): Promise<boolean> {
  let told = false;
  while (!(await tryLock(lock))) {
    if (!wait) return false;
    if (!told) console.log(`waiting for process ${await lockHolder(lock)}, which holds the database`);
    told = true;
    await sleep(200);
  }
  return true;
}

let stopping = false;

async function stop(server: EmbeddedServer, lock: string, graceSeconds: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const deadline = performance.now() + graceSeconds * 1000;
  try {
    while (performance.now() < deadline && (await clientCount(server.url)) > 0) await sleep(100);
  } catch (error) {
    // The server is already going down or gone; stopping it below is all that is left to do.
    console.log(`counting connections failed: ${String(error)}`);
  }
  await server.stop();
  await unlock(lock);
  process.exit(0);
}

async function stopWhenIdle(server: EmbeddedServer, lock: string, seconds: number): Promise<void> {
  const step = Math.min(2, seconds);
  for (let idle = 0; idle < seconds;) {
    await sleep(step * 1000);
    if (!isAlive(server.pid)) process.exit(0);
    idle = (await clientCount(server.url)) > 0 ? 0 : idle + step;
  }
  await stop(server, lock, 0);
}

/** Ends this process when the server dies, so that whoever started it learns of it. */
async function followServer(server: EmbeddedServer): Promise<void> {
  while (isAlive(server.pid)) await sleep(500);
  if (stopping) return;
  console.log(`PostgreSQL (process ${server.pid}) has ended by itself`);
  process.exit(1);
}

async function main(dataDir: string): Promise<void> {
  const idleSeconds = args['stop-when-idle'];
  const lock = join(dataDir, 'postgres.host');
  mkdirSync(dataDir, { recursive: true });
  if (!(await becomeHost(lock, idleSeconds === undefined))) return;
  const starting = startEmbedded({ dataDir, disposable: args.disposable });
  const stopAfterStart = (): void => void starting.then((server) => stop(server, lock, GRACE_SECONDS));
  process.on('SIGTERM', stopAfterStart);
  process.on('SIGINT', stopAfterStart);
  if (process.env['DANJI_SUPERVISED'] === '1') {
    process.stdin.on('end', stopAfterStart);
    process.stdin.resume();
  }
  const server = await starting;
  console.log(`PostgreSQL ${server.takenOver ? 'taken over' : 'ready'} on 127.0.0.1:${server.port}`);
  process.send?.({ ready: { url: server.url } });
  if (idleSeconds !== undefined) await stopWhenIdle(server, lock, Number(idleSeconds));
  else await followServer(server);
}

if (args['data-dir'] === undefined) {
  console.error('--data-dir DIR is missing: the folder that keeps the database');
  process.exit(2);
}
main(args['data-dir']).catch((error: unknown) => {
  console.error(error instanceof Error && error.name === 'DatabaseError' ? error.message : error);
  process.exit(1);
});
