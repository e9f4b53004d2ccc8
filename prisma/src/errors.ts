/** Why the database cannot be used, in words for the person who starts Danji: what was found, where, and what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';

  /** Whether it may go away by itself, so that trying again is of use. */
  readonly transient: boolean;

  constructor(message: string, options: ErrorOptions & { transient?: boolean } = {}) {
    super(message, options);
    this.transient = options.transient ?? false;
  }
}

/** A connection string as it may be printed: without its password, which never reaches a log. */
export function describeUrl(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'a value that is no URL';
  const url = new URL(databaseUrl);
  if (url.password !== '') url.password = '***';
  url.search = '';
  return url.toString();
}

/** Node's and PostgreSQL's codes (class 08, 57P03) for a server that is gone or still starting; pg's own has none. */
const SILENT =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|EACCES|08\w{3}|57P03)$/;

/** What a person can do about a failed connection; null for an error of another kind. */
function remedyOf(code: string, database: string): { remedy: string; transient: boolean } | null {
  if (SILENT.test(code)) {
    return {
      remedy: `no PostgreSQL answers there (${code}). Start it, correct the address, or unset DATABASE_URL for the embedded one.`,
      transient: true,
    };
  }
  const remedy = {
    '28P01': 'the server refuses the password. Correct user and password.',
    '28000': 'the server refuses this user. Correct the user, or let it in by pg_hba.conf.',
    '3D000': `the server has no such database. Create it (CREATE DATABASE ${database}) or name another.`,
    '42501': 'this user lacks a right. Let it own the database, or name another user.',
    '53300': 'the server has no connection left. Raise max_connections or close others.',
  }[code];
  return remedy === undefined ? null : { remedy, transient: code === '53300' };
}

/** A failed connection as a DatabaseError that names DATABASE_URL without its password; other errors as they are. */
export function explainConnectionError(error: unknown, databaseUrl: string): unknown {
  if (typeof error !== 'object' || error === null || error instanceof DatabaseError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // pg's own words for a time limit and for a server that hangs up carry no code.
  const kind =
    typeof code === 'string'
      ? code
      : /timeout|connection terminated/i.test(String(message))
        ? 'ETIMEDOUT'
        : '';
  const known = remedyOf(kind, new URL(databaseUrl).pathname.slice(1));
  if (known === null) return error;
  return new DatabaseError(`DATABASE_URL is ${describeUrl(databaseUrl)}; ${known.remedy}`, {
    transient: known.transient,
    cause: error,
  });
}
