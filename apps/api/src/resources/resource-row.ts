import type { Reason, ResourceItem } from '@danji/shared';
import { Environment, ResourceKind, Status } from '@danji/shared';
import { consoleUrl } from '../aws-console/index.js';

/** A row as node-postgres answers it: timestamps as Date, jsonb as values. */
export interface ResourceRow {
  id: string;
  kind: string;
  name: string;
  arn: string;
  native_id: string;
  account_id: string;
  region: string;
  scope_id: string;
  parent_id: string | null;
  parent_name: string | null;
  account_alias: string | null;
  state: string;
  status: string;
  severity: number;
  reasons: Reason[];
  environment: string;
  team: string | null;
  tier: string | null;
  tags: Record<string, string>;
  attributes: Record<string, unknown>;
  first_seen: Date;
  last_seen: Date;
  /** When a complete sweep of its kind last found it; null for tombstones and before the first sweep. */
  confirmed_at: Date | null;
  described_at: Date;
  deleted_at: Date | null;
}

export interface RevisionRow {
  at: Date;
  state: string;
  changes: { path: string; before: unknown; after: unknown }[];
  attributes: Record<string, unknown>;
  actor: unknown;
}

export function toResourceItem(row: ResourceRow): ResourceItem {
  const kind = ResourceKind.parse(row.kind);
  return {
    id: row.id,
    kind,
    name: row.name,
    arn: row.arn,
    region: row.region,
    accountId: row.account_id,
    accountAlias: row.account_alias,
    scopeId: row.scope_id,
    state: row.state,
    status: Status.parse(row.status),
    reasons: row.reasons,
    parentId: row.parent_id,
    parentName: row.parent_name,
    environment: Environment.parse(row.environment),
    team: row.team,
    tier: row.tier,
    tags: row.tags,
    attributes: row.attributes,
    describedAt: row.described_at.toISOString(),
    firstSeen: row.first_seen.toISOString(),
    lastSeen: latest(row.last_seen, row.confirmed_at).toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    consoleUrl: consoleUrl({
      kind,
      arn: row.arn,
      name: row.name,
      region: row.region,
      parentName: row.parent_name,
    }),
  };
}

function latest(seen: Date, confirmed: Date | null): Date {
  return confirmed !== null && confirmed > seen ? confirmed : seen;
}
