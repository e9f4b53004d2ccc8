import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { onOrphaned } from './parents.mjs';
import { ROOT } from './paths.mjs';
import { BEGAN } from './progress.mjs';

/** The oldest Node of the host that serves where npm has no pinned one for this platform. */
const OLDEST = [22, 12];

/** The pinned Node's path, or the host's own where none fits. */
export function pinnedNode() {
  const file = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Error(
    `No Node for ${process.platform} on ${process.arch} was installed and this one is ${process.versions.node}; install Node ${OLDEST.join('.')} or newer.`,
  );
}

/**
 * Runs a program of tools/ on the pinned Node until it ends. Ctrl-C reaches it directly; when this process dies it
 * sees its channel close; when whoever started this process dies, it is asked to stop.
 * @returns its exit code
 */
export function runOnPinnedNode(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), [join(ROOT, 'tools', program), ...args], {
      cwd: ROOT,
      env: childEnvironment({ DANJI_BEGAN: String(BEGAN) }),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    // A terminal's Ctrl-C reaches both, a script's only this one; being asked twice is the same orderly end.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
    onOrphaned(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
