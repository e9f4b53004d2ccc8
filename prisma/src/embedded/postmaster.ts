import { readFileSync } from 'node:fs';
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Access } from './access.js';

/** What a running server says about itself in postmaster.pid (PostgreSQL's src/include/utils/pidfile.h). */
export interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/** Reads postmaster.pid; null when there is none or it is still being written. */
export async function readPostmaster(dataDir: string): Promise<Postmaster | null> {
  let text: string;
  try {
    text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? Number.NaN), status: (lines[7] ?? '').trim() };
}

/** Whether a process of that id exists, ours or not. One that has ended and waits to be reaped does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Whether the process is a zombie, where /proc tells: under an init that never reaps it would stay for ever. */
function isZombie(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false; // No /proc on this system, or the process has just ended.
  }
}

/**
 * Whether the process is a PostgreSQL server over `dataDir`; null where the system does not tell. An id can have been
 * given to something else since, and PostgreSQL itself would then refuse to start for ever.
 */
export async function servesDirectory(pid: number, dataDir: string): Promise<boolean | null> {
  let line: string;
  try {
    line = await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return isAlive(pid) ? null : false; // No /proc on this system, or the process has just ended.
  }
  return line.split('\0').includes(dataDir);
}

/** Whether a server on `port` takes our password and serves `dataDir`. */
export async function answersAsOurs(port: number, dataDir: string, access: Access): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: access.user,
    password: access.password,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = answer.rows[0]?.data_directory ?? '';
    return (await realpath(served)) === (await realpath(dataDir));
  } catch {
    return false; // Nothing there, another password or another server: not ours, which is the answer.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Removes the mark of a server that is gone. */
export async function forgetPostmaster(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
}
