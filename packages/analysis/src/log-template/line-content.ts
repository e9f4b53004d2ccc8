const MESSAGE_FIELDS = ['msg', 'message', '@m', 'event', 'error', 'err'];

/** `2026-11-23 14:07:01,123`, `2026-11-23T14:07:01.123+09:00`, `[...]`: the time that a line begins with. */
const TIME = /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| UTC)?\]?\s*/;
const LEVEL =
  /^[-\s]*[[<(|]?\b(?:FATAL|PANIC|EMERG|CRITICAL|CRIT|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE|VERBOSE|LOG)\b[\]>)|:]?\s*/i;
/** RDS PostgreSQL: `:HOST(PORT):USER@DATABASE:[PID]:` between the time and the severity. */
const POSTGRES = /^:[^\s]{0,200}?:\[\d+\]:/;

/**
 * What a line says, without the time and level that every line carries: of a JSON line its message, of others what
 * follows time and level. The line itself where nothing is left.
 */
export function lineContent(line: string): string {
  const said = jsonMessage(line);
  if (said !== null) return said;
  let rest = line.replace(TIME, '').replace(POSTGRES, '');
  // `- module - LEVEL - text` of Python and `LEVEL 1 --- [thread] logger : text` of Spring keep their logger.
  rest = rest.replace(LEVEL, '');
  return rest.trim() === '' ? line : rest;
}

/** The message of a line that is a JSON object, with the class of its error; null for any other line. */
function jsonMessage(line: string): string | null {
  const text = line.trimStart();
  if (!text.startsWith('{')) return null;
  const parsed = parsedObject(text);
  if (!parsed) return null;
  for (const field of MESSAGE_FIELDS) {
    const value = parsed[field];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return Object.keys(parsed)
    .map((key) => `${key}=`)
    .join(' ');
}

function parsedObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch (error) {
    // A cut line is a line of text.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
