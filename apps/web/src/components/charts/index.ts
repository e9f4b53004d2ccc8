export { ChartPanel, type ChartPanelProps } from './chart-panel';
export { TimeSeriesChart } from './time-series-chart';
export { yAxis } from './scale';
export { prepareSteps } from './prepare-steps';
export { prepareBars, type BarInput } from './prepare-bars';
export { MARKED_KINDS, marksOf } from './marks';
export { MarkGlyph, type MarkTone } from './mark-glyph';
export { Sparkline } from './sparkline';
export type { ChartColour, ChartModel, LineSpec, Mark, MarkKind, Threshold } from './model';
