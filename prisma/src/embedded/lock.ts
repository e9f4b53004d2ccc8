import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './postmaster.js';

/** A holder writes the file and its id in two steps; an empty file this old is one that died in between. */
const EMPTY_IS_STALE_MS = 5_000;

/**
 * Runs `work` while no other process holds `file`. The file names its holder; one left by a process that is gone is
 * taken over.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryTake(file))) await sleep(100);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function tryTake(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (await isStale(file)) await rm(file, { force: true });
  return false;
}

async function isStale(file: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(file, 'utf8'));
    if (holder > 0) return holder === process.pid || !isAlive(holder);
    const { mtimeMs } = await stat(file);
    const age = performance.timeOrigin + performance.now() - mtimeMs;
    return age > EMPTY_IS_STALE_MS;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
