import { describe, expect, it } from '@jest/globals';
import { readPostgresLine } from './postgres-line.js';
import { withoutValues } from './postgres-values.js';

const PREFIX = '2026-11-23 14:07:01 UTC:10.0.0.1(4000):app@orders:[7]:';

const LINES: [string, string][] = [
  [
    "LOG:  duration: 812.4 ms  statement: SELECT * FROM users WHERE mail = 'kim@x.kr' AND id IN (1, 2)",
    'LOG:  duration: 812.4 ms  statement: SELECT * FROM users WHERE mail = ? AND id IN (?)',
  ],
  ['LOG:  duration: 5.1 ms  execute S_1: SELECT 7', 'LOG:  duration: 5.1 ms  execute S_1: SELECT ?'],
  ["STATEMENT:  UPDATE t SET a = 'secret' WHERE id = 9", 'STATEMENT:  UPDATE t SET a = ? WHERE id = ?'],
  ['DETAIL:  Key (mail)=(kim@x.kr) already exists.', 'DETAIL:  Key (mail)=(?) already exists.'],
  ['DETAIL:  Failing row contains (1, kim, null).', 'DETAIL:  Failing row contains (?)'],
  ["DETAIL:  parameters: $1 = 'kim', $2 = '8'", 'DETAIL:  parameters: ?'],
  [
    'ERROR:  invalid input syntax for type integer: "kim"',
    'ERROR:  invalid input syntax for type integer: "?"',
  ],
  ['ERROR:  relation "orders" does not exist', 'ERROR:  relation "orders" does not exist'],
  [
    'FATAL:  password authentication failed for user "app"',
    'FATAL:  password authentication failed for user "app"',
  ],
  [
    'LOG:  temporary file: path "base/pgsql_tmp/pgsql_tmp1.0", size 1000',
    'LOG:  temporary file: path "base/pgsql_tmp/pgsql_tmp1.0", size 1000',
  ],
  [
    'LOG:  automatic vacuum of table "orders.public.orders": index scans: 1',
    'LOG:  automatic vacuum of table "orders.public.orders": index scans: 1',
  ],
];

describe('a line of a PostgreSQL log without its values', () => {
  it.each(LINES)('%s', (line, without) => {
    expect(withoutValues(PREFIX + line)).toBe(PREFIX + without);
  });

  it.each(LINES)('changes nothing the second time, and tells the same fact: %s', (line) => {
    const once = withoutValues(PREFIX + line);
    expect(withoutValues(once)).toBe(once);
    expect(readPostgresLine(once)?.kind).toBe(readPostgresLine(PREFIX + line)?.kind);
  });

  it('leaves lines of others alone', () => {
    expect(withoutValues('duration: 5 ms  statement: SELECT 1')).toBe('duration: 5 ms  statement: SELECT 1');
  });
});
