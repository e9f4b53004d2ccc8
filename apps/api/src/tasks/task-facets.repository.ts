import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { FACET_COLUMNS, taskConditions, type FacetName, type TaskFilter } from './task-filter.js';

/** Values of one facet beyond this many are left out: a list of thousands helps nobody to filter. */
const FACET_VALUES = 100;
/** Facets counted in one reading of the runs; the rest is counted beside it, by another connection. */
const TOGETHER = 5;

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}
type Counted = { facet: FacetName; values: Omit<FacetValue, 'label'>[] };

/** How many task runs there are of each cluster, cause, zone and so on. */
@Injectable()
export class TaskFacetsRepository {
  constructor(private readonly database: Database) {}

  /** Counts by value, most frequent first; a facet with a filter of its own is counted without it. */
  async count(
    ctx: Context,
    filter: TaskFilter,
    names: readonly FacetName[],
  ): Promise<Record<string, FacetValue[]>> {
    const filtered = names.filter((name) => isFiltered(filter, name));
    const plain = names.filter((name) => !filtered.includes(name));
    const readings: { names: readonly FacetName[]; without?: FacetName }[] = [
      ...filtered.map((name) => ({ names: [name], without: name })),
      ...chunks(plain, TOGETHER).map((chunk) => ({ names: chunk })),
    ];
    const counted = await Promise.all(
      readings.map((reading) => this.read(ctx, filter, reading.names, reading.without)),
    );
    const flat = counted.flat();
    const labels = await this.names(
      flat
        .filter(({ facet }) => facet === 'cluster' || facet === 'service')
        .flatMap(({ values }) => values.map(({ value }) => value)),
    );
    return Object.fromEntries(
      names.map((name) => {
        const values = flat.find(({ facet }) => facet === name)?.values ?? [];
        return [name, values.map((each) => ({ ...each, label: labels.get(each.value) ?? each.value }))];
      }),
    );
  }

  /** One pass over the runs counts several facets: each is a grouping set of its own columns. */
  private async read(
    ctx: Context,
    filter: TaskFilter,
    names: readonly FacetName[],
    without: FacetName | undefined,
  ): Promise<Counted[]> {
    const where = taskConditions(ctx, filter, without);
    const columns = [...new Set(names.flatMap((name) => [...FACET_COLUMNS[name]]))].map(
      (name) => `t.${name}`,
    );
    const sets = names.map((name) => `(${FACET_COLUMNS[name].map((column) => `t.${column}`).join(', ')})`);
    const sql = `
      SELECT grouping(${columns.join(', ')}) AS absent, ${columns.map((column) => `${column}::text`).join(', ')},
             count(*)::int AS count
        FROM task_run t WHERE ${where.toSql()} GROUP BY GROUPING SETS (${sets.join(', ')})`;
    const { rows } = await this.database.pool.query<(string | number | null)[]>({
      text: sql,
      values: where.values,
      rowMode: 'array',
    });
    return names.map((facet) => {
      const own = FACET_COLUMNS[facet].map((column) => columns.indexOf(`t.${column}`));
      // grouping(): a bit for each column, the last one lowest, set where the row is not of its set.
      const absent = columns.reduce((bits, _column, i) => bits * 2 + (own.includes(i) ? 0 : 1), 0);
      return { facet, values: valuesOf(rows, absent, own) };
    });
  }

  private async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.database.pool.query<{ id: string; name: string }>(
      'SELECT id, name FROM resource WHERE id = ANY($1::text[])',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function isFiltered(filter: TaskFilter, name: FacetName): boolean {
  const value = filter[name];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function valuesOf(
  rows: readonly (string | number | null)[][],
  absent: number,
  own: readonly number[],
): Omit<FacetValue, 'label'>[] {
  return rows
    .flatMap((row) => {
      const parts = own.map((i) => row[i + 1]);
      if (row[0] !== absent || parts.some((part) => part === null)) return [];
      return [{ value: parts.join(':'), count: Number(row.at(-1)) }];
    })
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, FACET_VALUES);
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
