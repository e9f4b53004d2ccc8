import { Injectable } from '@nestjs/common';
import type { AlertEvaluation } from '@danji/analysis';
import type { Environment } from '@danji/shared';
import { bulkWrite, Database, instant, type Queryable } from '../database/index.js';

/** An alert as stored. */
export interface AlertRow {
  resource_id: string;
  id: string;
  rule_id: string;
  scope_id: string;
  subject_id: string;
  environment: Environment;
  team: string | null;
  severity: 'info' | 'warning' | 'critical';
  phase: string;
  phase_since: Date;
  began_at: Date;
  fired_at: Date | null;
  resolved_at: Date | null;
  withdrawn: boolean;
  value: number | null;
  peak: number | null;
  threshold: number;
  flapped: boolean;
  notifies: boolean;
  incident_id: string | null;
}

/** The same with its instants in ISO 8601, as it is written. */
export type AlertWrite = Omit<AlertRow, 'phase_since' | 'began_at' | 'fired_at' | 'resolved_at'> & {
  phase_since: string;
  began_at: string;
  fired_at: string | null;
  resolved_at: string | null;
};

export interface StateWrite {
  resource_id: string;
  rule_id: string;
  scope_id: string;
  evaluation: AlertEvaluation;
}

@Injectable()
export class AlertStoreRepository {
  constructor(private readonly database: Database) {}

  /** How far each rule is settled (epoch ms), by rule. */
  async progress(): Promise<Map<string, number>> {
    const { rows } = await this.database.pool.query<{ rule_id: string; settled_to: Date }>(
      'SELECT rule_id, settled_to FROM alert_progress',
    );
    return new Map(rows.map(({ rule_id: rule, settled_to: to }) => [rule, to.getTime()]));
  }

  /** Settled evaluations that are not calm, by resource. */
  async states(rule: string): Promise<Map<string, AlertEvaluation>> {
    const { rows } = await this.database.pool.query<{ resource_id: string; evaluation: AlertEvaluation }>(
      'SELECT resource_id, evaluation FROM alert_state WHERE rule_id = $1',
      [rule],
    );
    return new Map(rows.map(({ resource_id: id, evaluation }) => [id, evaluation]));
  }

  /** Alerts of a rule that are open, or ended at an instant or after it (epoch ms). */
  async recent(rule: string, since: number): Promise<AlertRow[]> {
    const { rows } = await this.database.pool.query<AlertRow>(
      `SELECT * FROM alert WHERE rule_id = $1 AND resolved_at IS NULL
       UNION ALL
       SELECT * FROM alert WHERE rule_id = $1 AND resolved_at >= $2`,
      [rule, instant(since)],
    );
    return rows;
  }
}

/**
 * Moves a rule's progress on. @returns false where another worker moved it meanwhile: nothing of this evaluation may be
 * written then
 */
export async function moveProgress(
  client: Queryable,
  rule: string,
  { from, to, now }: { from: number | null; to: number; now: number },
): Promise<boolean> {
  const values = [rule, instant(to), instant(now)];
  const { rowCount } =
    from === null
      ? await client.query(
          'INSERT INTO alert_progress (rule_id, settled_to, evaluated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          values,
        )
      : await client.query(
          'UPDATE alert_progress SET settled_to = $2, evaluated_at = $3 WHERE rule_id = $1 AND settled_to = $4',
          [...values, instant(from)],
        );
  return rowCount === 1;
}

export async function writeStates(
  client: Queryable,
  rule: string,
  { kept, calm }: { kept: readonly StateWrite[]; calm: readonly string[] },
): Promise<void> {
  if (calm.length > 0) {
    await client.query('DELETE FROM alert_state WHERE rule_id = $1 AND resource_id = ANY($2)', [rule, calm]);
  }
  await bulkWrite(
    client,
    { table: 'alert_state', key: ['resource_id', 'rule_id'], update: ['evaluation'] },
    kept.map((row) => ({ ...row })),
  );
}

export async function writeAlerts(client: Queryable, rows: readonly AlertWrite[]): Promise<void> {
  const update = Object.keys(rows[0] ?? {}).filter(
    (column) => !['resource_id', 'id', 'incident_id', 'began_at'].includes(column),
  );
  await bulkWrite(
    client,
    { table: 'alert', key: ['resource_id', 'id'], update: [...update, 'began_at'] },
    rows.map((row) => ({ ...row })),
  );
}

export async function deleteAlerts(
  client: Queryable,
  rows: readonly { resource_id: string; id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `DELETE FROM alert a USING unnest($1::text[], $2::text[]) AS gone(resource_id, id)
      WHERE a.resource_id = gone.resource_id AND a.id = gone.id`,
    [rows.map((row) => row.resource_id), rows.map((row) => row.id)],
  );
}
