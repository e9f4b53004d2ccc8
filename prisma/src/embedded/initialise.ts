import { spawn } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../errors.js';
import type { Access } from './access.js';
import { makeOwned, runAs, type Owner } from './owner.js';

/**
 * Builds the data directory beside its place and moves it there when it is complete, so that a start which is cut off
 * leaves no half of one behind.
 * @param home the folder that gets `postgres`
 */
export async function initialise(home: string, initdb: string, access: Access, owner: Owner): Promise<void> {
  const workshop = join(home, 'postgres.new');
  const dataDir = join(workshop, 'data');
  const passwordFile = join(workshop, 'password');
  await rm(workshop, { recursive: true, force: true });
  await makeOwned(workshop, owner);
  await makeOwned(passwordFile, owner, access.password);
  const args = [`--pgdata=${dataDir}`, `--username=${access.user}`, `--pwfile=${passwordFile}`];
  // The built-in locale sorts the same on every machine, whatever is installed there.
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  args.push('--auth=scram-sha-256');
  await runToEnd(initdb, args, owner);
  await rename(dataDir, join(home, 'postgres'));
  await rm(workshop, { recursive: true, force: true });
}

function runToEnd(initdb: string, args: string[], owner: Owner): Promise<void> {
  const how = runAs(owner, initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(how.command, how.args, { ...how.options, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new DatabaseError(`initdb ended with ${code}: ${errors.trim()}`));
    });
  });
}
