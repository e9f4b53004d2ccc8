import type { METRIC_KINDS } from '../../scenarios/kinds/metric-kinds.js';
import { SECOND } from '../calendar.js';
import type { Override, Series } from '../metrics/series.js';
import type { Handlers, Hit } from './hit.js';

/** Covers whole slots: the one that holds the beginning, and all that begin before the end. */
function override(hit: Hit<Series>, change: Pick<Override, 'kind' | 'value' | 'maximumOnly'>): void {
  const slot = hit.target.period * SECOND;
  const from = Math.floor(hit.at / slot) * slot;
  const list = (hit.target.overrides ??= []);
  list.push({ from, to: Math.max(from + slot, from + (hit.until - hit.at)), ...change });
}

/** What the incidents of the metrics themselves do. */
export const metricIncidents: Handlers<keyof typeof METRIC_KINDS> = {
  metric: (hit, { mode, value, statistic }) => {
    if (mode !== 'gap' && value === undefined) return `mode ${mode} needs a value`;
    return override(hit, { kind: mode, value: value ?? 0, maximumOnly: statistic === 'maximum' });
  },
  'publication-delay': (hit, { seconds }) =>
    override(hit, { kind: 'late', value: seconds, maximumOnly: false }),
};
