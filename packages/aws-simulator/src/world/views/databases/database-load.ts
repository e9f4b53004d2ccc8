import { MINUTE } from '../../calendar.js';
import { STATEMENTS } from '../../logs/database-statements.js';
import { hashString, mix, unit } from '../../random.js';
import type { DatabaseState } from '../../simulation/region-state.js';
import type { DatabaseLoad, LoadKey } from '../../databases-view.js';
import type { Millis } from '../../types.js';

/** Wait events of PostgreSQL with their usual share of the load. */
const WAITS: readonly [name: string, type: string, weight: number][] = [
  ['CPU', 'CPU', 0.58],
  ['DataFileRead', 'IO', 0.17],
  ['WALWrite', 'IO', 0.08],
  ['transactionid', 'Lock', 0.05],
  ['ClientRead', 'Client', 0.07],
  ['WALInsert', 'LWLock', 0.05],
];

const USERS: readonly [name: string, weight: number][] = [
  ['app', 0.86],
  ['reporting', 0.11],
  ['rdsadmin', 0.03],
];

/** Performance Insights of one database: its DBLoad, divided over statements, waits and users. */
export class StatementLoad implements DatabaseLoad {
  constructor(
    private readonly state: DatabaseState,
    /** DBLoad of a minute, as CloudWatch has it. */
    readonly total: (at: Millis) => number | undefined,
  ) {}

  keys(group: string): LoadKey[] | undefined {
    switch (group) {
      case 'db.sql_tokenized':
        return this.statements();
      case 'db.wait_event':
        return this.shares(
          WAITS.map(([name, type, weight]) => ({
            dimensions: { 'db.wait_event.name': name, 'db.wait_event.type': type },
            weight: () => weight,
          })),
        );
      case 'db.user':
        return this.shares(
          USERS.map(([name, weight]) => ({
            dimensions: { 'db.user.id': idOf(name, 8), 'db.user.name': name },
            weight: () => weight,
          })),
        );
      default:
        return undefined;
    }
  }

  /** A statement that a scenario made slow takes more of the load while it lasts, and only that. */
  private statements(): LoadKey[] {
    const { statementEffects } = this.state;
    const texts = new Set([
      ...STATEMENTS.map(({ sql }) => sql),
      ...statementEffects.map(({ statement }) => statement),
    ]);
    return this.shares(
      [...texts].map((sql) => {
        const usual = STATEMENTS.find((one) => one.sql === sql)?.weight ?? 0;
        const hurting = statementEffects.filter(({ statement }) => statement === sql);
        return {
          dimensions: {
            'db.sql_tokenized.db_id': `pi-${hashString(sql, 2)}`,
            'db.sql_tokenized.id': idOf(sql, 40).toUpperCase(),
            'db.sql_tokenized.statement': tokenized(sql),
          },
          weight: (at: Millis) =>
            usual +
            hurting.reduce((sum, one) => sum + (at >= one.from && at < one.to ? executionsLoad(one) : 0), 0),
        };
      }),
    );
  }

  private shares(keys: { dimensions: Record<string, string>; weight: (at: Millis) => number }[]): LoadKey[] {
    const { hash } = this.state.plan;
    const drawn = keys.map(({ dimensions, weight }, i) => ({
      dimensions,
      weight: (at: Millis) => weight(at) * (0.7 + 0.6 * unit(mix(hash + i, at / MINUTE))),
    }));
    return drawn.map(({ dimensions, weight }) => ({
      dimensions,
      share: (at) => weight(at) / drawn.reduce((sum, one) => sum + one.weight(at), 0),
    }));
  }
}

/** Sessions that are busy with it at a time: executions a second times seconds of each. */
function executionsLoad({ perMinute, milliseconds }: { perMinute: number; milliseconds: number }): number {
  return (perMinute / 60) * (milliseconds / 1000) * 2;
}

/** Values as Performance Insights writes them: a question mark. */
function tokenized(sql: string): string {
  return sql.replaceAll(/'[^']*'/g, '?').replaceAll(/\{\w+\}|\b\d+\b/g, '?');
}

function idOf(text: string, digits: number): string {
  let id = '';
  for (let i = 0; id.length < digits; i++) id += hashString(text, i).toString(16).padStart(8, '0');
  return id.slice(0, digits);
}
