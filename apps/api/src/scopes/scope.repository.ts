import type { PermissionEntry } from '../aws/index.js';
import { bulkWrite, instant, type Queryable } from '../database/index.js';
import type { Scope } from './scope.js';

type Client = Queryable;

/** Writes what the environment asks to watch; an alias or colour that people gave stays. */
export async function writeScopes(client: Client, scopes: readonly Scope[], now: number): Promise<void> {
  await bulkWrite(
    client,
    {
      table: 'scope',
      key: ['id'],
      update: ['name', 'regions', 'role_arn', 'external_id', 'endpoint', 'source', 'updated_at'],
    },
    scopes.map((scope) => ({
      id: scope.id,
      name: scope.name,
      account_id: scope.accountId,
      regions: scope.regions,
      role_arn: scope.roleArn,
      external_id: scope.externalId,
      endpoint: scope.endpoint,
      source: scope.source,
      state: 'unknown',
      created_at: instant(now),
      updated_at: instant(now),
    })),
  );
}

export type ScopeState = { state: 'ok'; accountId: string } | { state: 'failing'; message: string };

/** Notes whether a scope's account answers. */
export async function writeScopeState(
  client: Client,
  id: string,
  seen: ScopeState,
  now: number,
): Promise<void> {
  const [accountId, message] = seen.state === 'ok' ? [seen.accountId, null] : [null, seen.message];
  await client.query(
    `UPDATE scope SET state = $2, account_id = coalesce($3, account_id), message = $4, updated_at = $5
      WHERE id = $1 AND (state, message) IS DISTINCT FROM ($2, $4)`,
    [id, seen.state, accountId, message, instant(now)],
  );
}

/** Stores what a role turned out to be allowed or denied in a region. */
export async function writePermissions(
  client: Client,
  place: { scopeId: string; region: string },
  entries: readonly PermissionEntry[],
): Promise<void> {
  await bulkWrite(
    client,
    {
      table: 'permission',
      key: ['scope_id', 'region', 'action'],
      update: ['status', 'message', 'checked_at'],
    },
    entries.map(({ action, status, message, checkedAt }) => ({
      scope_id: place.scopeId,
      region: place.region,
      action,
      status,
      message,
      checked_at: instant(checkedAt),
    })),
  );
}
