import { bulkWrite, instant, type Row, type Queryable } from '../../database/index.js';
import type { Change } from '../canonical.js';
import type { InventoryKind, Labels } from '../observed.js';
import type { ResourceWrite, Stored } from './resource-diff.js';

type Client = Queryable;
export interface PlaceKey {
  scopeId: string;
  region: string;
}

export interface StoredConfiguration {
  attributes: Record<string, unknown>;
  tags: Record<string, string>;
}

/** Resources and their revisions in SQL. */
export class ResourceRepository {
  async stored(client: Client, { scopeId, region }: PlaceKey): Promise<Map<string, Stored>> {
    const { rows } = await client.query<
      Omit<Stored, 'deleted' | 'contentHash'> & { content_hash: string; deleted: boolean }
    >(
      `SELECT id, kind, state, hash, content_hash, deleted_at IS NOT NULL AS deleted
         FROM resource WHERE scope_id = $1 AND region = $2`,
      [scopeId, region],
    );
    return new Map(rows.map(({ content_hash: contentHash, ...row }) => [row.id, { ...row, contentHash }]));
  }

  async labels(client: Client, { scopeId, region }: PlaceKey): Promise<Map<string, Labels>> {
    const { rows } = await client.query<Labels & { id: string }>(
      'SELECT id, environment, team, tier FROM resource WHERE scope_id = $1 AND region = $2',
      [scopeId, region],
    );
    return new Map(rows.map(({ id, ...labels }) => [id, labels]));
  }

  async configurations(client: Client, ids: readonly string[]): Promise<Map<string, StoredConfiguration>> {
    if (ids.length === 0) return new Map();
    const { rows } = await client.query<StoredConfiguration & { id: string }>(
      'SELECT id, attributes, tags FROM resource WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map(({ id, ...configuration }) => [id, configuration]));
  }

  async write(client: Client, place: PlaceKey, now: number, writes: readonly ResourceWrite[]): Promise<void> {
    const at = instant(now);
    await bulkWrite(
      client,
      { table: 'resource', key: ['id'], update: UPDATED },
      writes.map(({ observed, labels, status, severity, reasons, hash, contentHash }) => ({
        id: observed.id,
        kind: observed.kind,
        name: observed.name,
        arn: observed.arn,
        native_id: observed.nativeId,
        account_id: observed.accountId,
        region: place.region,
        scope_id: place.scopeId,
        parent_id: observed.parentId,
        state: observed.state,
        status,
        severity,
        reasons,
        environment: labels.environment,
        team: labels.team,
        tier: labels.tier,
        tags: observed.tags,
        attributes: observed.attributes,
        hash,
        content_hash: contentHash,
        first_seen: at,
        last_seen: at,
        described_at: at,
        deleted_at: observed.ended ? at : null,
      })),
    );
  }

  async writeRevisions(
    client: Client,
    place: PlaceKey,
    now: number,
    revisions: readonly { write: ResourceWrite; changes: readonly Change[] }[],
  ): Promise<void> {
    const rows = revisions.map(({ write, changes }): Row => ({
      resource_id: write.observed.id,
      at: instant(now),
      scope_id: place.scopeId,
      hash: write.hash,
      changes,
      state: write.observed.state,
      attributes: write.observed.attributes,
      tags: write.observed.tags,
      labels: write.labels,
    }));
    await bulkWrite(client, { table: 'resource_revision', key: ['resource_id', 'at'], update: 'none' }, rows);
  }

  /** Marks resources that are gone; `lastSeen` is when a listing last held them. */
  async bury(client: Client, ids: readonly string[], now: number, lastSeen: number): Promise<void> {
    if (ids.length === 0) return;
    await client.query(
      `UPDATE resource SET deleted_at = $2, last_seen = greatest(last_seen, $3) WHERE id = ANY($1) AND deleted_at IS NULL`,
      [ids, instant(now), instant(lastSeen)],
    );
  }

  /** Notes that resources of a kind that is asked one by one were described again and had not changed. */
  async touchDescribed(client: Client, ids: readonly string[], now: number): Promise<void> {
    if (ids.length === 0) return;
    await client.query('UPDATE resource SET described_at = $2, last_seen = $2 WHERE id = ANY($1)', [
      ids,
      instant(now),
    ]);
  }

  /** Every live resource of one kind, as last described. */
  async live<T>(
    client: Client,
    { scopeId, region }: PlaceKey,
    kind: InventoryKind,
  ): Promise<LiveResource<T>[]> {
    const { rows } = await client.query<Omit<LiveResource<T>, 'describedAt'> & { described_at: Date }>(
      `SELECT id, arn, state, described_at, attributes, tags FROM resource
        WHERE scope_id = $1 AND region = $2 AND kind = $3 AND deleted_at IS NULL`,
      [scopeId, region, kind],
    );
    return rows.map(({ described_at, ...row }) => ({ ...row, describedAt: described_at.getTime() }));
  }
}

export interface LiveResource<T> {
  id: string;
  arn: string;
  state: string;
  describedAt: number;
  attributes: T;
  tags: Record<string, string>;
}

/** first_seen stays; a resource that comes back is alive again. */
const UPDATED = [
  'name',
  'parent_id',
  'state',
  'status',
  'severity',
  'reasons',
  'environment',
  'team',
  'tier',
  'tags',
  'attributes',
  'hash',
  'content_hash',
  'last_seen',
  'described_at',
  'deleted_at',
];
