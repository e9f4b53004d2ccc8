import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { TIED } from '../bootstrap/progress.mjs';

/** What compiles while `npm run dev` runs, and whose processes its result restarts. */
const COMPILED = {
  'packages/shared': ['api'],
  'packages/analysis': ['api'],
  'packages/aws-simulator': ['simulator'],
  'apps/api': ['api'],
};
/** A compile writes many files; the restart waits for the last of them. */
const QUIET_MS = 400;

/** Compiles the packages whenever a file changes and restarts the processes that run them. */
export function followSources(children, signal, progress) {
  for (const [folder, names] of Object.entries(COMPILED)) {
    const restart = () => {
      for (const child of children.filter((candidate) => names.includes(candidate.name))) child.restart();
    };
    // The first compile only writes again what the build has written.
    compile(folder, signal, progress, () => restartOnChange(folder, signal, restart));
  }
}

function restartOnChange(folder, signal, restart) {
  let timer = null;
  watch(join(ROOT, folder, 'dist'), { recursive: true, signal }, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, QUIET_MS);
  });
}

function compile(folder, signal, progress, onReady) {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const child = spawn(process.execPath, [TIED, process.execPath, ...args], {
    cwd: join(ROOT, folder),
    env: childEnvironment(),
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  signal.addEventListener('abort', () => child.stdin.end());
  child.once('error', (error) => progress.say(`Compiling ${folder} failed: ${error.message}`));
  let ready = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes(' error TS')) progress.say(`${folder}/${line}`);
    if (ready || !line.includes('Watching for file changes')) return;
    ready = true;
    onReady();
  });
}
