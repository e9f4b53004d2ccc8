import { MINUTE, type Calendar } from '../calendar.js';
import { seasonAt } from '../metrics/season.js';
import { address } from '../plan/network-plan.js';
import { hashString, mix, unit } from '../random.js';
import type { DatabaseState } from '../simulation/region-state.js';
import type { LogEvent, Millis } from '../types.js';
import { STATEMENTS } from './database-statements.js';
import { logEvent } from './log-event.js';
import type { LogWindow } from './task-logs.js';
import { fill } from './templates.js';

/** Slow statements a minute at the usual weekly peak of a production database. */
const SLOW_PER_MINUTE = 4;
const LONGEST_CHECKPOINT_MINUTES = 6;

/** The exported PostgreSQL log of one instance, prefix `%t:%r:%u@%d:[%p]:`, stream `NAME.0`. */
export function postgresLogs(state: DatabaseState, calendar: Calendar, window: LogWindow): LogEvent[] {
  const stream = `${state.plan.id}.0`;
  const events: LogEvent[] = [];
  if (!window.wants(stream)) return events;
  const push = (at: Millis, message: string, hash: number) => {
    if (at >= window.from && at < window.to) events.push(logEvent(at, message, stream, hash));
  };
  const background = (at: Millis, text: string, hash: number) =>
    push(at, `${stamp(at)}::@:[${355 + (hash % 40)}]:${text}`, hash);
  const session = (at: Millis, text: string, hash: number, salt = 0) => {
    const client = address((10 << 24) | (20 << 16) | (hash % 12_000));
    push(
      at,
      `${stamp(at)}:${client}(${32_768 + (hash % 28_000)}):app@${state.plan.id.split('-')[0]}:[${1000 + (hash % 30_000)}]:${text}`,
      salt === 0 ? hash : mix(hash, salt),
    );
  };
  // A checkpoint ends some minutes after it began: the line belongs to a minute before the window.
  const first = Math.floor(window.from / MINUTE) - LONGEST_CHECKPOINT_MINUTES;
  for (let minute = first; minute * MINUTE < window.to; minute++) {
    checkpoints(state, minute, background);
    autovacuums(state, minute, background);
    slowStatements(state, calendar, minute, session);
    hurtingStatements(state, minute, session);
    deadlocks(state, minute, session);
    effectLines(state, minute, session);
  }
  failovers(state, background);
  return events;
}

type Line = (at: Millis, text: string, hash: number, salt?: number) => void;

function stamp(at: Millis): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A timed checkpoint every five minutes, each instance at its own minute. */
function checkpoints(state: DatabaseState, minute: number, line: Line): void {
  if (minute % 5 !== state.plan.hash % 5) return;
  const hash = mix(state.plan.hash, minute);
  const at = minute * MINUTE + (state.plan.hash % 50_000);
  const write = 20 + (hash % 240);
  line(at, 'LOG:  checkpoint starting: time', hash);
  line(
    at + write * 1000,
    `LOG:  checkpoint complete: wrote ${100 + (hash % 9000)} buffers (${(hash % 50) / 10}%); 0 WAL file(s) added, 0 removed, ${hash % 9} recycled; write=${write}.013 s, sync=0.004 s, total=${write}.051 s; sync files=${hash % 90}, longest=0.003 s, average=0.001 s; distance=${1000 + (hash % 90_000)} kB, estimate=${2000 + (hash % 90_000)} kB`,
    mix(hash, 1),
  );
}

const VACUUMED = ['orders', 'stock', 'events', 'audit_log'];

/** Vacuum and analyze that took ten seconds or longer (log_autovacuum_min_duration), longer on a busy instance. */
function autovacuums(state: DatabaseState, minute: number, line: Line): void {
  if (minute % 17 !== state.plan.hash % 17) return;
  const hash = mix(state.plan.hash ^ 0xacc, minute);
  const at = minute * MINUTE + (hash % 50_000);
  const elapsed = (10 + (hash % 2500) / 100) * Math.sqrt(state.effects.factor('cpu', at));
  const name = state.plan.id.split('-')[0];
  const table = `"${name}.public.${VACUUMED[hash % VACUUMED.length]}"`;
  const usage = `system usage: CPU: user: ${(elapsed / 9).toFixed(2)} s, system: ${(elapsed / 30).toFixed(2)} s, elapsed: ${elapsed.toFixed(2)} s`;
  if (hash % 3 === 0) {
    line(at, `LOG:  automatic analyze of table ${table}\n\t${usage}`, hash);
    return;
  }
  const pages = 2000 + (hash % 40_000);
  line(
    at,
    `LOG:  automatic vacuum of table ${table}: index scans: 1\n\tpages: 0 removed, ${pages} remain, ${Math.floor(pages / 3)} scanned (33.33% of total)\n\ttuples: ${hash % 9000} removed, ${pages * 40} remain, 0 are dead but not yet removable\n\tavg read rate: 12.101 MB/s, avg write rate: 3.207 MB/s\n\t${usage}`,
    hash,
  );
}

/** Only what takes log_min_duration_statement or longer is logged at all. */
function slowStatements(state: DatabaseState, calendar: Calendar, minute: number, line: Line): void {
  const at = minute * MINUTE;
  const threshold = Number(state.plan.parameters['log_min_duration_statement'] ?? -1);
  if (threshold < 0) return;
  const load = seasonAt('shop', calendar, state.plan.hash, minute);
  const latency = state.effects.factor('latency', at);
  const wanted = SLOW_PER_MINUTE * load * latency * Math.sqrt(state.effects.factor('cpu', at));
  const base = mix(state.plan.hash ^ 0x510, minute);
  const count = Math.min(120, Math.floor(wanted) + (unit(base) < wanted % 1 ? 1 : 0));
  for (let i = 0; i < count; i++) {
    const hash = mix(base, i);
    const statement = STATEMENTS[hash % STATEMENTS.length];
    if (!statement) continue;
    const duration = (threshold + (hash % statement.milliseconds) * latency ** 0.5).toFixed(3);
    const text = fill(statement.sql, hash);
    line(at + (hash % MINUTE), `LOG:  duration: ${duration} ms  statement: ${text}`, hash);
    // A sort that does not fit into work_mem; `STATEMENT` follows in the same session.
    if (statement.sorts && hash % 11 === 0) {
      const size = 10_485_760 + (hash % 300_000_000);
      line(
        at + (hash % MINUTE),
        `LOG:  temporary file: path "base/pgsql_tmp/pgsql_tmp${hash % 90_000}.0", size ${size}`,
        hash,
        5,
      );
      line(at + (hash % MINUTE), `STATEMENT:  ${text}`, hash, 6);
    }
  }
}

/** What scenarios made slow, with the durations of that. */
function hurtingStatements(state: DatabaseState, minute: number, line: Line): void {
  for (const effect of state.statementEffects) {
    each(effect, minute, hashString(effect.statement, state.plan.hash), (at, hash) => {
      const duration = (effect.milliseconds * (0.6 + 0.9 * unit(mix(hash, 3)))).toFixed(3);
      line(at, `LOG:  duration: ${duration} ms  statement: ${fill(effect.statement, hash)}`, hash);
    });
  }
}

/** A lock wait of a second, and then the deadlock, its detail and its statement, all in one session. */
function deadlocks(state: DatabaseState, minute: number, line: Line): void {
  for (const effect of state.lockEffects) {
    each(effect, minute, state.plan.hash ^ 0xdead, (at, hash) => {
      const [own, other] = [1000 + (hash % 30_000), 1000 + (mix(hash, 4) % 30_000)];
      const lock = `ShareLock on transaction ${700_000 + (hash % 90_000)}`;
      const statement = fill('UPDATE stock SET reserved = reserved + 1 WHERE sku = {n}', hash);
      line(at, `LOG:  process ${own} still waiting for ${lock} after 1000.${hash % 900} ms`, hash, 7);
      line(at + 40, 'ERROR:  deadlock detected', hash, 8);
      line(at + 40, `DETAIL:  Process ${own} waits for ${lock}; blocked by process ${other}.`, hash, 9);
      line(at + 40, `STATEMENT:  ${statement}`, hash, 10);
    });
  }
}

/** Instants of a minute at which something that happens `perMinute` times is due, each with a hash of its own. */
function each(
  effect: { from: Millis; to: Millis; perMinute: number },
  minute: number,
  key: number,
  at: (at: Millis, hash: number) => void,
): void {
  if (effect.to <= minute * MINUTE || effect.from >= (minute + 1) * MINUTE) return;
  const base = mix(key, minute);
  const count = Math.floor(effect.perMinute) + (unit(base) < effect.perMinute % 1 ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const hash = mix(base, i);
    const instant = minute * MINUTE + (hash % MINUTE);
    if (instant >= effect.from && instant < effect.to) at(instant, hash);
  }
}

function effectLines(state: DatabaseState, minute: number, line: Line): void {
  for (const effect of state.logEffects) {
    if ('silent' in effect) continue;
    const key = mix(state.plan.hash, hashString(effect.message));
    each(effect, minute, key, (at, hash) => line(at, fill(effect.message, hash), hash));
  }
}

function failovers(state: DatabaseState, line: Line): void {
  for (const { from, to, name } of state.effects.all) {
    if (name !== 'down') continue;
    line(from, 'LOG:  received fast shutdown request', mix(state.plan.hash, from & 0xffff));
    line(
      to - 3000,
      'LOG:  database system was interrupted; last known up at the time above',
      mix(state.plan.hash, 31),
    );
    line(to, 'LOG:  database system is ready to accept connections', mix(state.plan.hash, 32));
  }
}
