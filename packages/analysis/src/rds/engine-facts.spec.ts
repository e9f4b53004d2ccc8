import { describe, expect, it } from '@jest/globals';
import { countEngineFact, noEngineFacts } from './engine-facts.js';
import { readPostgresLine, type PostgresFact } from './postgres-line.js';
import { withoutValues } from './postgres-values.js';

const SERVER = '2026-11-23 14:07:01 UTC::@:[355]:';
const SESSION = '2026-11-23 14:07:01 UTC:10.0.0.1(4000):app@orders:[7]:';

const LINES: [string, PostgresFact][] = [
  [
    `${SERVER}LOG:  automatic vacuum of table "orders.public.orders": index scans: 1\n\tpages: 0 removed, 4310 remain\n\tsystem usage: CPU: user: 1.02 s, system: 0.31 s, elapsed: 21.40 s`,
    { kind: 'autovacuum', analyze: false, table: 'orders.public.orders', seconds: 21.4 },
  ],
  [
    `${SERVER}LOG:  automatic analyze of table "orders.public.stock" system usage: CPU: user: 0.02 s, system: 0.01 s, elapsed: 12.05 s`,
    { kind: 'autovacuum', analyze: true, table: 'orders.public.stock', seconds: 12.05 },
  ],
  [
    `${SERVER}LOG:  checkpoint complete: wrote 11 buffers (0.0%); 0 WAL file(s) added, 0 removed, 1 recycled; write=1.013 s, sync=0.001 s, total=1.051 s; sync files=3`,
    { kind: 'checkpoint', seconds: 1.051 },
  ],
  [`${SERVER}LOG:  checkpoint starting: wal`, { kind: 'checkpoint_start', byWal: true }],
  [`${SERVER}LOG:  checkpoint starting: time`, { kind: 'checkpoint_start', byWal: false }],
  [
    `${SESSION}FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute`,
    { kind: 'connection_error', reason: 'slots' },
  ],
  [`${SESSION}FATAL:  sorry, too many clients already`, { kind: 'connection_error', reason: 'slots' }],
  [
    `${SESSION}FATAL:  password authentication failed for user "app"`,
    { kind: 'connection_error', reason: 'authentication' },
  ],
  [`${SESSION}FATAL:  the database system is starting up`, { kind: 'connection_error', reason: 'other' }],
];

describe('what the engine does by itself and refuses', () => {
  it.each(LINES)('is read from %s', (line, fact) => {
    expect(readPostgresLine(line)).toEqual(fact);
    expect(readPostgresLine(withoutValues(line))).toEqual(fact);
  });

  it('is counted, with the longest and the last', () => {
    const facts = noEngineFacts();
    LINES.forEach(([, fact], i) => {
      if (fact.kind !== 'statement') countEngineFact(facts, fact, 1000 + i);
    });
    expect(facts).toMatchObject({
      autovacuum: { count: 2, longest: { table: 'orders.public.orders', seconds: 21.4 }, last: 1001 },
      checkpoints: { count: 1, byWal: 1, longest: 1.051, last: 1002 },
      connectionErrors: { count: 4, byReason: { slots: 2, authentication: 1, other: 1 }, last: 1008 },
    });
  });
});
