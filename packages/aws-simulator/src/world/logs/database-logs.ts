import { MINUTE, type Calendar } from '../calendar.js';
import { seasonAt } from '../metrics/season.js';
import { hashString, mix, unit } from '../random.js';
import { address } from '../plan/network-plan.js';
import type { DatabaseState } from '../simulation/region-state.js';
import type { LogEvent, Millis } from '../types.js';
import { logEvent } from './log-event.js';
import type { LogWindow } from './task-logs.js';
import { fill } from './templates.js';

const STATEMENTS = [
  'SELECT id, status, total FROM orders WHERE user_id = {n} ORDER BY created_at DESC LIMIT 20',
  'UPDATE stock SET reserved = reserved + 1 WHERE sku = {n}',
  'SELECT count(*) FROM events WHERE payload @> \'{"kind": "click"}\'',
  "INSERT INTO audit_log (actor, action, at) VALUES ({n}, 'login', now())",
];

/** The exported PostgreSQL log of one instance, prefix `%t:%r:%u@%d:[%p]:` (domain.md 7.6), stream `NAME.0`. */
export function postgresLogs(state: DatabaseState, calendar: Calendar, window: LogWindow): LogEvent[] {
  const stream = `${state.plan.id}.0`;
  const events: LogEvent[] = [];
  if (!window.wants(stream)) return events;
  const background = (at: Millis, text: string, hash: number) =>
    push(at, `${stamp(at)}::@:[${355 + (hash % 40)}]:${text}`, hash);
  const session = (at: Millis, text: string, hash: number) => {
    const client = address((10 << 24) | (20 << 16) | (hash % 12_000));
    push(
      at,
      `${stamp(at)}:${client}(${32_768 + (hash % 28_000)}):app@${state.plan.id.split('-')[0]}:[${1000 + (hash % 30_000)}]:${text}`,
      hash,
    );
  };
  const push = (at: Millis, message: string, hash: number) => {
    if (at >= window.from && at < window.to) events.push(logEvent(at, message, stream, hash));
  };
  for (let minute = Math.floor(window.from / MINUTE); minute * MINUTE < window.to; minute++) {
    checkpoints(state, minute, background);
    slowStatements(state, calendar, minute, session);
    effectLines(state, minute, session);
  }
  failovers(state, background);
  return events;
}

type Line = (at: Millis, text: string, hash: number) => void;

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

function slowStatements(state: DatabaseState, calendar: Calendar, minute: number, line: Line): void {
  const at = minute * MINUTE;
  const load = seasonAt('shop', calendar, state.plan.hash, minute);
  const wanted =
    0.6 * load * state.effects.factor('latency', at) * Math.sqrt(state.effects.factor('cpu', at));
  const base = mix(state.plan.hash ^ 0x510, minute);
  const count = Math.min(120, Math.floor(wanted) + (unit(base) < wanted % 1 ? 1 : 0));
  for (let i = 0; i < count; i++) {
    const hash = mix(base, i);
    const duration = (500 + (hash % 4000) * state.effects.factor('latency', at) ** 0.5).toFixed(3);
    const statement = fill(STATEMENTS[hash % STATEMENTS.length] ?? '', hash);
    line(at + (hash % MINUTE), `LOG:  duration: ${duration} ms  statement: ${statement}`, hash);
  }
}

function effectLines(state: DatabaseState, minute: number, line: Line): void {
  for (const effect of state.logEffects) {
    if ('silent' in effect || effect.to <= minute * MINUTE || effect.from >= (minute + 1) * MINUTE) continue;
    const base = mix(mix(state.plan.hash, minute), hashString(effect.message));
    const count = Math.floor(effect.perMinute) + (unit(base) < effect.perMinute % 1 ? 1 : 0);
    for (let i = 0; i < count; i++) {
      const hash = mix(base, i);
      const at = minute * MINUTE + (hash % MINUTE);
      if (at >= effect.from && at < effect.to) line(at, fill(effect.message, hash), hash);
    }
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
