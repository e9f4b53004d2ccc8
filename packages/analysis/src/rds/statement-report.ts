import { quantile } from '../statistics/index.js';
import { countEngineFact, noEngineFacts, type EngineFacts } from './engine-facts.js';
import { readPostgresLine } from './postgres-line.js';
import { findOnset, type Taken } from './statement-onset.js';
import { statementTemplate } from './statement-template.js';

/** A stored line of a database's log; `at` in epoch ms. */
export interface DatabaseLine {
  at: number;
  message: string;
}

export interface StatementSpan {
  /** Epoch ms: the time that is reported on is [from, to), and the same length before it is compared. */
  from: number;
  to: number;
  /** From when on lines are there at all: before it nothing is known. */
  readFrom: number;
}

export interface StatementFigures {
  count: number;
  /** Milliseconds. */
  total: number;
  mean: number;
  p95: number;
  maximum: number;
}

export interface StatementRow extends StatementFigures {
  template: string;
  /** Epoch ms of the first execution among the lines. */
  firstSeen: number;
  lastSeen: number;
  /** The same length before; null where that time was not read. Zero executions are figures of zeros. */
  before: StatementFigures | null;
  /** When its time per minute rose, epoch ms, with milliseconds a minute before and after. */
  onset: { at: number; before: number; after: number } | null;
}

export interface StatementReport extends EngineFacts {
  /** Those that took most time first. */
  statements: StatementRow[];
}

interface Execution {
  at: number;
  milliseconds: number;
}

/** Buckets in which the moment of a rise is looked for: fine enough to name it, coarse enough to hold executions. */
const BUCKETS = 96;
const FINEST_MS = 60_000;
/** Fewer executions after a rise may be chance. */
const LEAST_EXECUTIONS = 5;

/** What the lines of a PostgreSQL log say of its statements, and of deadlocks, temporary files and lock waits. */
export function statementReport(lines: readonly DatabaseLine[], span: StatementSpan): StatementReport {
  const executions = new Map<string, Execution[]>();
  const within = (at: number): boolean => at >= span.from && at < span.to;
  const report: StatementReport = { statements: [], ...noEngineFacts() };
  for (const { at, message } of lines) {
    const fact = readPostgresLine(message);
    if (!fact) continue;
    if (fact.kind === 'statement') {
      const template = statementTemplate(fact.sql);
      const known = executions.get(template) ?? [];
      known.push({ at, milliseconds: fact.milliseconds });
      executions.set(template, known);
    } else if (within(at)) {
      countEngineFact(report, fact, at);
    }
  }
  report.statements = [...executions]
    .map(([template, all]) => rowOf(template, all, span))
    .filter((row) => row !== null)
    .sort((a, b) => b.total - a.total || a.template.localeCompare(b.template, 'en'));
  return report;
}

/** Null for a statement that was not seen within the span itself. */
function rowOf(template: string, all: readonly Execution[], span: StatementSpan): StatementRow | null {
  const { from, to, readFrom } = span;
  const length = to - from;
  const now = all.filter(({ at }) => at >= from && at < to);
  if (now.length === 0) return null;
  const earlier = all.filter(({ at }) => at >= from - length && at < from);
  return {
    template,
    ...figuresOf(now),
    firstSeen: Math.min(...all.map(({ at }) => at)),
    lastSeen: Math.max(...now.map(({ at }) => at)),
    before: readFrom > from - length ? null : figuresOf(earlier),
    onset: onsetOf(all, span),
  };
}

function figuresOf(executions: readonly Execution[]): StatementFigures {
  const durations = executions.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const total = durations.reduce((sum, one) => sum + one, 0);
  if (durations.length === 0) return { count: 0, total: 0, mean: 0, p95: 0, maximum: 0 };
  return {
    count: durations.length,
    total,
    mean: total / durations.length,
    p95: quantile(durations, 0.95),
    maximum: durations.at(-1) as number,
  };
}

/** Looked for from the compared time on, as far as lines reach; named by the first execution of the new level. */
function onsetOf(all: readonly Execution[], { from, to, readFrom }: StatementSpan): StatementRow['onset'] {
  const earliest = Math.max(readFrom, from - (to - from));
  if (to - earliest < 6 * FINEST_MS) return null;
  const size = Math.max(FINEST_MS, Math.ceil((to - earliest) / BUCKETS / FINEST_MS) * FINEST_MS);
  // Whole buckets of the clock: the moment does not move when the same is asked again a little later.
  const begin = Math.ceil(earliest / size) * size;
  const taken: Taken[] = Array.from({ length: Math.max(0, Math.floor((to - begin) / size)) }, () => 0);
  for (const { at, milliseconds } of all) {
    const i = Math.floor((at - begin) / size);
    if (i >= 0 && i < taken.length) taken[i] = (taken[i] ?? 0) + milliseconds;
  }
  const found = findOnset(taken);
  if (!found) return null;
  const start = begin + found.index * size;
  const after = all.filter(({ at }) => at >= start && at < to);
  if (after.length < LEAST_EXECUTIONS) return null;
  const perMinute = (value: number): number => (value * 60_000) / size;
  return {
    at: Math.min(...after.map(({ at }) => at)),
    before: perMinute(found.before),
    after: perMinute(found.after),
  };
}
