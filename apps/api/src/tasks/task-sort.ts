import { z } from 'zod';
import type { TaskQuery } from '@danji/shared';
import { CursorTime, decodeCursor, encodeCursor, type Conditions } from '../paging/index.js';
import type { TaskRow } from './task-row.js';

type Sort = TaskQuery['sort'];

/** Epoch ms of the sort time (null: not stopped yet) and the id of the last task sent. */
export type TaskPosition = readonly [at: number | null, id: string];
const Position = z.tuple([CursorTime.nullable(), z.string()]);

export function decodeTaskPosition(sort: Sort, cursor: string | undefined): TaskPosition | null {
  return decodeCursor<TaskPosition>(sort, Position, cursor);
}

export function encodeTaskPosition(sort: Sort, row: TaskRow): string {
  const at = sort.endsWith('createdAt') ? row.created_at : row.stopped_at;
  return encodeCursor(sort, [at?.getTime() ?? null, row.id]);
}

/**
 * ORDER BY, and "after the position" added to the clause. Tasks that have not stopped count as stopping last of
 * all; where only stopped ones are asked for, the plain column lets the index of stops serve.
 */
export function taskOrderSql(
  sort: Sort,
  position: TaskPosition | null,
  where: Conditions,
  stoppedOnly: boolean,
): string {
  const down = sort.startsWith('-');
  const ending = stoppedOnly ? 't.stopped_at' : "coalesce(t.stopped_at, 'infinity')";
  const column = sort.endsWith('createdAt') ? 't.created_at' : ending;
  if (position !== null) {
    const [at, id] = position;
    const bound = at === null ? "'infinity'::timestamptz" : `to_timestamp(${where.bind(at)}::float8 / 1000)`;
    const [beyond, within] = down ? ['<', '>'] : ['>', '<'];
    where
      .add(`${column} ${beyond}= ${bound}`)
      .add(`${column} ${beyond} ${bound} OR t.id ${within} ${where.bind(id)}`);
  }
  return down ? `${column} DESC, t.id ASC` : `${column} ASC, t.id DESC`;
}
