import { execFile } from 'node:child_process';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseError } from '../errors.js';

const run = promisify(execFile);

/** Who runs the server: PostgreSQL refuses to run as root, so root hands it to the system user `postgres`. */
export interface Owner {
  uid: number;
  gid: number;
  /** Command and arguments that change to that user themselves; empty where a plain spawn with uid and gid does. */
  wrap: string[];
}

async function idOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null; // `id` fails exactly when there is no such user; the caller creates it.
  }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const existing = await idOf('postgres');
  if (existing !== null) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (cause) {
    throw new DatabaseError(
      'PostgreSQL does not run as root and the system user "postgres" could not be created. Run Danji as an ordinary user, create that user, or set DATABASE_URL.',
      { cause },
    );
  }
  const created = await idOf('postgres');
  if (created === null)
    throw new DatabaseError('The system user "postgres" was created but cannot be found.');
  return created;
}

/** Whether every folder above `path` lets others pass. */
async function reachableByOthers(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Decides who runs the server. A checkout below a folder that only root
 * may enter (/root, a private temporary folder) is reached by lending the server the right to pass folders.
 * @param paths the executable and the data directory, absolute
 */
export async function chooseOwner(paths: string[]): Promise<Owner> {
  const self = userInfo();
  if (self.uid !== 0) return { uid: self.uid, gid: self.gid, wrap: [] };
  const { uid, gid } = await postgresUser();
  const reachable = await Promise.all(paths.map(reachableByOthers));
  if (reachable.every(Boolean)) return { uid, gid, wrap: [] };
  const right = '+dac_override';
  const wrap = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  // Without this bit access(2), which initdb asks about its neighbours, ignores the right.
  wrap.push('--securebits=+no_setuid_fixup', `--inh-caps=${right}`, `--ambient-caps=${right}`);
  try {
    await run(wrap[0] ?? '', [...wrap.slice(1), 'true']);
  } catch (cause) {
    throw new DatabaseError(
      `As root, PostgreSQL runs as the user "postgres", who may not enter ${paths.join(' or ')}. Move the checkout or DANJI_DATA_DIR to a folder that others may enter, run as an ordinary user, or set DATABASE_URL.`,
      { cause },
    );
  }
  return { uid, gid, wrap: [...wrap, '--'] };
}

/** Creates a folder, or a file where `content` is given, that only the server's user may open. */
export async function makeOwned(path: string, owner: Owner, content?: string): Promise<void> {
  if (content === undefined) await mkdir(path, { mode: 0o700 });
  else await writeFile(path, content, { mode: 0o600 });
  if (process.getuid?.() === 0) await chown(path, owner.uid, owner.gid);
}

/** The command line and spawn options that run `file` as the owner. */
export function runAs(
  owner: Owner,
  file: string,
  args: string[],
): { command: string; args: string[]; options: { uid?: number; gid?: number; cwd: string } } {
  const [wrapper, ...rest] = owner.wrap;
  if (wrapper !== undefined)
    return { command: wrapper, args: [...rest, file, ...args], options: { cwd: '/' } };
  const ids = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {};
  return { command: file, args, options: { ...ids, cwd: '/' } };
}
