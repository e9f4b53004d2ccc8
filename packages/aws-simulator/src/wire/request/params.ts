import type { AwsRecord } from '../../world/types.js';
import type { AwsError } from '../aws-error.js';

/** How one service words what is wrong with a parameter. Names are those of the request. */
export interface ParamFaults {
  required(name: string): AwsError;
  type(name: string, expected: string): AwsError;
  range(name: string, value: number, min: number, max: number): AwsError;
  oneOf(name: string, value: string, allowed: readonly string[]): AwsError;
  tooMany(name: string, count: number, max: number): AwsError;
}

/** Reads request members; query protocols carry every scalar as text, so numbers and booleans are accepted as text. */
export class Params {
  constructor(
    private readonly input: AwsRecord,
    private readonly faults: ParamFaults,
  ) {}

  string(name: string): string | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw this.faults.type(name, 'string');
    return value === '' ? undefined : value;
  }

  requiredString(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw this.faults.required(name);
    return value;
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.input[name];
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw this.faults.type(name, 'integer');
    if (number < min || number > max) throw this.faults.range(name, number, min, max);
    return number;
  }

  /** A time as query protocols write it (ISO 8601), in milliseconds since the epoch. */
  instant(name: string): number | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const at = Date.parse(value);
    if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(at)) throw this.faults.type(name, 'timestamp');
    return at;
  }

  boolean(name: string): boolean {
    const value = this.input[name];
    if (value === undefined || value === null) return false;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw this.faults.type(name, 'boolean');
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw this.faults.oneOf(name, value, allowed);
    return found;
  }

  strings(name: string, max: number): string[] {
    const list = this.list(name);
    if (list.length > max) throw this.faults.tooMany(name, list.length, max);
    return list.map((item) => {
      if (typeof item !== 'string') throw this.faults.type(name, 'string');
      return item;
    });
  }

  requiredStrings(name: string, max: number): string[] {
    const list = this.strings(name, max);
    if (list.length === 0) throw this.faults.required(name);
    return list;
  }

  manyOf<T extends string>(name: string, allowed: readonly T[]): T[] {
    return this.strings(name, allowed.length).map((value) => {
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined) throw this.faults.oneOf(name, value, allowed);
      return found;
    });
  }

  /** `Filters` as EC2, RDS and Auto Scaling send them; `valuesKey` is the wire name of the list of values. */
  filters(name: string, valuesKey: string): { name: string; values: string[] }[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'object' || item === null) throw this.faults.type(name, 'structure');
      const filter = new Params(item as AwsRecord, this.faults);
      return { name: filter.requiredString('Name'), values: filter.strings(valuesKey, 200) };
    });
  }

  private list(name: string): unknown[] {
    const value = this.input[name];
    if (value === undefined || value === null || value === '') return [];
    if (!Array.isArray(value)) throw this.faults.type(name, 'list');
    return value;
  }
}
