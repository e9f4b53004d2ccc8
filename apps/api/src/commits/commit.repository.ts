import { Injectable } from '@nestjs/common';
import type { BuiltContainer } from '@danji/analysis';
import { CommitRuleInput, type CommitRule, type Context } from '@danji/shared';
import { Database, readSetting, saveSetting } from '../database/index.js';
import { Conditions } from '../paging/index.js';

const KEY = 'commits.rules';

export interface SavedCommitRules {
  rules: CommitRule[];
  by: string;
  version: number;
  updatedAt: Date;
}

/** A container of a stored task definition. */
export interface DefinedContainer extends BuiltContainer {
  /** Of the task definition. */
  id: string;
  name: string;
  /** What it was asked by: an id, an ARN or a deployment. */
  key: string;
}

const CONTAINERS = `r.id, r.name, coalesce(r.attributes->>'family', r.name) AS family, r.tags,
  c->>'name' AS container, c->>'image' AS image`;
const EACH = `jsonb_array_elements(coalesce(r.attributes->'containers', '[]')) c`;

/** Rules that find commits, and the images that they are tried on, in SQL. */
@Injectable()
export class CommitRepository {
  constructor(private readonly database: Database) {}

  /** Null before somebody saved any. @throws ZodError when what is stored is none of ours */
  async saved(): Promise<SavedCommitRules | null> {
    const saved = await readSetting<{ by: string; rules: unknown }>(this.database.pool, KEY);
    if (saved === null) return null;
    const { value, version, updatedAt } = saved;
    return { rules: CommitRuleInput.parse({ rules: value.rules }).rules, by: value.by, version, updatedAt };
  }

  /** Stores rules over those of `version`, 0 for none yet. @returns whether nobody was faster */
  async save(
    saved: { rules: readonly CommitRule[]; by: string },
    at: { version: number; now: number },
  ): Promise<boolean> {
    return saveSetting(this.database.pool, KEY, saved, at);
  }

  /** Containers of one task definition. */
  async ofDefinition(ctx: Context, id: string): Promise<DefinedContainer[]> {
    const where = new Conditions().equal('r.id', id).visibleTo(ctx, 'r.scope_id');
    return this.read(
      `SELECT ${CONTAINERS}, r.id AS key FROM resource r, ${EACH}
        WHERE r.kind = 'ecs_task_definition' AND ${where.toSql()}`,
      where.values,
    );
  }

  /** Containers of what was deployed, by the deployment's id. */
  async ofDeployments(ids: readonly string[]): Promise<DefinedContainer[]> {
    if (ids.length === 0) return [];
    return this.read(
      `SELECT ${CONTAINERS}, d.id AS key
         FROM deployment d JOIN resource r ON r.arn = d.task_definition_arn, ${EACH} WHERE d.id = ANY($1::text[])`,
      [ids],
    );
  }

  /** Containers of the newest task definitions, to try rules on. */
  async newest(ctx: Context, limit: number): Promise<DefinedContainer[]> {
    const where = new Conditions().visibleTo(ctx, 'r.scope_id');
    const bound = where.bind(limit);
    return this.read(
      `SELECT ${CONTAINERS}, r.id AS key
         FROM (SELECT * FROM resource r WHERE r.kind = 'ecs_task_definition' AND r.deleted_at IS NULL
                  AND ${where.toSql()} ORDER BY r.first_seen DESC, r.name, r.id LIMIT ${bound}) r, ${EACH}`,
      where.values,
    );
  }

  private async read(sql: string, values: unknown[]): Promise<DefinedContainer[]> {
    const { rows } = await this.database.pool.query<DefinedContainer>(sql, values);
    return rows.filter(({ image, container }) => image !== null && container !== null);
  }
}
