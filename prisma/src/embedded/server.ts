import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError } from '../errors.js';
import { choosePort, newPassword, readAccess, toUrl, writeAccess, type Access } from './access.js';
import { EMBEDDED_MAJOR, findBinaries } from './binaries.js';
import { initialise } from './initialise.js';
import { launch } from './launch.js';
import { withLock } from './lock.js';
import { chooseOwner } from './owner.js';
import {
  answersAsOurs,
  forgetPostmaster,
  isAlive,
  readPostmaster,
  servesDirectory,
  type Postmaster,
} from './postmaster.js';

export interface EmbeddedOptions {
  /** DANJI_DATA_DIR; the server's files go to `postgres` below it, its log to `postgres.log`. */
  dataDir: string;
  /** Trades durability for speed; for test databases only. */
  disposable?: boolean;
}

export interface EmbeddedServer {
  url: string;
  port: number;
  pid: number;
  /** True when a server that was already running was taken over. */
  takenOver: boolean;
  /** Stops the server (fast shutdown: open transactions are rolled back) and waits until it is gone. */
  stop(): Promise<void>;
}

const PREFERRED_PORT = 5_439;
/** Recovery after a hard stop replays at most half an hour of log. */
const SETTLE_SECONDS = 120;

/**
 * Starts the embedded PostgreSQL over `dataDir`, creating it at the first start, or takes over the one that already
 * runs there (its id, data directory and password match). It outlives the caller unless stopped: the server runs in
 * a session of its own, so that Ctrl-C reaches it only through `stop`.
 * @throws DatabaseError when the directory cannot be used, with the reason and the remedy.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  await mkdir(options.dataDir, { recursive: true });
  const home = await realpath(options.dataDir);
  return withLock(join(home, 'postgres.lock'), () => startLocked(home, options.disposable ?? false));
}

async function startLocked(home: string, disposable: boolean): Promise<EmbeddedServer> {
  const dataDir = join(home, 'postgres');
  await assertSameMajor(dataDir);
  const known = await readAccess(home);
  if (existsSync(dataDir) && known === null) {
    throw new DatabaseError(
      `${dataDir} exists but ${join(home, 'postgres.json')} with its password does not. Restore that file, or move ${dataDir} away to begin afresh.`,
    );
  }
  const access: Access = known ?? {
    port: PREFERRED_PORT,
    user: 'danji',
    password: newPassword(),
    database: 'danji',
  };

  const running = await findRunning(dataDir, access);
  if (running !== null) {
    const current = { ...access, port: running.port };
    await ensureDatabase(current);
    return serverOf(dataDir, current, running.pid, true);
  }

  const binaries = await findBinaries();
  const owner = await chooseOwner([binaries.postgres, dataDir]);
  access.port = await choosePort(access.port);
  await writeAccess(home, access);
  if (!existsSync(dataDir)) await initialise(home, binaries.initdb, access, owner);
  const pid = await launchOnFreePort(
    () => launch(home, binaries.postgres, access, owner, disposable),
    home,
    access,
  );
  await ensureDatabase(access);
  return serverOf(dataDir, access, pid, false);
}

/** Somebody else may bind the chosen port between the choice and the start; then another is chosen. */
async function launchOnFreePort(start: () => Promise<number>, home: string, access: Access): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      const taken = error instanceof DatabaseError && error.message.includes('Address already in use');
      if (!taken || attempt === 5) throw error;
      access.port = await choosePort(access.port);
      await writeAccess(home, access);
    }
  }
}

async function assertSameMajor(dataDir: string): Promise<void> {
  const file = join(dataDir, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = (await readFile(file, 'utf8')).trim();
  if (found === EMBEDDED_MAJOR) return;
  throw new DatabaseError(
    `${dataDir} was written by PostgreSQL ${found}; this Danji embeds ${EMBEDDED_MAJOR} and leaves it untouched. Start the Danji that wrote it, move the data over with pg_dump and pg_restore, or choose another DANJI_DATA_DIR.`,
  );
}

/** The live server over `dataDir`, waited for while it starts or stops; null when there is none. Clears a stale mark. */
async function findRunning(dataDir: string, access: Access): Promise<Postmaster | null> {
  const deadline = performance.now() + SETTLE_SECONDS * 1000;
  for (;;) {
    const postmaster = await readPostmaster(dataDir);
    if (postmaster === null) return null;
    if (!isAlive(postmaster.pid) || (await servesDirectory(postmaster.pid, dataDir)) === false) {
      await forgetPostmaster(dataDir);
      return null;
    }
    if (postmaster.status === 'ready' && (await answersAsOurs(postmaster.port, dataDir, access))) {
      return postmaster;
    }
    if (performance.now() > deadline) {
      throw new DatabaseError(
        `Process ${postmaster.pid} holds ${dataDir} but does not answer with the password in postgres.json. Stop it (kill -INT ${postmaster.pid}) or choose another DANJI_DATA_DIR.`,
      );
    }
    await sleep(200);
  }
}

async function ensureDatabase(access: Access): Promise<void> {
  const client = new pg.Client({ connectionString: toUrl({ ...access, database: 'postgres' }) });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [access.database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(access.database)}`);
  } finally {
    await client.end();
  }
}

function serverOf(dataDir: string, access: Access, pid: number, takenOver: boolean): EmbeddedServer {
  return {
    url: toUrl(access),
    port: access.port,
    pid,
    takenOver,
    stop: async () => {
      if (!isAlive(pid) || (await servesDirectory(pid, dataDir)) === false) return;
      process.kill(pid, 'SIGINT');
      while (isAlive(pid)) await sleep(50);
    },
  };
}
