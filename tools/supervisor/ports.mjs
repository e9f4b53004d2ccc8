import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../bootstrap/paths.mjs';
import { SettingError } from './settings.mjs';

const LISTEN = '0A';
/** How long our own processes of an earlier start may take to let go of a port. */
const RELEASE_MS = 20_000;

/** A free port of the loopback address: the preferred one if possible. */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(preferred, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Sockets that listen on a port, from the kernel's table. */
function listeningInodes(port) {
  const inodes = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let text = '';
    try {
      text = readFileSync(table, 'utf8');
    } catch {
      continue; // No such table: no IPv6, or no /proc at all.
    }
    for (const line of text.split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTEN && Number.parseInt(local.split(':')[1] ?? '', 16) === port) inodes.add(inode);
    }
  }
  return inodes;
}

function holderFromProc(port) {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return null;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      for (const fd of readdirSync(`/proc/${pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
        if (inode !== undefined && inodes.has(inode)) return Number(pid);
      }
    } catch {
      // Another user's process, or one that has just ended: not readable, so not nameable.
    }
  }
  return null;
}

function holderFromLsof(port) {
  try {
    const out = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' });
    return Number(out.trim().split('\n')[0]) || null;
  } catch {
    return null; // lsof is not there or finds nothing.
  }
}

/** The process that listens on a port: its id and command line as far as they can be read, else null. */
export function portHolder(port) {
  const pid = holderFromProc(port) ?? holderFromLsof(port);
  if (pid === null) return null;
  try {
    return { pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
  } catch {
    return { pid, command: '' };
  }
}

/**
 * Waits for a port that an earlier start of this checkout is letting go of.
 * @throws SettingError naming the variable, the port and the process that holds it.
 */
export async function claimPort(variable, port, host) {
  const deadline = performance.now() + RELEASE_MS;
  while (!(await isFree(port, host))) {
    const holder = portHolder(port);
    const ours = holder !== null && holder.command.includes(ROOT);
    if (!ours || performance.now() > deadline) {
      const who =
        holder === null ? 'another process' : `process ${holder.pid} (${holder.command.slice(0, 100)})`;
      throw new SettingError(
        `Port ${port} is held by ${who}. Stop it, or set ${variable} to another port, e.g. ${variable}=${port + 10}.`,
      );
    }
    await sleep(200);
  }
}
