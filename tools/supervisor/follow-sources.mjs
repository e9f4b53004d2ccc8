import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { ROOT } from '../bootstrap/paths.mjs';

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
    compile(folder, signal, progress);
    let timer = null;
    const restart = () => {
      for (const child of children.filter((candidate) => names.includes(candidate.name))) child.restart();
    };
    watch(join(ROOT, folder, 'dist'), { recursive: true, signal }, () => {
      clearTimeout(timer);
      timer = setTimeout(restart, QUIET_MS);
    });
  }
}

function compile(folder, signal, progress) {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const child = spawn(process.execPath, args, {
    cwd: join(ROOT, folder),
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  child.once('error', (error) => {
    if (error.name !== 'AbortError') progress.say(`Compiling ${folder} failed: ${error.message}`);
  });
  child.stdout.on('data', (chunk) => {
    for (const line of String(chunk).split('\n'))
      if (line.includes(' error TS')) progress.say(`${folder}/${line}`);
  });
}
