export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Words that loggers use, in lower case (syslog, log4j, Python, Go, zap, PostgreSQL, .NET). */
const WORDS: Readonly<Record<string, LogLevel>> = {
  fatal: 'fatal',
  panic: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  dpanic: 'fatal',
  crit: 'error',
  critical: 'error',
  error: 'error',
  err: 'error',
  severe: 'error',
  eror: 'error',
  fail: 'error',
  warn: 'warn',
  warning: 'warn',
  wrn: 'warn',
  info: 'info',
  information: 'info',
  informational: 'info',
  inf: 'info',
  notice: 'info',
  log: 'info',
  debug: 'debug',
  dbg: 'debug',
  fine: 'debug',
  verbose: 'debug',
  debug1: 'debug',
  trace: 'trace',
  finest: 'trace',
};

const LEVEL_FIELDS = ['level', 'severity', 'lvl', 'log.level', 'levelname', 'loglevel', 'severityText', '@l'];

/** PostgreSQL on RDS: `%t:%r:%u@%d:[%p]:` and then the severity. */
const POSTGRES =
  /:\[\d+\]:(PANIC|FATAL|ERROR|WARNING|NOTICE|INFO|LOG|DEBUG[1-5]?|STATEMENT|DETAIL|HINT|CONTEXT):/;
/** A level as loggers set it apart: in brackets, as level=x, or in capitals among the first words. */
const BRACKETED =
  /[[<(|]\s*(fatal|panic|crit(?:ical)?|error|err|warn(?:ing)?|info|notice|debug|trace)\s*[\]>)|]/i;
const KEYED = /\b(?:level|lvl|severity)["']?\s*[=:]\s*"?([a-z]+)/i;
const CAPITALS =
  /\b(FATAL|PANIC|EMERG|CRITICAL|CRIT|SEVERE|ERROR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE|VERBOSE)\b/;
const LEADING = /^\s*(?:\S+\s+){0,2}?(fatal|panic|error|err|warn(?:ing)?|info|debug|trace)\s*[:\-|]/i;
/** Nothing names a level, but the text is an exception: Java, Python, Node, Go. */
const EXCEPTION =
  /\b(?:[A-Z]\w*(?:Exception|Error)\b|Traceback \(most recent call last\)|panic:|Unhandled\s*Rejection)/;
/** A line of a stack trace says nothing about a level by itself. */
const STACK_LINE = /^\s+(?:at\s|File "|\.\.\. \d+ more)/;

/**
 * Level of one log line: a JSON field (words, pino and bunyan numbers), PostgreSQL's severity, else the usual
 * places in text. `unknown` where nothing says.
 */
export function logLevel(line: string): LogLevel {
  if (STACK_LINE.test(line)) return 'unknown';
  const json = jsonLevel(line);
  if (json) return json;
  const postgres = POSTGRES.exec(line)?.[1];
  if (postgres) return postgresLevel(postgres);
  const word =
    BRACKETED.exec(line)?.[1] ?? KEYED.exec(line)?.[1] ?? LEADING.exec(line)?.[1] ?? CAPITALS.exec(line)?.[1];
  const level = word === undefined ? undefined : WORDS[word.toLowerCase()];
  if (level) return level;
  return EXCEPTION.test(line) ? 'error' : 'unknown';
}

function jsonLevel(line: string): LogLevel | undefined {
  const start = line.indexOf('{');
  if (start < 0 || line.slice(0, start).trim() !== '') return undefined;
  const parsed = parseObject(line);
  if (!parsed) return undefined;
  for (const field of LEVEL_FIELDS) {
    const level = levelOf(parsed[field]);
    if (level) return level;
  }
  const nested = parsed['log'];
  return typeof nested === 'object' && nested !== null && 'level' in nested
    ? levelOf(nested.level)
    : undefined;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    // A cut or mixed line is still a line: its text is looked at instead.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function levelOf(value: unknown): LogLevel | undefined {
  if (typeof value === 'number') return numericLevel(value);
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  return value.trim() !== '' && Number.isFinite(number)
    ? numericLevel(number)
    : WORDS[value.trim().toLowerCase()];
}

/** pino and bunyan: 60 fatal, 50 error, 40 warn, 30 info, 20 debug, 10 trace; syslog: 0-7. */
function numericLevel(value: number): LogLevel | undefined {
  if (value >= 60) return 'fatal';
  if (value >= 10) return (['trace', 'debug', 'info', 'warn', 'error'] as const)[Math.floor(value / 10) - 1];
  if (!Number.isInteger(value) || value < 0 || value > 7) return undefined;
  return (['fatal', 'fatal', 'error', 'error', 'warn', 'info', 'info', 'debug'] as const)[value];
}

function postgresLevel(severity: string): LogLevel {
  if (severity === 'PANIC' || severity === 'FATAL') return 'fatal';
  if (severity === 'ERROR') return 'error';
  if (severity === 'WARNING') return 'warn';
  return severity.startsWith('DEBUG') ? 'debug' : 'info';
}
