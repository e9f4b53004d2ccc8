/** What one line of an RDS PostgreSQL log says about statements and locks. */
export type PostgresFact =
  | { kind: 'statement'; milliseconds: number; sql: string; user: string | null; database: string | null }
  | { kind: 'deadlock' }
  | { kind: 'temporary_file'; bytes: number }
  | { kind: 'lock_wait'; milliseconds: number };

/** RDS fixes log_line_prefix to `%t:%r:%u@%d:[%p]:` (RDS user guide); the host may hold colons (IPv6). */
const PREFIX =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+:(?:.*?\(\d+\)|\[local\])?:([^@:]*)@([^:]*):\[\d+\]:(\w+):\s*([\s\S]*)$/;
/** Simple and extended protocol; `parse` and `bind` are steps of an execution that is logged by itself. */
const DURATION = /^duration: (\d+(?:\.\d+)?) ms\s+(?:statement|execute [^:]*|fetch from [^:]*): ([\s\S]+)$/;
const TEMPORARY_FILE = /^temporary file: path "[^"]*", size (\d+)/;
const LOCK_WAIT = /^process \d+ still waiting for .* after (\d+(?:\.\d+)?) ms/;

/** Longer texts are cut: what tells statements apart stands at their beginning. */
const LONGEST_SQL = 4_000;

/** The fact of a line; null where it tells none of these. Never throws: the text is whatever the database wrote. */
export function readPostgresLine(line: string): PostgresFact | null {
  const found = PREFIX.exec(line);
  if (!found) return null;
  const [, user = '', database = '', severity, text = ''] = found;
  if (severity === 'ERROR') return text.startsWith('deadlock detected') ? { kind: 'deadlock' } : null;
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
  return wait ? { kind: 'lock_wait', milliseconds: Number(wait[1]) } : null;
}
