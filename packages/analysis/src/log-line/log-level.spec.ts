import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOG_LEVELS, logLevel, type LogLevel } from './log-level.js';

const LINES: [string, LogLevel][] = [
  ['{"level":"error","msg":"x"}', 'error'],
  ['{"level":50,"msg":"info is fine"}', 'error'],
  ['{"level":60,"msg":"x"}', 'fatal'],
  ['{"level":30,"msg":"ERROR in text"}', 'info'],
  ['{"severity":"WARNING","message":"x"}', 'warn'],
  ['{"lvl":"dbg"}', 'debug'],
  ['{"log":{"level":"Information"}}', 'info'],
  ['{"level":"50"}', 'error'],
  ['{"severity":3,"msg":"syslog"}', 'error'],
  ['{"msg":"no level here"}', 'unknown'],
  ['{"level":"error","msg":"cut off', 'error'],
  ['2026-11-23 14:07:01,123 ERROR [main] c.x.Checkout - no stock', 'error'],
  ['2026-11-23 14:07:01 [warn] slow', 'warn'],
  ['level=info msg="error budget is fine"', 'info'],
  ['time="x" level=fatal msg="gone"', 'fatal'],
  ['[INFO] Error rate is 0', 'info'],
  ['error: listen EADDRINUSE', 'error'],
  ['Traceback (most recent call last):', 'error'],
  ['java.lang.NullPointerException: x', 'error'],
  ['    at Checkout.run (/app/ErrorHandler.js:3:1)', 'unknown'],
  ['GET /errors 200 12 ms', 'unknown'],
  ['Started server on 8080', 'unknown'],
  ['2022-10-05 19:05:19 UTC:52.95.4.1(6461):postgres@labdb:[6144]:LOG:  duration: 167.754 ms', 'info'],
  ['2022-10-05 19:05:19 UTC:52.95.4.1(6461):postgres@labdb:[6144]:ERROR:  deadlock detected', 'error'],
  ['2022-10-05 19:05:19 UTC:[local]:a@b:[6144]:FATAL:  sorry, too many clients already', 'fatal'],
  ['2022-10-05 19:05:19 UTC::@:[355]:WARNING:  database "x" must be vacuumed', 'warn'],
  ['', 'unknown'],
];

describe('the level of a log line', () => {
  it.each(LINES)('%s is %s', (line, level) => {
    expect(logLevel(line)).toBe(level);
  });

  it('is one of the known ones, whatever the line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(LOG_LEVELS).toContain(logLevel(line));
      }),
    );
  });
});
