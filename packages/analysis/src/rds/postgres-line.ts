/** Why a session did not come about. */
export type ConnectionError = 'slots' | 'authentication' | 'database' | 'other';

/** What one line of an RDS PostgreSQL log says about statements, locks, upkeep and sessions. */
export type PostgresFact =
  | { kind: 'statement'; milliseconds: number; sql: string; user: string | null; database: string | null }
  | { kind: 'deadlock' }
  | { kind: 'temporary_file'; bytes: number }
  | { kind: 'lock_wait'; milliseconds: number }
  | { kind: 'autovacuum'; analyze: boolean; table: string; seconds: number }
  | { kind: 'checkpoint'; seconds: number }
  | { kind: 'checkpoint_start'; byWal: boolean }
  | { kind: 'connection_error'; reason: ConnectionError };

/** RDS fixes log_line_prefix to `%t:%r:%u@%d:[%p]:` (RDS user guide); the host may hold colons (IPv6). */
const PREFIX =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+:(?:.*?\(\d+\)|\[local\])?:([^@:]*)@([^:]*):\[\d+\]:(\w+):\s*([\s\S]*)$/;
/** Simple and extended protocol; `parse` and `bind` are steps of an execution that is logged by itself. */
const DURATION = /^duration: (\d+(?:\.\d+)?) ms\s+(?:statement|execute [^:]*|fetch from [^:]*): ([\s\S]+)$/;
const TEMPORARY_FILE = /^temporary file: path "[^"]*", size (\d+)/;
const LOCK_WAIT = /^process \d+ still waiting for .* after (\d+(?:\.\d+)?) ms/;

const AUTOVACUUM = /^automatic (?:aggressive )?(vacuum|analyze)[^"]{0,60} of table "([^"]{1,200})"/;
const ELAPSED = /elapsed: (\d+(?:\.\d+)?) s/;
const CHECKPOINT = /^(?:checkpoint|restartpoint) complete: .* total=(\d+(?:\.\d+)?) s/;
const CHECKPOINT_START = /^(?:checkpoint|restartpoint) starting: (.*)/;
/** PostgreSQL's own words (src/backend: postinit.c, proc.c, auth.c). */
const CONNECTION_ERRORS: readonly (readonly [RegExp, ConnectionError])[] = [
  [/^remaining connection slots are reserved|^sorry, too many clients|^too many connections for/, 'slots'],
  [/authentication failed|^no pg_hba\.conf entry|^pg_hba\.conf rejects/, 'authentication'],
  [/^database "[^"]*" does not exist|^role "[^"]*" does not exist/, 'database'],
  [/^the database system is (?:starting up|shutting down|in recovery)|^connection to client lost/, 'other'],
];

/** Longer texts are cut: what tells statements apart stands at their beginning. */
const LONGEST_SQL = 4_000;

/** The fact of a line; null where it tells none of these. Never throws: the text is whatever the database wrote. */
export function readPostgresLine(line: string): PostgresFact | null {
  const found = PREFIX.exec(line);
  if (!found) return null;
  const [, user = '', database = '', severity, text = ''] = found;
  if (severity === 'ERROR') return text.startsWith('deadlock detected') ? { kind: 'deadlock' } : null;
  if (severity === 'FATAL') return connectionError(text);
  if (severity !== 'LOG') return null;
  const duration = DURATION.exec(text);
  if (duration) {
    const sql = (duration[2] ?? '').slice(0, LONGEST_SQL).trim();
    return {
      kind: 'statement',
      milliseconds: Number(duration[1]),
      sql,
      user: user || null,
      database: database || null,
    };
  }
  const file = TEMPORARY_FILE.exec(text);
  if (file) return { kind: 'temporary_file', bytes: Number(file[1]) };
  const wait = LOCK_WAIT.exec(text);
  return wait ? { kind: 'lock_wait', milliseconds: Number(wait[1]) } : upkeep(text);
}

function connectionError(text: string): PostgresFact | null {
  const found = CONNECTION_ERRORS.find(([words]) => words.test(text));
  return found ? { kind: 'connection_error', reason: found[1] } : null;
}

/** What the server does by itself. */
function upkeep(text: string): PostgresFact | null {
  const vacuum = AUTOVACUUM.exec(text);
  if (vacuum) {
    const [, work, table = ''] = vacuum;
    const seconds = Number(ELAPSED.exec(text)?.[1] ?? NaN);
    return Number.isFinite(seconds)
      ? { kind: 'autovacuum', analyze: work === 'analyze', table, seconds }
      : null;
  }
  const complete = CHECKPOINT.exec(text);
  if (complete) return { kind: 'checkpoint', seconds: Number(complete[1]) };
  const start = CHECKPOINT_START.exec(text);
  return start ? { kind: 'checkpoint_start', byWal: /\b(?:wal|xlog)\b/.test(start[1] ?? '') } : null;
}
