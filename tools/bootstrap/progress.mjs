import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program that ties another one's life to a pipe. */
export const TIED = fileURLToPath(new URL('tied.mjs', import.meta.url));

/** When the command began, in epoch milliseconds; the program on the pinned Node is told by the one before it. */
export const BEGAN = Number(process.env.DANJI_BEGAN ?? performance.timeOrigin);

/** Time since the command began, as m:ss. */
export function elapsed() {
  const seconds = Math.floor((performance.timeOrigin + performance.now() - BEGAN) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Shows what is being done and for how long; a long step speaks up every ten seconds. */
export class Progress {
  say(text) {
    console.log(`[${elapsed()}] ${text}`);
  }

  /**
   * Runs a program to its end, keeping its output to show only when it fails.
   * @param options cwd, env; with `signal` it ends, and all that it started, when that is aborted or this process dies
   * @returns its output
   * @throws Error with the end of the output when it fails
   */
  run(title, command, args, { signal, ...options }) {
    this.say(`${title} …`);
    return new Promise((resolve, reject) => {
      const child =
        signal === undefined
          ? spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
          : spawn(process.execPath, [TIED, command, ...args], { ...options, detached: true, stdio: 'pipe' });
      const stop = () => killSession(child);
      signal?.addEventListener('abort', stop);
      let output = '';
      const keep = (chunk) => {
        output += chunk;
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      const ticker = setInterval(() => {
        const last = lastLine(output);
        this.say(`  still ${title.toLowerCase()}${last === '' ? '' : ` (${last})`}`);
      }, 10_000);
      child.once('error', (error) => {
        clearInterval(ticker);
        reject(new Error(`${title} failed: ${command} could not be run (${error.message}).`));
      });
      child.once('close', (code) => {
        clearInterval(ticker);
        signal?.removeEventListener('abort', stop);
        if (code === 0) resolve(output);
        else reject(new Error(`${title} failed (${command} ended with ${code}):\n${tail(output)}`));
      });
    });
  }
}

function killSession(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // It has just ended by itself.
  }
}

function tail(output) {
  return output.trimEnd().split('\n').slice(-60).join('\n');
}

function lastLine(output) {
  const lines = output.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').split(/[\r\n]+/);
  const text = lines.findLast((line) => line.trim() !== '') ?? '';
  return text.trim().slice(0, 90);
}
