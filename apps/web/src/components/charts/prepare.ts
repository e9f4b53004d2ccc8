import type { MetricsAnswer, SeriesAnswer, Unit } from '@danji/shared';
import type { ChartModel, EmptyReason, LineSpec, ModelSeries, SeriesSource, Threshold } from './model';
import { comparedId } from '@/lib/api/comparison';
import { yAxis } from './scale';

type Values = (number | null)[];

/** Points further apart than this many periods are not joined: between them lies a gap (ui.md section 4). */
const GAP_PERIODS = 2.5;

export interface PrepareOptions {
  thresholds?: readonly Threshold[];
  /** A percentage that is normally tiny: its axis follows the data instead of reaching to 100. */
  share?: boolean;
  /** How the lines of the earlier window are called, when the answer holds one. */
  beforeLabel?: string;
}

/** The instants of the answer's grid, epoch ms. Parsed once per answer: all charts of a page share it. */
const grids = new WeakMap<MetricsAnswer, number[]>();
export function gridOf(answer: MetricsAnswer): number[] {
  let grid = grids.get(answer);
  if (!grid) {
    grid = answer.t.map((at) => Date.parse(at));
    grids.set(answer, grid);
  }
  return grid;
}

/** Joins points that are at most `reach` steps apart by straight lines; wider holes stay null. */
export function bridge(values: Values, reach: number): Values {
  const drawn = [...values];
  let last = -1;
  values.forEach((value, index) => {
    if (value === null) return;
    const hole = index - last;
    const before = last >= 0 ? values[last] : null;
    if (before !== null && before !== undefined && hole > 1 && hole <= reach)
      for (let i = last + 1; i < index; i++) drawn[i] = before + ((value - before) * (i - last)) / hole;
    last = index;
  });
  return drawn;
}

/** Indexes of values whose neighbours are both null. */
export function isolatedPoints(drawn: Values): number[] {
  return drawn.flatMap((value, i) =>
    value !== null && (drawn[i - 1] ?? null) === null && (drawn[i + 1] ?? null) === null ? [i] : [],
  );
}

function extreme(
  values: Values,
  better: (a: number, b: number) => boolean,
): { value: number | null; index: number } {
  let value: number | null = null;
  let index = -1;
  values.forEach((candidate, i) => {
    if (candidate !== null && (value === null || better(candidate, value))) {
      value = candidate;
      index = i;
    }
  });
  return { value, index };
}

function lastIndex(values: Values): number {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] !== null) return i;
  return -1;
}

function mean(values: Values): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

function sourceOf(series: SeriesAnswer | undefined): SeriesSource | null {
  return series
    ? { resource: series.resource, metric: series.metric, stat: series.stat, unit: series.unit }
    : null;
}

function prepareSeries(spec: LineSpec, answer: MetricsAnswer, found: SeriesAnswer | undefined): ModelSeries {
  const grid = gridOf(answer);
  const values: Values = found?.values ?? grid.map(() => null);
  const other = (id: string | undefined): SeriesAnswer | undefined => answer.series.find((s) => s.id === id);
  const band = spec.band === undefined ? {} : spec.band;
  const high = band === false ? null : (other(band.highId)?.max ?? found?.max ?? null);
  const low = band === false ? null : (other(band.lowId)?.min ?? found?.min ?? null);
  const hold = Math.max(1, Math.round((found?.period ?? answer.step) / answer.step));
  const reach = GAP_PERIODS * hold;
  const drawn = bridge(values, reach);
  const top = extreme(high ?? values, (a, b) => a > b);
  const bottom = extreme(low ?? values, (a, b) => a < b);
  const last = lastIndex(values);
  return {
    id: spec.id,
    label: spec.label,
    colour: spec.colour,
    look: spec.look ?? 'line',
    quiet: spec.quiet ?? false,
    source: sourceOf(found),
    highSource: sourceOf(band === false ? found : (other(band.highId) ?? found)),
    lowSource: band !== false && band.lowId && !band.highId ? sourceOf(other(band.lowId)) : null,
    method: found?.method ?? '',
    values,
    low: low && bridge(low, reach),
    high: high && bridge(high, reach),
    drawn,
    tailFrom: values.length - (found?.provisional ?? 0),
    hold,
    isolated: isolatedPoints(drawn),
    latest: last === -1 ? null : values[last]!,
    latestAt: last === -1 ? null : grid[last]!,
    max: top.value,
    maxAt: top.index === -1 ? null : grid[top.index]!,
    min: bottom.value,
    average: mean(values),
  };
}

/** The line of the earlier window: the middle only, and no source, for its numbers belong to another time. */
function prepareBefore(spec: LineSpec, answer: MetricsAnswer, label: string): ModelSeries[] {
  const id = comparedId(spec.id);
  const found = answer.series.find((s) => s.id === id);
  if (!found || spec.look === 'dashed') return [];
  const prepared = prepareSeries(
    { id, label: `${spec.label}, ${label}`, colour: spec.colour, band: false },
    answer,
    found,
  );
  return [{ ...prepared, look: 'before', source: null, highSource: null }];
}

/** Stretches where no series has a value; what is merely not published yet (a few steps at the end) is not one. */
export function gapsOf(
  series: readonly ModelSeries[],
  grid: readonly number[],
  stepMs: number,
): [number, number][] {
  const gaps: [number, number][] = [];
  let start = -1;
  const hold = Math.max(1, ...series.map((s) => s.hold));
  const close = (end: number, trailing: boolean): void => {
    const enough = trailing ? Math.max(GAP_PERIODS * hold, 600_000 / stepMs) : 1;
    if (start >= 0 && end - start >= enough) gaps.push([grid[start]!, grid[end - 1]! + stepMs]);
    start = -1;
  };
  for (let i = 0; i < grid.length; i++) {
    const present = series.some((s) => (s.drawn[i] ?? null) !== null);
    if (present) close(i, false);
    else if (start < 0) start = i;
  }
  close(grid.length, true);
  return gaps;
}

function emptyReason(
  found: readonly (SeriesAnswer | undefined)[],
  series: readonly ModelSeries[],
): EmptyReason | null {
  if (series.some((s) => s.latest !== null)) return null;
  const statuses = found.map((s) => s?.status ?? 'not_collected');
  if (statuses.every((status) => status === 'unknown_resource')) return 'unknown_resource';
  return statuses.every((status) => status === 'not_collected') ? 'not_collected' : 'no_data';
}

/**
 * Decides everything a chart of lines shows from one metrics answer: lines, bands, the provisional tail, gaps, axis,
 * legend figures. Pure; a new way to draw is taught here and nowhere else.
 */
export function prepareLines(
  answer: MetricsAnswer,
  specs: readonly LineSpec[],
  options: PrepareOptions = {},
): ChartModel {
  const grid = gridOf(answer);
  const found = specs.map((spec) => answer.series.find((s) => s.id === spec.id));
  const series = [
    ...specs.map((spec, i) => prepareSeries(spec, answer, found[i])),
    ...specs.flatMap((spec) => prepareBefore(spec, answer, options.beforeLabel ?? '')),
  ];
  const unit: Unit = found.find((s) => s !== undefined)?.unit ?? 'none';
  const thresholds = [...(options.thresholds ?? [])];
  const top = Math.max(
    0,
    ...series.flatMap((s) => [s.max ?? 0, extreme(s.values, (a, b) => a > b).value ?? 0]),
    ...thresholds.map((t) => t.value),
  );
  const axis = yAxis(top, unit, options.share);
  const stepMs = answer.step * 1000;
  if (
    unit === 'percent' &&
    !options.share &&
    axis.domain[1] > 100 &&
    !thresholds.some((t) => t.value === 100)
  )
    thresholds.push({ value: 100, label: '', kind: 'limit' });
  const lastAt = found.map((s) => (s?.lastAt ? Date.parse(s.lastAt) : null)).filter((at) => at !== null);
  return {
    kind: 'lines',
    from: Date.parse(answer.from),
    to: Date.parse(answer.to),
    stepMs,
    unit,
    per: found.find((s) => s !== undefined)?.per ?? null,
    grid,
    series,
    thresholds,
    yDomain: axis.domain,
    yTicks: axis.ticks,
    gaps: gapsOf(series.slice(0, specs.length), grid, stepMs),
    empty: emptyReason(found, series.slice(0, specs.length)),
    lastAt: lastAt.length === 0 ? null : Math.max(...lastAt),
  };
}

/** The value that a series has at a grid index: its own, or the last datapoint while that still stands. */
export function valueAt(series: ModelSeries, index: number): { value: number | null; index: number } {
  for (let i = index; i > index - series.hold && i >= 0; i--) {
    const value = series.values[i] ?? null;
    if (value !== null) return { value, index: i };
  }
  return { value: null, index };
}
