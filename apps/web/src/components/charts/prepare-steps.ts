import type { Unit } from '@danji/shared';
import type { ChartColour, ChartModel, ModelSeries, Threshold } from './model';
import { yAxis } from './scale';

export interface StepInput {
  id: string;
  label: string;
  colour: ChartColour;
  look: 'line' | 'dashed' | 'pale';
  /** Each value holds until the next; nothing is known before the first. */
  points: readonly { at: string; value: number }[];
}

/**
 * A chart of values that hold until they change (running against desired): all change instants become one grid, each
 * series carries its last value forward to the end.
 */
export function prepareSteps(
  from: number,
  to: number,
  inputs: readonly StepInput[],
  options: { unit?: Unit; thresholds?: readonly Threshold[] } = {},
): ChartModel {
  const parsed = inputs.map((input) =>
    input.points.map((p) => ({ at: Date.parse(p.at), value: p.value })).sort((a, b) => a.at - b.at),
  );
  const grid = [
    ...new Set([
      from,
      to,
      ...parsed.flatMap((points) => points.map((p) => p.at).filter((at) => at > from && at < to)),
    ]),
  ].sort((a, b) => a - b);
  const series = inputs.map((input, i) => stepSeries(input, parsed[i]!, grid));
  const thresholds = [...(options.thresholds ?? [])];
  const unit = options.unit ?? 'count';
  const axis = yAxis(Math.max(0, ...series.map((s) => s.max ?? 0), ...thresholds.map((t) => t.value)), unit);
  const first = Math.min(...parsed.map((points) => points[0]?.at ?? to));
  return {
    kind: 'lines',
    from,
    to,
    stepMs: 60_000,
    unit,
    per: null,
    grid,
    series,
    thresholds,
    yDomain: axis.domain,
    yTicks: axis.ticks,
    gaps: first > from && first < to ? [[from, first]] : [],
    empty: series.every((s) => s.latest === null) ? 'no_data' : null,
    lastAt: null,
  };
}

function stepSeries(input: StepInput, points: { at: number; value: number }[], grid: number[]): ModelSeries {
  let next = 0;
  let held: number | null = null;
  const values = grid.map((at) => {
    while (next < points.length && points[next]!.at <= at) held = points[next++]!.value;
    return held;
  });
  const present = values.filter((value) => value !== null);
  const max = present.length === 0 ? null : Math.max(...present);
  return {
    id: input.id,
    label: input.label,
    colour: input.colour,
    look: input.look === 'line' ? 'step' : input.look,
    quiet: false,
    source: null,
    highSource: null,
    lowSource: null,
    method: '',
    values,
    low: null,
    high: null,
    drawn: values,
    tailFrom: values.length,
    hold: 1,
    isolated: [],
    latest: values.at(-1) ?? null,
    latestAt: grid.at(-1) ?? null,
    max,
    maxAt: max === null ? null : grid[values.indexOf(max)]!,
    min: present.length === 0 ? null : Math.min(...present),
    average: null,
  };
}
