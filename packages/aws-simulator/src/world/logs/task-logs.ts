import { HOUR, MINUTE, type Calendar } from '../calendar.js';
import { loadShare } from '../metrics/service-load.js';
import { hashString, mix, unit } from '../random.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { LogEffect, ServiceState } from '../simulation/service-state.js';
import { failingFrom, inServiceFrom, inServiceUntil } from '../simulation/targets.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { LogEvent, Millis } from '../types.js';
import { containerNames } from '../views/task-definition-view.js';
import { formatLine } from './line-format.js';
import { logEvent } from './log-event.js';
import { everydayLine, fill, stackFrames } from './templates.js';

export interface LogWindow {
  from: Millis;
  to: Millis;
  /** Whether a stream is asked for. */
  wants: (stream: string) => boolean;
}

/** `prefix/container/task-id`, one per container (detail 12 of docs/simulator.md). */
export function streamName(prefix: string, container: string, taskId: string): string {
  return `${prefix}/${container}/${taskId}`;
}

/** Lines a minute that one task writes at the usual weekly peak. */
function usualRate(service: ServiceState): number {
  const { tier } = service.plan.archetype;
  return tier === 'edge' ? 8 : tier === 'api' ? 6 : tier === 'worker' ? 4 : 2;
}

/** The lines of all tasks of a service within a window. Nothing is stored: each minute is drawn again when asked. */
export function serviceLogs(service: ServiceState, calendar: Calendar, window: LogWindow): LogEvent[] {
  const events: LogEvent[] = [];
  const seen = new Set<TaskRun>();
  for (let hour = Math.floor(window.from / HOUR); hour * HOUR < window.to; hour++) {
    for (const run of service.runsInHour(hour)) {
      if (seen.has(run) || run.startedAt === undefined) continue;
      seen.add(run);
      runLogs(service, run, calendar, window, events);
    }
  }
  return events;
}

function runLogs(
  service: ServiceState,
  run: TaskRun,
  calendar: Calendar,
  window: LogWindow,
  into: LogEvent[],
): void {
  const { plan } = service;
  const [main = 'app', ...sidecars] = containerNames(run.revision);
  const begins = Math.max(window.from, run.startedAt ?? Infinity);
  const ends = Math.min(window.to, run.executionStoppedAt ?? Infinity);
  for (const container of sidecars) sidecarLogs(plan.log.prefix, container, run, begins, ends, window, into);
  const stream = streamName(plan.log.prefix, main, run.id);
  if (!window.wants(stream)) return;
  const write = (at: Millis, level: string, text: string, hash: number) => {
    if (at >= begins && at < ends && !isSilent(service.logEffects, at)) {
      into.push(logEvent(at, formatLine(plan, level, text, at, hash), stream, hash));
    }
  };
  firstLines(run, write);
  for (let minute = Math.floor(begins / MINUTE); minute * MINUTE < ends; minute++) {
    const load = loadShare(service, calendar, minute);
    failingMinute(run, minute, load, write);
    everydayMinute(service, run, minute, load, write, (at, frame, hash) => {
      if (at >= begins && at < ends) into.push(logEvent(at, frame, stream, hash));
    });
  }
  lastLines(service, run, write);
}

type Write = (at: Millis, level: string, text: string, hash: number) => void;
type WriteRaw = (at: Millis, text: string, hash: number) => void;

function firstLines(run: TaskRun, write: Write): void {
  const started = run.startedAt ?? 0;
  write(
    started + 12,
    'info',
    `starting ${run.revision.family} revision ${run.revision.revision}`,
    mix(run.hash, 1),
  );
  write(started + 900, 'info', `configuration loaded, database pool ready`, mix(run.hash, 2));
  write(started + 1600, 'info', `listening`, mix(run.hash, 3));
}

function everydayMinute(
  service: ServiceState,
  run: TaskRun,
  minute: number,
  load: number,
  write: Write,
  raw: WriteRaw,
): void {
  const wanted = usualRate(service) * load;
  const base = mix(run.hash, minute);
  const count = Math.floor(wanted) + (unit(base) < wanted % 1 ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const hash = mix(base, i);
    const at = minute * MINUTE + (hash % MINUTE);
    const template = everydayLine(service.plan, mix(hash, 5));
    line(service, template.level, template.text, template.stack ?? false, at, hash, write, raw);
  }
  for (const effect of service.logEffects) effectMinute(service, run, effect, minute, write, raw);
}

/** While a target answers its requests with errors, it writes them: error lines burst in the minutes of the 5xx. */
function failingMinute(run: TaskRun, minute: number, load: number, write: Write): void {
  const from = Math.max(minute * MINUTE, failingFrom(run), inServiceFrom(run));
  const until = Math.min((minute + 1) * MINUTE, inServiceUntil(run));
  if (from >= until) return;
  const count = Math.ceil(((until - from) / MINUTE) * 40 * load);
  for (let i = 0; i < count; i++) {
    const hash = mix(mix(run.hash ^ 0x5fa1, minute), i);
    write(from + (hash % (until - from)), 'error', fill(FAILED_REQUEST, hash), hash);
  }
}

const FAILED_REQUEST = 'request failed: upstream answered 502 after {ms} ms (request {id})';

function effectMinute(
  service: ServiceState,
  run: TaskRun,
  effect: LogEffect,
  minute: number,
  write: Write,
  raw: WriteRaw,
): void {
  if ('silent' in effect || effect.to <= minute * MINUTE || effect.from >= (minute + 1) * MINUTE) return;
  const base = mix(mix(run.hash, minute), hashString(effect.message));
  const count = Math.floor(effect.perMinute) + (unit(base) < effect.perMinute % 1 ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const hash = mix(base, i + 1000);
    const at = minute * MINUTE + (hash % MINUTE);
    if (at >= effect.from && at < effect.to)
      line(service, effect.level, effect.message, effect.stack, at, hash, write, raw);
  }
}

function line(
  service: ServiceState,
  level: string,
  text: string,
  stack: boolean,
  at: Millis,
  hash: number,
  write: Write,
  raw: WriteRaw,
): void {
  write(at, level, fill(fill(text, hash), hash), hash);
  if (!stack || isSilent(service.logEffects, at)) return;
  stackFrames(service.plan.language, service.plan.archetype.words).forEach((frame, i) =>
    raw(at + i, frame, mix(hash, 100 + i)),
  );
}

/** What a container says before it ends: SIGTERM where it listens, an error where it crashed, nothing when killed. */
function lastLines(service: ServiceState, run: TaskRun, write: Write): void {
  const end = run.executionStoppedAt;
  if (end === undefined || !run.stop) return;
  const { exitCode, reason } = run.stop;
  if (reason?.startsWith('OutOfMemoryError')) {
    write(
      end - 2400,
      'warn',
      'heap almost exhausted, garbage collection took {ms} ms'.replace(
        '{ms}',
        String(900 + (run.hash % 900)),
      ),
      mix(run.hash, 11),
    );
    return;
  }
  if (run.stop.stopCode === 'EssentialContainerExited') {
    write(
      end - 300,
      'fatal',
      `fatal: uncaught error in ${service.plan.archetype.words.join('.')}: exiting with code ${exitCode}`,
      mix(run.hash, 12),
    );
    return;
  }
  if (exitCode !== 143 && exitCode !== 0) return;
  const told = Math.max(run.stoppingAt ?? end, end - 1500);
  write(told, 'info', 'SIGTERM received, finishing open requests', mix(run.hash, 13));
  write(end - 60, 'info', 'bye', mix(run.hash, 14));
}

function sidecarLogs(
  prefix: string,
  container: string,
  run: TaskRun,
  begins: Millis,
  ends: Millis,
  window: LogWindow,
  into: LogEvent[],
): void {
  const stream = streamName(prefix, container, run.id);
  if (!window.wants(stream)) return;
  for (let minute = Math.floor(begins / MINUTE); minute * MINUTE < ends; minute++) {
    const hash = mix(run.hash ^ 0x51de, minute);
    const at = minute * MINUTE + (hash % MINUTE);
    if (hash % 5 !== 0 || at < begins || at >= ends) continue;
    const text = `[${new Date(at).toISOString()}] "GET / HTTP/1.1" 200 - 0 ${hash % 900} ${hash % 40} "-"`;
    into.push(logEvent(at, text, stream, hash));
  }
}

function isSilent(effects: readonly LogEffect[], at: Millis): boolean {
  return effects.some((effect) => 'silent' in effect && at >= effect.from && at < effect.to);
}

/** The lines of scheduled jobs: a beginning, progress, an end. */
export function jobLogs(
  cluster: ClusterState,
  family: string,
  prefix: string,
  window: LogWindow,
): LogEvent[] {
  const events: LogEvent[] = [];
  for (const run of cluster.jobRuns) {
    const started = run.startedAt;
    if (run.job?.family !== family || started === undefined || started >= window.to) continue;
    const end = run.executionStoppedAt ?? Infinity;
    const stream = streamName(prefix, family, run.id);
    if (end < window.from || !window.wants(stream)) continue;
    const write = (at: Millis, text: string, salt: number) => {
      if (at >= window.from && at < Math.min(window.to, end))
        events.push(logEvent(at, text, stream, mix(run.hash, salt)));
    };
    write(started + 20, `INFO ${family} started`, 1);
    for (let i = 0; started + (i + 1) * 15_000 < Math.min(end, window.to); i++) {
      write(started + (i + 1) * 15_000, `INFO ${family} progress step=${i + 1}`, 10 + i);
    }
    if (run.stop)
      write(
        end - 5,
        run.stop.exitCode
          ? `ERROR ${family} failed: remote service refused the request`
          : `INFO ${family} finished`,
        2,
      );
  }
  return events;
}
