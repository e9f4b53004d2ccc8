import type { AwsRecord } from '../../world/types.js';

type Node = Map<string, Node | string>;

/**
 * Turns the flat form of the query protocols into a record: `MetricDataQueries.member.1.Id=a` and EC2's
 * `Filter.1.Value.2=b` become nested lists. A level whose keys are all numbers is a list; a level that holds nothing
 * but a list under `member` (or RDS's item name) is that list. Every scalar stays text.
 */
export function decodeQueryInput(form: URLSearchParams): AwsRecord {
  const root: Node = new Map();
  for (const [path, value] of form) {
    if (path === 'Action' || path === 'Version') continue;
    insert(root, path.split('.'), value);
  }
  const record: AwsRecord = {};
  for (const [name, node] of root) record[name] = build(node);
  return record;
}

function insert(root: Node, path: string[], value: string): void {
  let level = root;
  for (const part of path.slice(0, -1)) {
    const next = level.get(part);
    if (next instanceof Map) {
      level = next;
    } else {
      const created: Node = new Map();
      level.set(part, created);
      level = created;
    }
  }
  level.set(path.at(-1) ?? '', value);
}

function build(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  if (isList(node)) return listOf(node);
  const only = node.size === 1 ? [...node.values()][0] : undefined;
  if (only instanceof Map && isList(only)) return listOf(only);
  const record: AwsRecord = {};
  for (const [name, child] of node) record[name] = build(child);
  return record;
}

function isList(node: Node): boolean {
  for (const key of node.keys()) if (!/^\d+$/.test(key)) return false;
  return node.size > 0;
}

function listOf(node: Node): unknown[] {
  return [...node.entries()].sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => build(child));
}
