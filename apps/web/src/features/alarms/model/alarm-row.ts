import { AlarmAttributes, METRIC_CATALOGUE, type CatalogueMetric, type ResourceItem } from '@danji/shared';

/** An alarm as the pages show it; `details` null where the API answered a form that the page does not know. */
export interface AlarmRow {
  id: string;
  name: string;
  item: ResourceItem;
  details: AlarmAttributes | null;
  since: string | null;
}

const RANK: Readonly<Record<string, number>> = { ALARM: 0, INSUFFICIENT_DATA: 1 };

/** In ALARM first, then those without data; within them by the resource that they watch. */
export function alarmRows(items: readonly ResourceItem[]): { own: AlarmRow[]; scaling: AlarmRow[] } {
  const rows = items.map((item): AlarmRow => {
    const parsed = AlarmAttributes.safeParse(item.attributes);
    const details = parsed.success ? parsed.data : null;
    return { id: item.id, name: item.name, item, details, since: details?.stateSince ?? null };
  });
  rows.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.item.parentName ?? '\uffff').localeCompare(b.item.parentName ?? '\uffff') ||
      a.name.localeCompare(b.name),
  );
  return {
    own: rows.filter(({ details }) => details?.scaling !== true),
    scaling: rows.filter(({ details }) => details?.scaling === true),
  };
}

function rank({ item }: AlarmRow): number {
  return RANK[item.state] ?? 2;
}

/** What the catalogue says of an alarm's metric: unit, factor, whether Danji collects its statistic. */
export function metricOf(details: AlarmAttributes): CatalogueMetric | null {
  return (
    METRIC_CATALOGUE.find(
      ({ namespace, metric }) => namespace === details.namespace && metric === details.metric,
    ) ?? null
  );
}

/** The statistic whose line is drawn: the alarm's own where it is collected, else the first that is. */
export function drawnStat(details: AlarmAttributes, metric: CatalogueMetric): string | null {
  return metric.stats.find((stat) => stat === details.stat) ?? metric.stats[0] ?? null;
}
