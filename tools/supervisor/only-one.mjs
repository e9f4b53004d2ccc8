import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SettingError } from './settings.mjs';

const FILE = 'supervisor.json';
/** An earlier supervisor whose npm was killed notices within a second and stops its processes in order. */
const PATIENCE_MS = 30_000;
const NOTICE_MS = 8_000;

function readOther(file) {
  try {
    const other = JSON.parse(readFileSync(file, 'utf8'));
    const command = readFileSync(`/proc/${other.pid}/cmdline`, 'utf8');
    return command.includes('supervisor/main.mjs') ? other : null;
  } catch {
    return null; // Nobody has started here yet, or the one who did is gone.
  }
}

/**
 * Marks this process as the one supervisor of a data directory, waiting for one that is stopping.
 * @throws SettingError naming the process when another one keeps running.
 */
export async function becomeOnlyOne(dataDir, url, say) {
  const file = join(dataDir, FILE);
  const began = performance.now();
  let told = false;
  for (let other = readOther(file); other !== null; other = readOther(file)) {
    const waited = performance.now() - began;
    if (waited > (other.stopping ? PATIENCE_MS : NOTICE_MS)) {
      throw new SettingError(
        `Danji already runs on ${dataDir} (process ${other.pid}), at ${other.url}. Stop it with Ctrl-C there or kill ${other.pid}, or set DANJI_DATA_DIR, PORT and API_PORT for a second one.`,
      );
    }
    if (!told) say(`Waiting for the Danji that still runs on ${dataDir} (process ${other.pid}) …`);
    told = true;
    await sleep(200);
  }
  const write = (stopping) => writeFileSync(file, JSON.stringify({ pid: process.pid, url, stopping }));
  write(false);
  return {
    stopping: () => write(true),
    gone: () => rmSync(file, { force: true }),
  };
}
