import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './postmaster.js';

/** A holder writes the file and its name in two steps; an empty file this old is one that died in between. */
const EMPTY_IS_STALE_MS = 5_000;

/** Id and, where /proc tells it, start time of a process: an id alone may have been given to another one since. */
async function identity(pid: number): Promise<string> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return `${pid}`; // No /proc on this system, or no such process: `isAlive` tells which.
  }
}

/** The process that holds `file`, or null when it is free or its holder is gone. */
export async function lockHolder(file: string): Promise<number | null> {
  let name: string;
  try {
    name = await readFile(file, 'utf8');
    if (name === '') {
      const { mtimeMs } = await stat(file);
      const age = performance.timeOrigin + performance.now() - mtimeMs;
      return age > EMPTY_IS_STALE_MS ? null : 0;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(name.split(' ')[0]);
  return isAlive(pid) && (await identity(pid)) === name ? pid : null;
}

/**
 * Takes `file` for this process.
 * @returns false when another live process holds it
 */
export async function tryLock(file: string): Promise<boolean> {
  if ((await lockHolder(file)) === null) await rm(file, { force: true });
  try {
    await writeFile(file, await identity(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

export async function unlock(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Runs `work` while no other process holds `file`; waits for its turn. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryLock(file))) await sleep(100);
  try {
    return await work();
  } finally {
    await unlock(file);
  }
}
