import { readFileSync } from 'node:fs';

const EVERY_MS = 1_000;

/** Parent and command of a process where /proc tells them, else null. */
function lookUp(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
  } catch {
    return null; // The process is gone, or the system has no /proc.
  }
}

/**
 * Calls `stop` once when npm, which started this process, is gone: killed hard, it cannot tell its scripts. npm often
 * puts a shell in between, which would wait for us for ever, so that shell's own parent is watched too.
 */
export function onOrphaned(stop) {
  const parent = process.ppid;
  const shell = lookUp(parent);
  const viaShell = shell !== null && shell.command.includes('tools/run.mjs');
  const timer = setInterval(() => {
    const lost = process.ppid !== parent || (viaShell && lookUp(parent)?.parent !== shell.parent);
    if (!lost) return;
    clearInterval(timer);
    stop();
  }, EVERY_MS);
  timer.unref();
}
