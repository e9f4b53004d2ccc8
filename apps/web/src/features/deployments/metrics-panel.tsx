'use client';
import { MetricCatalogue, Unit, type RolloutMetric } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { formatValue } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { kindOfId } from '@/lib/resource-kind';

const CATALOGUE = new MetricCatalogue([]);

/** Metrics of the service and its target groups: they name no task, so they are told by time, the mixed stretch apart. */
export function MetricsPanel({ metrics }: { metrics: readonly RolloutMetric[] }) {
  const t = useTranslations('deployments.metrics');
  const l = useLocalised();
  const columns = useMemo((): Column<RolloutMetric>[] => {
    const value = (metric: RolloutMetric, of: number | null): string => {
      const unit = Unit.safeParse(metric.unit);
      return formatValue(of, unit.success ? unit.data : 'count');
    };
    const label = (m: RolloutMetric): string => {
      const kind = kindOfId(m.resource);
      const listed = kind === null ? undefined : CATALOGUE.named(kind, m.metric, null)[0];
      return listed ? l(listed.label) : m.metric;
    };
    return [
      {
        id: 'metric',
        header: t('metric'),
        cell: (m) => (
          <span>
            {label(m)} <span className="text-small text-faint">{m.stat}</span>
          </span>
        ),
      },
      { id: 'before', header: t('before'), align: 'right', cell: (m) => value(m, m.before) },
      { id: 'mixed', header: t('mixed'), align: 'right', wide: true, cell: (m) => value(m, m.mixed) },
      { id: 'after', header: t('after'), align: 'right', cell: (m) => value(m, m.after) },
    ];
  }, [t, l]);
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {metrics.length === 0 ? (
        <Empty title={t('empty')} height={90} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={metrics}
          rowId={(m) => `${m.resource} ${m.metric}`}
        />
      )}
    </Panel>
  );
}
