import type { CatalogueMetric, MetricCatalogue, ResourceKind } from '@danji/shared';
import { kindOfId, parseMetricName, type MetricReference } from './metric-name.js';
import type { SeriesRow } from './metric.repository.js';

export interface SeriesQuery {
  id: string;
  resource: string;
  metric: string;
  stat: string;
}

/** What one query asks for: its catalogue entry, where there is one, and its stored series, where there is one. */
export interface ResolvedSeries {
  query: SeriesQuery;
  kind: ResourceKind | null;
  reference: MetricReference;
  item: CatalogueMetric | null;
  row: SeriesRow | null;
  sampleCount: SeriesRow | null;
  /** Dimensions of the series that the name fits as well as any other; empty where it names one. */
  ambiguous: string[];
}

/**
 * Joins queries with the stored series of their resources. A name without its namespace takes the first that is stored
 * of it, in the order of the catalogue; a name with some of a series' dimensions, or none, takes the one that has them.
 */
export function resolveSeries(
  queries: readonly SeriesQuery[],
  rows: readonly SeriesRow[],
  catalogue: MetricCatalogue,
): ResolvedSeries[] {
  const stored = Map.groupBy(rows, (row) => keyOf(row.resource_id, row.metric, row.stat));
  return queries.map((query) => {
    const kind = kindOfId(query.resource);
    const reference = parseMetricName(query.metric);
    const { metric, namespace } = reference;
    const listed = kind === null ? [] : catalogue.named(kind, metric, namespace);
    const candidates = stored.get(keyOf(query.resource, metric, query.stat)) ?? [];
    const { row, ambiguous } = pick(inNamespace(candidates, namespace, listed), reference.dimensions);
    return {
      query,
      kind,
      reference,
      item: (row ? listed.find((item) => item.namespace === row.namespace) : listed[0]) ?? null,
      row,
      sampleCount:
        row !== null && query.stat === 'Average'
          ? ((stored.get(keyOf(query.resource, metric, 'SampleCount')) ?? []).find(
              (one) => one.namespace === row.namespace && one.dimensions === row.dimensions,
            ) ?? null)
          : null,
      ambiguous,
    };
  });
}

function inNamespace(
  rows: readonly SeriesRow[],
  namespace: string | null,
  listed: readonly CatalogueMetric[],
): SeriesRow[] {
  const order = [...listed.map((item) => item.namespace), ...rows.map((row) => row.namespace)];
  const first = namespace ?? order.find((name) => rows.some((row) => row.namespace === name));
  return rows.filter((row) => row.namespace === first);
}

/** The series that has these dimensions alone, else the only one that has them among others; live ones first. */
function pick(
  rows: readonly SeriesRow[],
  dimensions: string,
): { row: SeriesRow | null; ambiguous: string[] } {
  const exact = rows.find((row) => row.dimensions === dimensions);
  if (exact) return { row: exact, ambiguous: [] };
  const asked = dimensions === '' ? [] : dimensions.split(',');
  const fitting = rows.filter((row) => {
    const own = new Set(row.dimensions.split(','));
    return asked.every((one) => own.has(one));
  });
  const live = fitting.filter((row) => row.retired_at === null);
  const found = live.length > 0 ? live : fitting;
  return found.length > 1
    ? { row: null, ambiguous: found.map((row) => row.dimensions).sort() }
    : { row: found[0] ?? null, ambiguous: [] };
}

function keyOf(resource: string, metric: string, stat: string): string {
  return [resource, metric, stat].join('\n');
}
