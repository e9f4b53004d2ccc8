import type { Unit } from '@danji/shared';
import type { ChartColour, ChartModel, ModelSeries } from './model';
import { gapsOf } from './prepare';
import { yAxis } from './scale';

export interface BarInput {
  id: string;
  label: string;
  colour: ChartColour;
  values: readonly (number | null)[];
  /** Hangs below the zero line: what goes, against what comes. */
  down?: boolean;
}

/** Stacked counts per bucket; null is a bucket that was not observed. Downward series mirror below zero. */
export function prepareBars(
  t: readonly string[],
  stepSeconds: number,
  range: { from: number; to: number },
  inputs: readonly BarInput[],
  unit: Unit = 'count',
): ChartModel {
  const grid = t.map((at) => Date.parse(at));
  const stacked = (down: boolean): number =>
    Math.max(
      0,
      ...grid.map((_, i) =>
        inputs.filter((s) => (s.down ?? false) === down).reduce((sum, s) => sum + (s.values[i] ?? 0), 0),
      ),
    );
  const up = yAxis(stacked(false), unit);
  const downMax = stacked(true);
  const down = downMax === 0 ? null : yAxis(downMax, unit);
  const series = inputs.map((input) => barSeries(input, grid));
  const top = down ? Math.max(up.domain[1], down.domain[1]) : up.domain[1];
  return {
    kind: 'bars',
    from: range.from,
    to: range.to,
    stepMs: stepSeconds * 1000,
    unit,
    per: stepSeconds,
    grid,
    series,
    thresholds: [],
    yDomain: [down ? -top : 0, top],
    yTicks: down ? [-top, 0, top] : up.ticks,
    gaps: gapsOf(series, grid, stepSeconds * 1000),
    empty: series.every((s) => s.latest === null) ? 'no_data' : null,
    lastAt: null,
  };
}

function barSeries(input: BarInput, grid: number[]): ModelSeries {
  const values = grid.map((_, i) => input.values[i] ?? null);
  const present = values.filter((value) => value !== null);
  const max = present.length === 0 ? null : Math.max(...present);
  const last = values.findLastIndex((value) => value !== null);
  return {
    id: input.id,
    label: input.label,
    colour: input.colour,
    look: input.down ? 'down' : 'line',
    quiet: false,
    source: null,
    highSource: null,
    lowSource: null,
    method: 'sum',
    values,
    low: null,
    high: null,
    drawn: values,
    tailFrom: values.length,
    hold: 1,
    isolated: [],
    latest: last === -1 ? null : values[last]!,
    latestAt: last === -1 ? null : grid[last]!,
    max,
    maxAt: max === null ? null : grid[values.indexOf(max)]!,
    min: present.length === 0 ? null : Math.min(...present),
    average: null,
  };
}
