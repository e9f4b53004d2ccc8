import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../errors.js';
import type { Access } from './access.js';
import { runAs, type Owner } from './owner.js';
import { answersAsOurs, readPostmaster } from './postmaster.js';

const START_SECONDS = 120;
const MEBIBYTE = 1024 * 1024;

/**
 * Settings of the server. Long checkpoints and compressed full pages halve the log that re-written metric hours cause
 * (measured: 184 to 118 bytes a sample).
 */
function settings(access: Access, disposable: boolean): string[] {
  const buffers = Math.round(Math.min(512, Math.max(128, totalmem() / MEBIBYTE / 16)));
  const pairs: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(access.port),
    max_connections: disposable ? '200' : '60',
    shared_buffers: `${buffers}MB`,
    checkpoint_timeout: '30min',
    max_wal_size: '2GB',
    wal_compression: 'pglz', // The package is built without lz4.
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] %a ',
    jit: 'off',
  };
  if (disposable) Object.assign(pairs, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
  return Object.entries(pairs).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

/** Processes of a server that was killed hard notice within moments; until then PostgreSQL refuses to start. */
const STILL_IN_USE = /pre-existing shared memory block .* is still in use/;

/**
 * Runs the server in a session of its own, its output appended to `postgres.log`, and waits until it answers.
 * @returns the process id of the server
 * @throws DatabaseError with the end of the log when it does not start
 */
export async function launch(
  home: string,
  postgres: string,
  access: Access,
  owner: Owner,
  disposable: boolean,
): Promise<number> {
  const deadline = performance.now() + START_SECONDS * 1000;
  const log = join(home, 'postgres.log');
  for (;;) {
    const pid = await launchOnce(home, postgres, access, owner, disposable, deadline);
    if (pid !== null) return pid;
    const tail = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-5).join('\n');
    if (!STILL_IN_USE.test(tail) || performance.now() > deadline) {
      throw new DatabaseError(`PostgreSQL did not start; the end of ${log}:\n${tail}`);
    }
    await sleep(300);
  }
}

/** One attempt; null when the server ended, or did not answer in time. */
async function launchOnce(
  home: string,
  postgres: string,
  access: Access,
  owner: Owner,
  disposable: boolean,
  deadline: number,
): Promise<number | null> {
  const dataDir = join(home, 'postgres');
  const how = runAs(owner, postgres, ['-D', dataDir, ...settings(access, disposable)]);
  const output = openSync(join(home, 'postgres.log'), 'a', 0o600);
  const child = spawn(how.command, how.args, {
    ...how.options,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  child.unref();
  while (performance.now() < deadline) {
    if (failure !== null) throw new DatabaseError('PostgreSQL could not be run.', { cause: failure });
    if (child.exitCode !== null || child.signalCode !== null) return null;
    const postmaster = await readPostmaster(dataDir);
    if (postmaster?.status === 'ready' && (await answersAsOurs(access.port, dataDir, access))) {
      return postmaster.pid;
    }
    await sleep(50);
  }
  return null;
}
