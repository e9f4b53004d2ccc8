'use client';
import type { Recommendation } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { TimeSeriesChart, marksOf, type LineSpec, type Threshold } from '@/components/charts';
import { Panel } from '@/components/ui/panel';
import { useApi } from '@/lib/api/hooks';
import type { EventItem, List } from '@danji/shared';
import { day } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { evidenceId, useEvidence } from './use-evidence';

type Chart = Recommendation['evidence']['charts'][number];

/** The charts that the recommendation was made from, with its threshold, and what a replay of the past says. */
export function Evidence({ recommendation }: { recommendation: Recommendation }) {
  const t = useTranslations('recommendations.detail');
  const locale = useLocale();
  const { zone } = useZone();
  const localised = useLocalised();
  const query = useEvidence(recommendation);
  const { from, to, charts, backtest } = recommendation.evidence;
  const events = useApi<List<EventItem>>('/events', {
    resource: recommendation.resource.id,
    from,
    to,
    limit: 200,
  });
  const marks = useMemo(() => marksOf(events.data?.items ?? [], localised), [events.data, localised]);
  const hint = t('evidenceHint', {
    from: day(Date.parse(from), zone, locale),
    to: day(Date.parse(to), zone, locale),
  });
  return (
    <>
      {charts.length === 0 ? (
        <Panel title={t('evidence')} hint={hint}>
          <p className="text-muted">{t('noCharts')}</p>
        </Panel>
      ) : (
        charts.map((chart, index) => (
          <EvidenceChart
            key={`${chart.metric}-${chart.stat}`}
            chart={chart}
            index={index}
            query={query}
            marks={marks}
            hint={hint}
          />
        ))
      )}
      {backtest ? (
        <Panel title={t('backtest')}>
          <p className="font-semibold">
            {t('backtestText', {
              days: backtest.days,
              minutes: backtest.overloadMinutes,
              worst: backtest.overloadMinutes === 0 ? 0 : backtest.worstRunMinutes,
            })}
          </p>
          <p className="mt-1 text-muted">{localised(backtest.note)}</p>
        </Panel>
      ) : null}
    </>
  );
}

function EvidenceChart({
  chart,
  index,
  query,
  marks,
  hint,
}: {
  chart: Chart;
  index: number;
  query: ReturnType<typeof useEvidence>;
  marks: ReturnType<typeof marksOf>;
  hint: string;
}) {
  const localised = useLocalised();
  const title = localised(chart.title);
  const label = localised(chart.thresholdLabel);
  const lines = useMemo<LineSpec[]>(
    () => [{ id: evidenceId(index), label: chart.stat, colour: 1 }],
    [index, chart.stat],
  );
  const thresholds = useMemo<Threshold[]>(
    () => (chart.threshold === null ? [] : [{ value: chart.threshold, label, kind: 'limit' }]),
    [chart.threshold, label],
  );
  return (
    <TimeSeriesChart
      title={title}
      hint={hint}
      query={query}
      lines={lines}
      thresholds={thresholds}
      marks={marks}
      height={180}
    />
  );
}
