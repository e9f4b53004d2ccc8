import { z } from 'zod';
import type { ResourceQuery } from '@danji/shared';
import { CursorTime, decodeCursor, encodeCursor, type Conditions } from '../paging/index.js';
import type { ResourceRow } from './resource-row.js';

type Sort = ResourceQuery['sort'];

/** Sort key of the last item sent (severity, name, or epoch ms), its name and its id. */
export type ResourcePosition = readonly [key: string | number, name: string, id: string];
const NamePosition = z.tuple([z.string(), z.string(), z.string()]);
const SeverityPosition = z.tuple([z.int().min(0).max(9), z.string(), z.string()]);
const TimePosition = z.tuple([CursorTime, z.string(), z.string()]);

/** Column and direction of each sort; equal keys are ordered by name, then id, upwards. */
const COLUMN = {
  name: 'r.name',
  status: 'r.severity',
  firstSeen: 'r.first_seen',
  lastSeen: 'r.last_seen',
} as const;

function columnOf(sort: Sort): { column: (typeof COLUMN)[keyof typeof COLUMN]; down: boolean } {
  const down = sort.startsWith('-');
  return { column: COLUMN[sort.replace('-', '') as keyof typeof COLUMN], down };
}

export function decodePosition(sort: Sort, cursor: string | undefined): ResourcePosition | null {
  const { column } = columnOf(sort);
  if (column === COLUMN.name) return decodeCursor<ResourcePosition>(sort, NamePosition, cursor);
  const position = column === COLUMN.status ? SeverityPosition : TimePosition;
  return decodeCursor<ResourcePosition>(sort, position, cursor);
}

export function encodePosition(sort: Sort, row: ResourceRow): string {
  const { column } = columnOf(sort);
  const key = {
    'r.name': row.name,
    'r.severity': row.severity,
    'r.first_seen': row.first_seen.getTime(),
    'r.last_seen': row.last_seen.getTime(),
  }[column];
  return encodeCursor(sort, [key, row.name, row.id]);
}

/** Answers ORDER BY, and adds the condition "after the position" to the clause. */
export function positionSql(sort: Sort, position: ResourcePosition | null, where: Conditions): string {
  const { column, down } = columnOf(sort);
  if (position !== null) {
    const [key, name, id] = position;
    const bound = typeof key === 'string' ? where.bind(key) : boundNumber(column, key, where);
    const later = `(r.name, r.id) > (${where.bind(name)}, ${where.bind(id)})`;
    where.add(`${column} ${down ? '<' : '>'} ${bound} OR (${column} = ${bound} AND ${later})`);
  }
  return `${column} ${down ? 'DESC' : 'ASC'}, r.name, r.id`;
}

function boundNumber(column: string, key: number, where: Conditions): string {
  return column === COLUMN.status
    ? `${where.bind(key)}::int`
    : `to_timestamp(${where.bind(key)}::float8 / 1000)`;
}
