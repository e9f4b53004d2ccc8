import type { CatalogueMetric } from './metric.js';

/** A line of a catalogue page: what differs between the metrics of one namespace and kind. */
export type CatalogueRow = Pick<CatalogueMetric, 'metric' | 'stats' | 'awsUnit' | 'unit'> &
  Partial<Omit<CatalogueMetric, 'label'>> & { en: string; ko: string };

type Common = Pick<CatalogueMetric, 'kind' | 'namespace' | 'period' | 'delaySeconds' | 'dimensions'> &
  Partial<CatalogueMetric>;

/** The metrics of one namespace and kind. A row may differ from what they have in common. */
export function rowsOf(common: Common, rows: readonly CatalogueRow[]): CatalogueMetric[] {
  return rows.map(({ en, ko, ...row }) => ({
    factor: 1,
    total: false,
    when: [],
    ...common,
    ...row,
    label: { en, ko },
  }));
}

/** A count over the period. */
export function countOf(metric: string, en: string, ko: string): CatalogueRow {
  return { metric, stats: ['Sum'], awsUnit: 'Count', unit: 'count', total: true, en, ko };
}

/** A count whose zeros AWS leaves out. */
export function sparseCountOf(metric: string, en: string, ko: string): CatalogueRow {
  return { ...countOf(metric, en, ko), missing: 'zero' };
}

/** A level in per cent. */
export function percentOf(metric: string, stats: readonly string[], en: string, ko: string): CatalogueRow {
  return { metric, stats, awsUnit: 'Percent', unit: 'percent', en, ko };
}
