import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { pinnedNode } from '../bootstrap/pinned-node.mjs';
import { ROOT } from '../bootstrap/paths.mjs';

/**
 * One server for all specs of a run: the one of DATABASE_URL, else an embedded one in a folder of its own.
 * @returns its address and `stop`, which leaves no test database behind
 */
export async function openTestServer() {
  const given = process.env.DATABASE_URL || null;
  const { dropTestTemplates } = await import(join(ROOT, 'prisma', 'dist', 'index.js'));
  if (given !== null) return { url: given, stop: () => dropTestTemplates(given) };

  const dataDir = mkdtempSync(join(tmpdir(), 'danji-test-'));
  const program = join(ROOT, 'prisma', 'dist', 'embedded', 'host.js');
  const host = spawn(pinnedNode(), [program, '--data-dir', dataDir, '--disposable'], {
    env: childEnvironment({ DANJI_SUPERVISED: '1' }),
    // Its end of standard input closes with this process, however it ends.
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise((resolve, reject) => {
    host.once('message', (message) => resolve(message.ready.url));
    host.once('exit', (code) => reject(new Error(`The embedded PostgreSQL for tests ended with ${code}.`)));
  });
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => host.once('exit', resolve));
      host.stdin.end();
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
