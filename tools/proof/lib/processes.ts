import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  pid: number;
  command: string;
}

/** Every live process whose environment carries `mark` (Linux: /proc), ourselves excepted. */
export function processesWith(mark: string): Process[] {
  const found: Process[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(mark)) continue;
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${name}/status`, 'latin1'))) continue;
      found.push({
        pid: Number(name),
        command: readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim(),
      });
    } catch (cause) {
      // A process that ended while we looked, or one of another user: neither is ours.
      if (!['ENOENT', 'ESRCH', 'EACCES'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    }
  }
  return found;
}

/** Processes of an embedded PostgreSQL: they drop the environment, so they are found by their data directory. */
export function postgresOf(dataDir: string): Process[] {
  const all: Process[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
      if (command.includes('postgres') && command.includes(dataDir)) all.push({ pid: Number(name), command });
    } catch (cause) {
      if (!['ENOENT', 'ESRCH', 'EACCES'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    }
  }
  return all;
}
