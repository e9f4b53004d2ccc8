'use client';
import { LOG_LEVELS, type LogLevel } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartPanel, prepareBars, type ChartColour } from '@/components/charts';
import { duration } from '@/lib/format/time';
import type { LogPages } from './use-log-lines';

const COLOURS: Record<LogLevel, ChartColour> = {
  fatal: 'critical',
  error: 'critical',
  warn: 'warning',
  info: 1,
  debug: 'muted',
  unknown: 'planned',
};

/** Lines by level over the range, the quiet ones below; a stretch that was not read is hatched. */
export function LevelsChart({ pages }: { pages: LogPages }) {
  const t = useTranslations('logs');
  const locale = useLocale();
  const counts = pages.head?.counts;
  const model = useMemo(() => {
    if (!counts || counts.t.length === 0) return null;
    const from = Date.parse(counts.t[0]!);
    const to = Date.parse(counts.t.at(-1)!) + counts.step * 1000;
    const bars = LOG_LEVELS.toReversed()
      .map((level) => ({
        id: level,
        label: t(`filter.levels.${level}`),
        colour: COLOURS[level],
        values: counts.levels[level] ?? [],
      }))
      .filter(({ values }) => values.some((value) => (value ?? 0) > 0));
    const shown =
      bars.length > 0
        ? bars
        : [
            {
              id: 'info',
              label: t('filter.levels.info'),
              colour: COLOURS.info,
              values: counts.levels.info ?? [],
            },
          ];
    return prepareBars(counts.t, counts.step, { from, to }, shown);
  }, [counts, t]);
  return (
    <ChartPanel
      title={t('chart.title')}
      hint={counts ? t('chart.per', { step: duration(counts.step, locale) }) : undefined}
      model={model}
      query={pages}
      height={132}
      emptyText={t('chart.empty')}
    />
  );
}
