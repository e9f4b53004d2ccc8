import { Injectable } from '@nestjs/common';
import type { Environment } from '@danji/shared';
import { Database } from '../database/index.js';

/** A resource that rules look at; the attributes are those of its kind as last described. */
export interface Watched {
  id: string;
  kind: string;
  name: string;
  state: string;
  scopeId: string;
  region: string;
  accountId: string;
  environment: Environment;
  team: string | null;
  parentId: string | null;
  attributes: Readonly<Record<string, unknown>>;
}

interface WatchedRow {
  id: string;
  kind: string;
  name: string;
  state: string;
  scope_id: string;
  region: string;
  account_id: string;
  environment: Environment;
  team: string | null;
  parent_id: string | null;
  attributes: Readonly<Record<string, unknown>>;
}

/** Rules about Danji itself are about a scope: what it cannot read is all of it. */
const SCOPE_KIND = 'scope';

@Injectable()
export class WatchedRepository {
  constructor(private readonly database: Database) {}

  /** Everything of some kinds that is there now, and the scopes; by id. */
  async all(kinds: readonly string[]): Promise<Watched[]> {
    const { pool } = this.database;
    const { rows } = await pool.query<WatchedRow>(
      `SELECT id, kind, name, state, scope_id, region, account_id, environment, team, parent_id, attributes
         FROM resource WHERE kind = ANY($1) AND deleted_at IS NULL ORDER BY id`,
      [kinds.filter((kind) => kind !== SCOPE_KIND)],
    );
    const found = rows.map(toWatched);
    return kinds.includes(SCOPE_KIND) ? [...found, ...(await this.scopes())] : found;
  }

  /** Some of them, also those that are gone; in no order. */
  async byIds(ids: readonly string[]): Promise<Watched[]> {
    const { rows } = await this.database.pool.query<WatchedRow>(
      `SELECT id, kind, name, state, scope_id, region, account_id, environment, team, parent_id, attributes
         FROM resource WHERE id = ANY($1)`,
      [ids],
    );
    const scopes = rows.length < ids.length ? await this.scopes() : [];
    return [...rows.map(toWatched), ...scopes.filter(({ id }) => ids.includes(id))];
  }

  private async scopes(): Promise<Watched[]> {
    const scopes = await this.database.pool.query<{ id: string; name: string; account_id: string | null }>(
      'SELECT id, name, account_id FROM scope ORDER BY id',
    );
    return scopes.rows.map(scopeAsWatched);
  }
}

function toWatched(row: WatchedRow): Watched {
  const { scope_id: scopeId, account_id: accountId, parent_id: parentId, ...rest } = row;
  return { ...rest, scopeId, accountId, parentId };
}

/** A scope has no environment of its own: being blind there is a matter of production. */
function scopeAsWatched({
  id,
  name,
  account_id: accountId,
}: {
  id: string;
  name: string;
  account_id: string | null;
}): Watched {
  return {
    id,
    kind: SCOPE_KIND,
    name,
    state: '',
    scopeId: id,
    region: '*',
    accountId: accountId ?? '',
    environment: 'prod',
    team: null,
    parentId: null,
    attributes: {},
  };
}
