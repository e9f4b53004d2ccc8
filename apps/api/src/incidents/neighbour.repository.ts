import { Injectable } from '@nestjs/common';
import { Database, instant } from '../database/index.js';

/** What stands near the subject of an incident, by resource id. */
export interface Neighbours {
  /** It, and what is observed of it. */
  same: ReadonlySet<string>;
  /** Its target groups, log groups, task definition, replicas and the cluster of a database. */
  related: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
  clusters: ReadonlySet<string>;
}

export interface NewTemplateRow {
  id: string;
  resource_id: string;
  name: string;
  text: string;
  level: string;
  first_seen: Date;
}

const MOST_TEMPLATES = 10;

@Injectable()
export class NeighbourRepository {
  constructor(private readonly database: Database) {}

  async of({
    subjectId,
    resourceIds,
  }: {
    subjectId: string;
    resourceIds: readonly string[];
  }): Promise<Neighbours> {
    const same = new Set([subjectId, ...resourceIds]);
    const { rows } = await this.database.pool.query<{ id: string; role: 'related' | 'host' | 'cluster' }>(
      `WITH subject AS (SELECT * FROM resource WHERE id = ANY($1))
       SELECT s.parent_id AS id, 'cluster' AS role FROM subject s WHERE s.parent_id IS NOT NULL
       UNION SELECT s.attributes->>'taskDefinitionId', 'related' FROM subject s WHERE s.attributes->>'taskDefinitionId' IS NOT NULL
       UNION SELECT s.attributes->>'replicaOf', 'related' FROM subject s WHERE s.attributes->>'replicaOf' IS NOT NULL
       UNION SELECT r.id, 'related' FROM resource r
              WHERE r.kind IN ('target_group', 'log_group') AND r.deleted_at IS NULL
                AND (r.attributes->'services' ?| $1 OR r.attributes->'usedBy' ?| $1)
       UNION SELECT DISTINCT i.id, 'host' FROM task_run t
               JOIN resource c ON c.id = t.container_instance_id JOIN resource i ON i.id = c.attributes->>'ec2ResourceId'
              WHERE t.service_id = ANY($1) AND t.stopped_at IS NULL`,
      [[...same]],
    );
    const of = (role: string): Set<string> =>
      new Set(rows.filter((row) => row.role === role).map(({ id }) => id));
    return { same, related: of('related'), hosts: of('host'), clusters: of('cluster') };
  }

  /** Templates of warnings and errors that a service or database wrote for the first time within a range (epoch ms). */
  async newTemplates(
    subjectId: string,
    { from, to }: { from: number; to: number },
  ): Promise<NewTemplateRow[]> {
    const { rows } = await this.database.pool.query<NewTemplateRow>(
      `SELECT t.id, t.resource_id, g.name, t.text, t.level, t.first_seen
         FROM resource g JOIN log_template t ON t.resource_id = g.id
        WHERE g.kind = 'log_group' AND g.attributes->'usedBy' ? $1 AND t.level IN ('error', 'fatal', 'warn')
          AND t.first_seen >= $2 AND t.first_seen < $3
        ORDER BY t.first_seen LIMIT ${MOST_TEMPLATES}`,
      [subjectId, instant(from), instant(to)],
    );
    return rows;
  }
}
