'use client';
import type { IncidentChart, IncidentDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartPanel, prepareLines, type ChartQuery, type Mark, type MarkKind } from '@/components/charts';
import { useLocalised } from '@/lib/use-localised';
import { factAnswer } from './model/fact-answer';

const DRAWN: ChartQuery = { error: null, refetch: () => undefined };
const MARKS: Readonly<Record<string, MarkKind>> = {
  deployment: 'deployment',
  configuration: 'config',
  scaling: 'scaling',
  task_stops: 'stop',
};

/** The checks of an incident as its rules observed them, with their limits, the onset, and what changed before. */
export function CheckCharts({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts.chart');
  const localised = useLocalised();
  const marks = useMemo(
    (): Mark[] => [
      {
        id: 'onset',
        at: Date.parse(incident.beganAt),
        kind: 'config',
        label: t('onset'),
        count: 1,
        title: t('onset'),
      },
      ...incident.changes.flatMap((change): Mark[] => {
        const kind = MARKS[change.kind];
        if (kind === undefined) return [];
        return [
          {
            id: change.id,
            at: Date.parse(change.at),
            kind,
            label: '',
            count: 1,
            title: localised(change.title),
          },
        ];
      }),
    ],
    [incident.beganAt, incident.changes, localised, t],
  );
  return incident.charts.map((chart) => (
    <CheckChart key={`${chart.rule} ${chart.resource.id}`} chart={chart} marks={marks} />
  ));
}

function CheckChart({ chart, marks }: { chart: IncidentChart; marks: readonly Mark[] }) {
  const t = useTranslations('alerts');
  const localised = useLocalised();
  const title = `${localised(chart.title)}: ${chart.resource.name}`;
  const model = useMemo(() => {
    const { rule, unit, t: instants, values, threshold } = chart;
    const answer = factAnswer({ resource: chart.resource.id, rule, unit, step: 60, t: instants, values });
    const label = t(`unit.${unit as 'count'}`);
    return prepareLines(answer, [{ id: 'fact', label, colour: 1, band: false }], {
      thresholds: threshold === null ? [] : [{ value: threshold, label: t('chart.limit'), kind: 'alert' }],
    });
  }, [chart, t]);
  return (
    <ChartPanel
      title={title}
      hint={t(`unit.${chart.unit as 'count'}`)}
      model={model}
      query={DRAWN}
      marks={marks}
    />
  );
}
