import { metricName } from '@danji/shared';
import { zoneOffsetMs, type BucketGrid } from '@danji/analysis';
import type { ResolvedSeries } from './resolve-series.js';

const DAY_SECONDS = 86_400;

/** What a reader of an answer must know: names that fit nothing or too much, what no datapoint means, odd zones. */
export function notesOf(resolved: readonly ResolvedSeries[], grid: BucketGrid, tz: string): string[] {
  return [
    ...unknownNames(resolved),
    ...ambiguousNames(resolved),
    ...leftOutZeros(resolved),
    ...oddZone(grid, tz),
  ];
}

function unknownNames(resolved: readonly ResolvedSeries[]): string[] {
  const names = resolved
    .filter(({ item, row, ambiguous }) => !item && !row && ambiguous.length === 0)
    .map(({ query }) => query.metric);
  return [...new Set(names)].map(
    (name) => `Nothing here is called ${name}; /metrics/catalogue lists the metrics.`,
  );
}

function ambiguousNames(resolved: readonly ResolvedSeries[]): string[] {
  return resolved
    .filter(({ ambiguous }) => ambiguous.length > 0)
    .map(
      ({ query, ambiguous }) =>
        `${query.metric} of ${query.resource} fits ${ambiguous.length} series; name one by its dimensions: ` +
        ambiguous.map((dimensions) => `{${dimensions}}`).join(', '),
    );
}

function leftOutZeros(resolved: readonly ResolvedSeries[]): string[] {
  const names = resolved
    .filter(({ item, row }) => item?.missing === 'zero' && row !== null)
    .map(({ item }) => (item === null ? '' : metricName(item)));
  return [...new Set(names)].map(
    (name) =>
      `${name}: AWS leaves zeros out, so a minute without a datapoint is 0 where the resource published others.`,
  );
}

function oddZone(grid: BucketGrid, tz: string): string[] {
  const first = grid.starts[0] ?? grid.end;
  return grid.step === DAY_SECONDS && zoneOffsetMs(tz, first) % 3_600_000 !== 0
    ? [`${tz} is not whole hours from UTC: hours at the edges of a day count to the day they begin in.`]
    : [];
}
