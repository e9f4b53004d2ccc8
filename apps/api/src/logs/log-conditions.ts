import type { Context, LogLevel } from '@danji/shared';
import { addLabels, Conditions, type Labels } from '../paging/index.js';

export interface LogFilter extends Labels {
  /** A service, task, database, cluster or log group. */
  resource?: string;
  level?: readonly LogLevel[];
  q?: string;
  /** Epoch ms, [from, to). */
  from: number;
  to: number;
}

/** What a filter asks of a table of lines or counts (alias l) whose time stands in the given column. */
export function logConditions(ctx: Context, filter: LogFilter, time: 'at' | 'minute' | 'hour'): Conditions {
  const where = new Conditions();
  where
    .add(`l.${time} >= to_timestamp(${where.bind(filter.from)}::float8 / 1000)`)
    .add(`l.${time} < to_timestamp(${where.bind(filter.to)}::float8 / 1000)`)
    .visibleTo(ctx, 'l.scope_id')
    .equal('l.scope_id', filter.scope);
  addSourceLabels(where, ctx, filter);
  const { resource } = filter;
  if (resource === undefined) return where;
  if (resource.startsWith('lg-')) return where.equal('l.resource_id', resource);
  const id = where.bind(resource);
  if (resource.startsWith('clu-')) {
    return where.add(`l.source_id IN (SELECT id FROM resource WHERE parent_id = ${id})`);
  }
  if (!resource.startsWith('task-')) return where.add(`l.source_id = ${id}`);
  // Counts are kept per source, so those of a task are its service's.
  return where.add(`l.source_id = (SELECT coalesce(service_id, cluster_id) FROM task_run WHERE id = ${id})`);
}

/** Lines carry no labels of their own: environment, team, account and region are those of their source. */
function addSourceLabels(where: Conditions, ctx: Context, labels: Labels): void {
  const { environment, team, account, region } = labels;
  if ([environment?.length, team?.length, account, region].every((label) => !label)) return;
  const inner = new Conditions();
  addLabels(inner, ctx, { environment, team, account, region }, { alias: 'source' });
  const sql = inner
    .toSql()
    .replaceAll(/\$(\d+)/g, (_all, n: string) => where.bind(inner.values[Number(n) - 1]));
  where.add(`EXISTS (SELECT 1 FROM resource source WHERE source.id = l.source_id AND ${sql})`);
}
