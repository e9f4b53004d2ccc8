'use client';
import type { Overview } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartPanel, marksOf, prepareBars } from '@/components/charts';
import type { ApiQuery } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { useLocalised } from '@/lib/use-localised';

/** Tasks that came above the line, tasks that went below it, the abnormal ones in red. */
export function StartsChart({ overview, query }: { overview: Overview; query: ApiQuery<Overview> }) {
  const t = useTranslations('overview.starts');
  const locale = useLocale();
  const l = useLocalised();
  const { starts, changes } = overview;
  const marks = useMemo(() => marksOf(changes, l), [changes, l]);
  const model = useMemo(() => {
    const first = starts.t[0];
    const last = starts.t.at(-1);
    const from = first ? Date.parse(first) : Date.parse(overview.at);
    const to = last ? Date.parse(last) + starts.step * 1000 : from + 1;
    return prepareBars(starts.t, starts.step, { from, to }, [
      { id: 'started', label: t('started'), colour: 1, values: starts.started },
      { id: 'planned', label: t('planned'), colour: 'planned', values: starts.stoppedAsPlanned, down: true },
      {
        id: 'abnormal',
        label: t('abnormal'),
        colour: 'critical',
        values: starts.stoppedAbnormally,
        down: true,
      },
    ]);
  }, [starts, overview.at, t]);
  return (
    <ChartPanel
      title={t('title')}
      hint={t('hint', { step: duration(starts.step, locale) })}
      model={model}
      query={query}
      marks={marks}
      height={196}
      emptyText={t('empty')}
    />
  );
}
