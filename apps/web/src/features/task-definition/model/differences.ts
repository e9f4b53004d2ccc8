import type { TaskDefinitionAttributes } from '@danji/shared';

export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

/** Fields that differ in every revision and say nothing about what it runs. */
const IGNORED = new Set(['revision', 'registeredAt', 'usedBy', 'familyRevisions', 'fargateNearest']);

function keyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}

/** Lists of named things (containers, volumes) become maps, so that inserting one does not shift the rest. */
function entriesOf(value: object): [string, unknown][] {
  if (!Array.isArray(value)) return Object.entries(value);
  const names = value.map(keyOf);
  return names.every((name) => name !== null) && new Set(names).size === names.length
    ? value.map((item, i) => [names[i]!, item])
    : value.map((item, i) => [String(i), item]);
}

function isBranch(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || (value.length > 0 && value.every((item) => keyOf(item) !== null));
}

function compare(path: string, before: unknown, after: unknown, found: Difference[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isBranch(before) || !isBranch(after)) {
    found.push({ path, before, after });
    return;
  }
  const [left, right] = [new Map(entriesOf(before)), new Map(entriesOf(after))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (path === '' && IGNORED.has(key)) continue;
    compare(path === '' ? key : `${path}.${key}`, left.get(key), right.get(key), found);
  }
}

/** What changed from one revision to another, by path; containers and volumes are matched by name. */
export function differences(before: TaskDefinitionAttributes, after: TaskDefinitionAttributes): Difference[] {
  const found: Difference[] = [];
  compare('', before, after, found);
  return found;
}
