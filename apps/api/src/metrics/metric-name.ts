import { KIND_PREFIX, RESOURCE_KINDS, type ResourceKind } from '@danji/shared';

export interface MetricReference {
  /** Null when only the metric's own name was given. */
  namespace: string | null;
  metric: string;
  /** Further dimensions as stored: `a=b,c=d` with names sorted, '' for none. */
  dimensions: string;
}

/** Reads `CPUUtilization`, `AWS/ECS/CPUUtilization` or `CWAgent/disk_used_percent{path=/data}` (contract: MetricName). */
export function parseMetricName(name: string): MetricReference {
  if (!/[/{]/.test(name)) return { namespace: null, metric: name, dimensions: '' };
  const brace = name.indexOf('{');
  const path = brace < 0 ? name : name.slice(0, brace);
  const dimensions =
    brace < 0
      ? []
      : name
          .slice(brace + 1, -1)
          .split(',')
          .sort();
  const slash = path.lastIndexOf('/');
  return {
    namespace: slash < 0 ? null : path.slice(0, slash),
    metric: path.slice(slash + 1),
    dimensions: dimensions.join(','),
  };
}

const KIND_OF_PREFIX = new Map<string, ResourceKind>(RESOURCE_KINDS.map((kind) => [KIND_PREFIX[kind], kind]));

/** The kind that an id's prefix names; null when no kind has it. */
export function kindOfId(id: string): ResourceKind | null {
  return KIND_OF_PREFIX.get(id.slice(0, id.indexOf('-'))) ?? null;
}
