import { spawn } from 'node:child_process';

/**
 * Runs a program and shows what it says.
 * @param options cwd, env; `hideStdout` shows standard error only; `onStdout` gets the chunks of standard output
 * @returns its exit code; 1 when a signal ended it
 */
export function runShown(command, args, { hideStdout = false, onStdout, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => {
      if (!hideStdout) process.stdout.write(chunk);
      onStdout?.(chunk);
    });
    child.stderr.on('data', (chunk) => process.stdout.write(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
