import { Injectable } from '@nestjs/common';
import type { RuleChange } from '@danji/analysis';
import type { AlertOverride } from '@danji/shared';
import { Database, instant } from '../database/index.js';

export interface OverrideRow {
  id: string;
  rule_id: string;
  resource_id: string | null;
  labels: RuleChange['labels'];
  enabled: boolean;
  notifies: boolean | null;
  threshold: number | null;
  clear: number | null;
  for_seconds: number | null;
  reason: string;
  version: number;
  updated_at: Date;
  updated_by: string;
  resource_kind: string | null;
  resource_name: string | null;
  parent_name: string | null;
}

export function toChange(row: OverrideRow): RuleChange {
  return {
    rule: row.rule_id,
    resource: row.resource_id,
    labels: row.labels,
    enabled: row.enabled,
    notifies: row.notifies,
    threshold: row.threshold,
    clear: row.clear,
    forSeconds: row.for_seconds,
  };
}

export function toOverride(row: OverrideRow): AlertOverride {
  const { rule, resource, ...numbers } = toChange(row);
  return {
    id: row.id,
    rule,
    resource:
      resource === null
        ? null
        : {
            id: resource,
            kind: row.resource_kind ?? 'unknown',
            name: row.resource_name ?? resource,
            parentName: row.parent_name,
          },
    ...numbers,
    labels: row.labels as AlertOverride['labels'],
    reason: row.reason,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

const SELECT_OVERRIDE = `
  SELECT o.*, r.kind AS resource_kind, r.name AS resource_name, p.name AS parent_name
    FROM alert_override o LEFT JOIN resource r ON r.id = o.resource_id LEFT JOIN resource p ON p.id = r.parent_id`;

@Injectable()
export class OverrideRepository {
  constructor(private readonly database: Database) {}

  async all(): Promise<OverrideRow[]> {
    const sql = `${SELECT_OVERRIDE} ORDER BY o.rule_id, o.updated_at, o.id`;
    return (await this.database.pool.query<OverrideRow>(sql)).rows;
  }

  async byId(id: string): Promise<OverrideRow | null> {
    const sql = `${SELECT_OVERRIDE} WHERE o.id = $1`;
    return (await this.database.pool.query<OverrideRow>(sql, [id])).rows[0] ?? null;
  }

  /** @returns false where one of the same target is there already */
  async add(
    id: string,
    change: RuleChange,
    by: { actor: string; reason: string; now: number },
  ): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO alert_override (id, rule_id, resource_id, labels, enabled, notifies, threshold, clear, for_seconds,
                                   reason, version, updated_at, updated_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12) ON CONFLICT DO NOTHING`,
      [id, ...valuesOf(change), by.reason, instant(by.now), by.actor],
    );
    return rowCount === 1;
  }

  /** @returns false where the version is another, or another one has that target */
  async change(
    id: string,
    change: RuleChange,
    by: { actor: string; reason: string; now: number; version: number },
  ): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE alert_override SET rule_id = $2, resource_id = $3, labels = $4, enabled = $5, notifies = $6, threshold = $7,
              clear = $8, for_seconds = $9, reason = $10, updated_at = $11, updated_by = $12, version = version + 1
        WHERE id = $1 AND version = $13 AND NOT EXISTS (
          SELECT 1 FROM alert_override o WHERE o.id <> $1
             AND (o.rule_id, o.resource_id, o.labels) IS NOT DISTINCT FROM ($2, $3::text, $4::jsonb))`,
      [id, ...valuesOf(change), by.reason, instant(by.now), by.actor, by.version],
    );
    return rowCount === 1;
  }

  /** @returns false where the version is another */
  async remove(id: string, version: number): Promise<boolean> {
    const sql = 'DELETE FROM alert_override WHERE id = $1 AND version = $2';
    return (await this.database.pool.query(sql, [id, version])).rowCount === 1;
  }
}

function valuesOf(change: RuleChange): unknown[] {
  const labels = change.labels === null ? null : JSON.stringify(change.labels);
  const { rule, resource, enabled, notifies, threshold, clear, forSeconds } = change;
  return [rule, resource, labels, enabled, notifies, threshold, clear, forSeconds];
}
