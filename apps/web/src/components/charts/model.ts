import type { Unit } from '@danji/shared';

/** A colour of the palette: a series number, or a status where the colour itself is the message. */
export type ChartColour = 1 | 2 | 3 | 4 | 5 | 6 | 'critical' | 'warning' | 'muted' | 'planned';

export const COLOUR: Record<ChartColour, string> = {
  1: 'var(--series-1)',
  2: 'var(--series-2)',
  3: 'var(--series-3)',
  4: 'var(--series-4)',
  5: 'var(--series-5)',
  6: 'var(--series-6)',
  critical: 'var(--critical)',
  warning: 'var(--warning)',
  muted: 'var(--muted)',
  planned: 'var(--control)',
};

/** What to draw of one answered series. */
export interface LineSpec {
  /** The id of the series in the answer. */
  id: string;
  label: string;
  colour: ChartColour;
  /** The pale band: the series' own extremes, or up to the maximum of another series (the Maximum statistic). */
  band?: { highId?: string; lowId?: string } | false;
  look?: 'line' | 'dashed' | 'pale' | 'step';
  /** Drawn only: not in the legend (a limit that a label already names). */
  quiet?: boolean;
}

export interface Threshold {
  value: number;
  label: string;
  kind: 'limit' | 'target' | 'alert';
}

export type MarkKind = 'deployment' | 'scaling' | 'stop' | 'config';

/** One change: where on the time axis, which shape, what to write beside it and in the tooltip. */
export interface Mark {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  kind: MarkKind;
  label: string;
  /** How many things it stands for: 4 stopped tasks. */
  count: number;
  title: string;
}

/** Where the numbers of a drawn series come from, for legends and proofs. */
export interface SeriesSource {
  resource: string;
  metric: string;
  stat: string;
  unit: Unit;
}

export interface ModelSeries {
  id: string;
  label: string;
  colour: ChartColour;
  look: 'line' | 'dashed' | 'pale' | 'step' | 'down' | 'before';
  quiet: boolean;
  source: SeriesSource | null;
  /** Where the maximum comes from when another series draws the top of the band. */
  highSource: SeriesSource | null;
  /** Where the minimum comes from, when it is the lowest that matters (free storage); else null. */
  lowSource: SeriesSource | null;
  /** How a bucket was made of datapoints, in the API's words. */
  method: string;
  /** One per grid instant; null is no data. */
  values: (number | null)[];
  low: (number | null)[] | null;
  high: (number | null)[] | null;
  /** What the line follows: values, bridged over the instants where a slower series has none by design. */
  drawn: (number | null)[];
  /** From this index on values may still change; equal to the length when all is settled. */
  tailFrom: number;
  /** Grid steps that one datapoint stands for: 5 for a five-minute series on a one-minute grid. */
  hold: number;
  /** Indexes of points without drawn neighbours, which a line cannot show. */
  isolated: number[];
  latest: number | null;
  latestAt: number | null;
  max: number | null;
  maxAt: number | null;
  min: number | null;
  average: number | null;
}

export type EmptyReason = 'no_data' | 'not_collected' | 'unknown_resource';

/** Everything a chart draws, decided; the components that draw it decide nothing. Times are epoch milliseconds. */
export interface ChartModel {
  kind: 'lines' | 'bars';
  from: number;
  to: number;
  stepMs: number;
  unit: Unit;
  /** Seconds that a total counts over, e.g. requests per 60 s; null for a level. */
  per: number | null;
  grid: number[];
  series: ModelSeries[];
  thresholds: Threshold[];
  yDomain: [number, number];
  yTicks: number[];
  /** Stretches without any data, to be hatched. */
  gaps: [number, number][];
  empty: EmptyReason | null;
  lastAt: number | null;
}
