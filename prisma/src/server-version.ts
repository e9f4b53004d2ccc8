import { type Client, type Pool } from 'pg';
import { DatabaseError, describeUrl } from './errors.js';

/** The oldest PostgreSQL whose features the migrations use; older ones are refused at start. */
const OLDEST_MAJOR = 15;

/**
 * Checks that `databaseUrl` has the form that pg reads.
 * @throws DatabaseError naming DATABASE_URL, the value without its password, and the remedy.
 */
export function assertDatabaseUrl(databaseUrl: string): void {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new DatabaseError(
      `DATABASE_URL is ${describeUrl(databaseUrl)}; it must read postgresql://user:password@host:port/database, or be unset for the embedded PostgreSQL.`,
    );
  }
}

/**
 * Refuses a server that is older than Danji's migrations can live on.
 * @param number `server_version_num`, e.g. 150004
 * @param version `server_version`, e.g. 15.4
 * @throws DatabaseError naming the version found and the one needed.
 */
export function assertServerVersion(number: number, version: string): void {
  if (number >= OLDEST_MAJOR * 10_000) return;
  throw new DatabaseError(
    `DATABASE_URL points at PostgreSQL ${version}; Danji needs ${OLDEST_MAJOR} or newer. Upgrade that server, name another, or unset DATABASE_URL for the embedded one.`,
  );
}

/** Asks a server for its version and refuses an older one; see `assertServerVersion`. */
export async function checkServer(connection: Client | Pool): Promise<void> {
  const answer = await connection.query<{ number: string; version: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`,
  );
  for (const { number, version } of answer.rows) assertServerVersion(Number(number), version);
}
