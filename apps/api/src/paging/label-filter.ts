import type { Context, Environment } from '@danji/shared';
import type { Conditions } from './conditions.js';

/** The filters that every list shares (contract: LabelFilter). */
export interface Labels {
  scope?: string;
  account?: string;
  region?: string;
  environment?: Environment[];
  team?: string[];
}

/**
 * Label filters on a table with scope_id, environment and team. Account and region are those of the row where
 * it has them, else those of its resource (`resourceId`: the column that holds it).
 */
export function addLabels(
  where: Conditions,
  ctx: Context,
  labels: Labels,
  table: { alias: string; resourceId?: string },
): Conditions {
  const column = (name: string): string => `${table.alias}.${name}`;
  where
    .visibleTo(ctx, column('scope_id'))
    .equal(column('scope_id'), labels.scope)
    .oneOf(column('environment'), labels.environment)
    .oneOf(column('team'), labels.team);
  if (table.resourceId === undefined) {
    return where.equal(column('account_id'), labels.account).equal(column('region'), labels.region);
  }
  if (labels.account === undefined && labels.region === undefined) return where;
  const inner: string[] = [`labelled.id = ${column(table.resourceId)}`];
  if (labels.account !== undefined) inner.push(`labelled.account_id = ${where.bind(labels.account)}`);
  if (labels.region !== undefined) inner.push(`labelled.region = ${where.bind(labels.region)}`);
  return where.add(`EXISTS (SELECT 1 FROM resource labelled WHERE ${inner.join(' AND ')})`);
}
