import type { Context } from '@danji/shared';

/** The LIKE pattern of texts that hold another one; % and _ are ordinary characters. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/** Collects the WHERE clause of one statement; every value is bound, none is ever written into the text. */
export class Conditions {
  private readonly parts: string[] = [];

  constructor(readonly values: unknown[] = []) {}

  /** Registers a value and answers its placeholder ($1, $2, ...). */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(sql: string): this {
    this.parts.push(`(${sql})`);
    return this;
  }

  /** The column is one of the list; nothing when the list is absent or empty. */
  oneOf(column: string, list: readonly string[] | undefined): this {
    if (list === undefined || list.length === 0) return this;
    // Plain equality lets an index that leads with the column give the order of the page as well.
    if (list.length === 1) return this.add(`${column} = ${this.bind(list[0])}`);
    return this.add(`${column} = ANY(${this.bind(list)}::text[])`);
  }

  equal(column: string, value: string | number | boolean | undefined): this {
    return value === undefined ? this : this.add(`${column} = ${this.bind(value)}`);
  }

  /** A case-insensitive search for a part of any of the columns; % and _ are ordinary characters. */
  contains(columns: readonly string[], text: string | undefined): this {
    if (text === undefined || text.trim() === '') return this;
    const pattern = this.bind(containing(text.trim()));
    return this.add(columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR '));
  }

  /** One of several clauses holds; each binds into this one's statement. */
  anyOf(...branches: readonly ((branch: Conditions) => unknown)[]): this {
    const clauses = branches.map((build) => {
      const branch = new Conditions(this.values);
      build(branch);
      return `(${branch.toSql()})`;
    });
    return this.add(clauses.join(' OR '));
  }

  /** Only rows of the scopes that the actor may see. */
  visibleTo(ctx: Context, column: string): this {
    return ctx.scopes === 'all' ? this : this.add(`${column} = ANY(${this.bind(ctx.scopes)}::text[])`);
  }

  toSql(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.join(' AND ');
  }
}
