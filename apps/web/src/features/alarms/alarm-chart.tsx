'use client';
import type { AlarmAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { ResourceCharts, type ChartSpec } from '@/features/fleet';
import { formatValue } from '@/lib/format/value';
import { drawnStat, metricOf } from './model/alarm-row';

/** The metric with the threshold as a line, where Danji collects it for what the alarm watches. */
export function AlarmChart({ details, subject }: { details: AlarmAttributes; subject: string | null }) {
  const t = useTranslations('alarms.page');
  const specs = useMemo((): ChartSpec[] => {
    const metric = metricOf(details);
    const stat = metric === null ? null : drawnStat(details, metric);
    if (metric === null || stat === null) return [];
    const value = details.threshold === null ? null : details.threshold * metric.factor;
    return [
      {
        id: 'alarm',
        title: metric.metric,
        hint: t('chartHint', { stat }),
        series: [['line', metric.metric, stat]],
        lines: [{ id: 'line', label: stat, colour: 1 }],
        thresholds:
          value === null
            ? []
            : [{ value, label: `${t('threshold')} ${formatValue(value, metric.unit)}`, kind: 'alert' }],
      },
    ];
  }, [details, t]);
  if (subject === null || specs.length === 0) {
    return (
      <Panel title={details.metric ?? details.type}>
        <Empty title={t('notDrawn')} height={120} />
      </Panel>
    );
  }
  return <ResourceCharts resource={subject} specs={specs} />;
}
