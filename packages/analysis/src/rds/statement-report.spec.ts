import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPostgresLine } from './postgres-line.js';
import { statementReport, type DatabaseLine } from './statement-report.js';

const FROM = Date.UTC(2026, 10, 25, 12);
const HOUR = 3_600_000;
const MINUTE = 60_000;
const span = { from: FROM, to: FROM + 6 * HOUR, readFrom: FROM - 24 * HOUR };
const line = (at: number, text: string): DatabaseLine => ({
  at,
  message: `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC:10.20.1.7(41234):app@orders:[4711]:${text}`,
});
const slow = (at: number, ms: number, sql = 'SELECT * FROM orders WHERE id = 7') =>
  line(at, `LOG:  duration: ${ms}.5 ms  statement: ${sql}`);

describe('lines of a PostgreSQL log', () => {
  it.each([
    [
      '2022-10-05 19:05:19 UTC:52.95.4.1(6461):postgres@labdb:[6144]:LOG:  duration: 167.754 ms  statement: SELECT 1',
      'statement',
    ],
    [
      '2022-10-05 19:05:19 UTC:fd00::1(6461):p@l:[6144]:LOG:  duration: 3.1 ms  execute <unnamed>: SELECT $1',
      'statement',
    ],
    ['2022-10-05 19:05:19 UTC:[local]:p@l:[6144]:ERROR:  deadlock detected', 'deadlock'],
    [
      '2022-10-05 19:05:19 UTC:h(1):p@l:[6144]:LOG:  temporary file: path "base/x", size 140353536',
      'temporary_file',
    ],
    [
      '2022-10-05 19:05:19 UTC:h(1):p@l:[6144]:LOG:  process 1 still waiting for ShareLock on transaction 2 after 1000.1 ms',
      'lock_wait',
    ],
    ['2022-10-05 19:05:19 UTC::@:[355]:LOG:  checkpoint starting: time', 'checkpoint_start'],
    ['2022-10-05 19:05:19 UTC:h(1):p@l:[6144]:LOG:  duration: 0.1 ms  parse <unnamed>: SELECT 1', undefined],
    ['2022-10-05 19:05:19 UTC:h(1):p@l:[6144]:DETAIL:  parameters: $1 = deadlock detected', undefined],
    ['duration: 1 ms  statement: SELECT 1', undefined],
  ])('%s', (text, kind) => {
    expect(readPostgresLine(text)?.kind).toBe(kind);
  });

  it('are read whatever they hold', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => readPostgresLine(text)).not.toThrow()));
  });
});

describe('a report on statements', () => {
  it('counts executions of a template and compares them with the same length before', () => {
    const lines = [
      slow(FROM - HOUR, 400),
      slow(FROM + MINUTE, 1000, 'SELECT * FROM orders WHERE id = 8'),
      slow(FROM + 2 * MINUTE, 3000, "SELECT * FROM orders WHERE id = 'x'"),
      slow(FROM + 7 * HOUR, 9000),
    ];
    const { statements } = statementReport(lines, span);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      template: 'SELECT * FROM orders WHERE id = ?',
      count: 2,
      total: 4001,
      maximum: 3000.5,
      firstSeen: FROM - HOUR,
      before: { count: 1, total: 400.5 },
    });
  });

  it('does not compare with a time that nobody read', () => {
    const { statements } = statementReport([slow(FROM + 1, 500)], { ...span, readFrom: FROM - HOUR });
    expect(statements[0]?.before).toBeNull();
  });

  it('counts deadlocks, temporary files and lock waits of the span only', () => {
    const report = statementReport(
      [
        line(FROM + 1, 'ERROR:  deadlock detected'),
        line(FROM - 1, 'ERROR:  deadlock detected'),
        line(FROM + 2, 'LOG:  temporary file: path "base/pgsql_tmp/a", size 100'),
        line(FROM + 3, 'LOG:  temporary file: path "base/pgsql_tmp/b", size 50'),
        line(FROM + 4, 'LOG:  process 7 still waiting for ShareLock on transaction 9 after 1000.5 ms'),
      ],
      span,
    );
    expect(report.deadlocks).toEqual({ count: 1, last: FROM + 1 });
    expect(report.temporaryFiles).toEqual({ count: 2, bytes: 150, last: FROM + 3 });
    expect(report.lockWaits).toEqual({ count: 1, longest: 1000.5, last: FROM + 4 });
  });

  it('names the moment at which a statement began to hurt, within minutes, wherever it lies', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 300 }), fc.integer({ min: 0, max: 1000 }), (minute, seed) => {
        const onset = FROM + minute * MINUTE;
        const lines: DatabaseLine[] = [];
        for (let at = span.from - 6 * HOUR, i = seed; at < span.to; at += 4 * MINUTE, i += 1) {
          lines.push(slow(at, 500 + ((i * 7919) % 400)));
        }
        for (let at = onset; at < span.to; at += MINUTE) lines.push(slow(at + 5000, 2500));
        const [row] = statementReport(lines, span).statements;
        expect(Math.abs((row?.onset?.at ?? 0) - onset)).toBeLessThanOrEqual(16 * MINUTE);
      }),
      { numRuns: 40 },
    );
  });

  it('names the same moment when the same is asked some seconds later', () => {
    const lines: DatabaseLine[] = [];
    for (let at = span.from - 6 * HOUR; at < span.to; at += 4 * MINUTE) lines.push(slow(at, 500));
    for (let at = FROM + 2 * HOUR; at < span.to; at += MINUTE) lines.push(slow(at + 5000, 2500));
    const moments = [0, 7, 31, 55].map((seconds) => {
      const later = { ...span, from: span.from + seconds * 1000, to: span.to + seconds * 1000 };
      return statementReport(lines, later).statements[0]?.onset?.at;
    });
    expect(new Set(moments).size).toBe(1);
  });

  it('names none where a statement takes what it always took', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 59_000 }), { minLength: 300, maxLength: 300 }),
        (offsets) => {
          const lines = offsets.map((offset, i) =>
            slow(span.from - 6 * HOUR + i * 144_000 + offset, 500 + (offset % 900)),
          );
          expect(statementReport(lines, span).statements.every(({ onset }) => onset === null)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
