import { clock } from '@/lib/format/time';
import { formatValue } from '@/lib/format/value';
import type { ChartModel, Mark } from './model';

type Translate = (
  key: 'summarySeries' | 'summaryPeak' | 'summaryMarks' | 'summaryEmpty',
  values?: Record<string, string | number>,
) => string;

/** The chart in one sentence: each line's latest value and peak, and how many changes are marked. */
export function summarise(
  title: string,
  model: ChartModel,
  marks: readonly Mark[],
  zone: string,
  t: Translate,
): string {
  if (model.empty) return `${title}: ${t('summaryEmpty')}`;
  const series = model.series
    .filter((s) => !s.quiet && s.latest !== null)
    .map((s) => {
      const now = t('summarySeries', { label: s.label, value: formatValue(s.latest, model.unit) });
      return s.max === null || s.maxAt === null
        ? now
        : `${now} ${t('summaryPeak', { value: formatValue(s.max, model.unit), time: clock(s.maxAt, zone) })}`;
    });
  const count = marks.filter((mark) => mark.at >= model.from && mark.at <= model.to).length;
  return [`${title}: ${series.join('; ')}`, ...(count > 0 ? [t('summaryMarks', { count })] : [])].join('. ');
}
