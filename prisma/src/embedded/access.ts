import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseError } from '../errors.js';

/** How the embedded server is reached; kept beside its data, readable by its owner only. */
export interface Access {
  port: number;
  user: string;
  password: string;
  database: string;
}

const FILE = 'postgres.json';

export function toUrl(access: Access): string {
  return `postgresql://${access.user}:${access.password}@127.0.0.1:${access.port}/${access.database}`;
}

/** Reads what an earlier start chose; null at the first start. */
export async function readAccess(dataDir: string): Promise<Access | null> {
  const file = join(dataDir, FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const value = JSON.parse(text) as Access;
    if (Number.isInteger(value.port) && typeof value.password === 'string') return value;
  } catch {
    // Falls through to the error below, which says what to do with the broken file.
  }
  throw new DatabaseError(
    `${file} is damaged; it holds the password of the embedded PostgreSQL. Restore it.`,
  );
}

export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  const file = join(dataDir, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** The preferred port when it is free, else one that the system gives. */
export async function choosePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const got = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}
