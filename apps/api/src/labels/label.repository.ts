import { LabelRuleInput, type LabelRule, type ResourceKind } from '@danji/shared';
import { labelTree, type Labels, type StoredNode } from '@danji/analysis';
import { readSetting, saveSetting, type Queryable } from '../database/index.js';
import { labelNode } from './label-node.js';

const KEY = 'labels.rules';

export interface SavedLabelRules {
  rules: LabelRule[];
  by: string;
  version: number;
  updatedAt: Date;
}

/** The rules that somebody saved; null before. @throws ZodError when what is stored is none of ours */
export async function readSavedRules(client: Queryable): Promise<SavedLabelRules | null> {
  const saved = await readSetting<{ by: string; rules: unknown }>(client, KEY);
  if (saved === null) return null;
  const { value, version, updatedAt } = saved;
  return { rules: LabelRuleInput.parse({ rules: value.rules }).rules, by: value.by, version, updatedAt };
}

/**
 * Stores rules over those of `version`, 0 for none yet.
 * @returns whether nobody was faster
 */
export async function saveRules(
  client: Queryable,
  saved: { rules: readonly LabelRule[]; by: string },
  at: { version: number; now: number },
): Promise<boolean> {
  return saveSetting(client, KEY, saved, at);
}

/** Every stored resource, those that are gone only where `gone` says so. */
export async function labelledResources(client: Queryable, gone: boolean): Promise<StoredNode[]> {
  const { rows } = await client.query<
    Labels & {
      id: string;
      kind: ResourceKind;
      name: string;
      account_id: string;
      parent_id: string | null;
      tags: Record<string, string>;
      attributes: unknown;
    }
  >(
    `SELECT id, kind, name, account_id, parent_id, tags, environment, team, tier,
            jsonb_build_object(
              'clusterName', attributes->'clusterName', 'containerInstanceId', attributes->'containerInstanceId',
              'serviceId', attributes->'serviceId', 'subjectId', attributes->'subjectId',
              'services', attributes->'services', 'clusters', attributes->'clusters',
              'usedBy', attributes->'usedBy') AS attributes
       FROM resource WHERE $1 OR deleted_at IS NULL ORDER BY kind, name, id`,
    [gone],
  );
  return rows.map(
    ({ account_id: accountId, parent_id: parentId, environment, team, tier, kind, ...row }) => ({
      ...labelNode({ ...row, accountId, parentId }),
      kind,
      labels: { environment, team, tier },
    }),
  );
}

/** Tables that carry the labels of the resource they are about, and how they name it. */
const COPIES = [
  ['event', 'resource_id'],
  ['deployment', 'service_id'],
  ['recommendation', 'resource_id'],
  ['task_run', 'coalesce(service_id, cluster_id)'],
] as const;

/** Gives everything that is stored the labels of the rules. @returns ids of the resources that changed */
export async function relabel(client: Queryable, rules: readonly LabelRule[]): Promise<string[]> {
  const nodes = await labelledResources(client, true);
  const { labels } = labelTree(nodes, rules, new Map());
  const changed = nodes.filter((node) => {
    const after = labels.get(node.id) ?? node.labels;
    const { environment, team, tier } = node.labels;
    return after.environment !== environment || after.team !== team || after.tier !== tier;
  });
  if (changed.length === 0) return [];
  const ids = changed.map(({ id }) => id);
  const column = (name: keyof Labels) => ids.map((id) => labels.get(id)?.[name] ?? null);
  await client.query(
    `UPDATE resource r SET environment = n.environment, team = n.team, tier = n.tier
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS n (id, environment, team, tier)
      WHERE r.id = n.id`,
    [ids, column('environment'), column('team'), column('tier')],
  );
  for (const [table, owner] of COPIES) {
    await client.query(
      `UPDATE ${table} c SET environment = r.environment, team = r.team FROM resource r
        WHERE r.id = ANY($1) AND r.id = ${owner.replace(/(\w+_id)/g, 'c.$1')}
          AND (c.environment, c.team) IS DISTINCT FROM (r.environment, r.team)`,
      [ids],
    );
  }
  return ids;
}
