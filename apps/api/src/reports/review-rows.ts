import type { ReviewFacts } from '@danji/analysis';
import { Environment, type ReviewFigure, type ReviewRow } from '@danji/shared';
import type { SubjectRow } from './review.repository.js';

export type FactRow = ReviewFacts['rows'][number];
const KINDS = ['ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance'] as const;

/** Who a row is about. */
export function subjectFields(row: SubjectRow): Omit<FactRow, 'size' | 'count' | 'gone' | 'figures'> {
  return {
    id: row.id,
    kind: KINDS.find((kind) => kind === row.kind) ?? 'ecs_service',
    name: row.name,
    parentId: row.parent_id,
    parentName: row.parent_name,
    accountId: row.account_id,
    accountAlias: row.account_alias,
    region: row.region,
    environment: Environment.parse(row.environment),
    team: row.team,
    scopeId: row.scope_id,
  };
}

export function factRow(
  row: SubjectRow,
  of: { size: string | null; count: number | null; figures: ReviewFigure[] },
): FactRow {
  return { ...subjectFields(row), ...of, gone: row.deleted_at !== null };
}

/** Whether it was there in the week: seen before its end, or measured in it. */
export function wasThere(
  row: SubjectRow,
  figures: readonly ReviewRow['figures'][number][],
  to: number,
): boolean {
  return row.first_seen.getTime() < to || figures.some((figure) => figure.completeness > 0);
}
