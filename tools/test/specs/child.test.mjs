import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from '../../supervisor/child.mjs';
import { withFiles } from './folders.mjs';

/** Says that it lives by writing its process id, and ends in an orderly way when asked to. */
const LIVES = `
  import { appendFileSync } from 'node:fs';
  appendFileSync('pids', process.pid + '\\n');
  process.on('SIGTERM', () => { appendFileSync('ended', 'x'); process.exit(0); });
  setInterval(() => undefined, 1000);
`;

async function until(what) {
  for (let i = 0; i < 200 && !what(); i += 1) await sleep(50);
  assert.ok(what());
}

function childOf(folder, said, hopeless = () => undefined) {
  return new Child({
    name: 'probe',
    title: 'Probe',
    dataDir: folder,
    args: ['program.mjs'],
    cwd: folder,
    env: process.env,
    isReady: async () => existsSync(join(folder, 'pids')),
    say: (text) => said.push(text),
    onHopeless: hopeless,
  });
}

function pids(folder) {
  return readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
}

describe('a supervised process', () => {
  it('is started again when it is killed, and ends in order when stopped', async () => {
    await withFiles({ 'program.mjs': LIVES }, async (folder) => {
      const said = [];
      const child = childOf(folder, said);
      await child.start();
      process.kill(child.pid, 'SIGKILL');
      await until(() => pids(folder).length === 2);
      assert.match(
        said.join('\n'),
        /The probe \(process \d+\) was killed by SIGKILL; starting it again in 0\.5 s/,
      );
      await child.stop();
      assert.ok(existsSync(join(folder, 'ended')));
      assert.throws(() => process.kill(pids(folder)[1], 0), { code: 'ESRCH' });
    });
  });

  it('is given up with its own words when it refuses its configuration', async () => {
    const program = 'console.error(\'PORT is "x"; write a number.\'); process.exit(78);';
    await withFiles({ 'program.mjs': program }, async (folder) => {
      let message = '';
      const child = childOf(folder, [], (text) => {
        message = text;
      });
      void child.start();
      await until(() => message !== '');
      assert.match(message, /The probe refused to start:\n\s+PORT is "x"; write a number\./);
      await child.stop();
    });
  });

  it('ends by itself when the process that started it is killed hard', async () => {
    const parent = `
      import { Child } from ${JSON.stringify(new URL('../../supervisor/child.mjs', import.meta.url).href)};
      import { existsSync } from 'node:fs';
      const child = new Child({ name: 'probe', title: 'Probe', dataDir: '.', args: ['program.mjs'], cwd: '.', env: process.env,
        isReady: async () => existsSync('pids'), say: () => undefined, onHopeless: () => undefined });
      await child.start();
      process.kill(process.pid, 'SIGKILL');
    `;
    await withFiles({ 'program.mjs': LIVES, 'parent.mjs': parent }, async (folder) => {
      const { spawn } = await import('node:child_process');
      spawn(process.execPath, ['parent.mjs'], { cwd: folder, stdio: 'ignore' });
      await until(() => existsSync(join(folder, 'ended')));
    });
  });
});
