'use client';
import type { AlarmAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { formatValue } from '@/lib/format/value';
import { metricOf } from './model/alarm-row';

/** When the alarm goes off, in words: "Average CPUUtilization above 80 % in 3 of 5 periods of 1 min". */
export function ConditionText({ details }: { details: AlarmAttributes }) {
  const t = useTranslations('alarms.condition');
  if (details.metric === null || details.comparison === null) {
    return <code className="text-small [overflow-wrap:anywhere]">{details.expression ?? t('unknown')}</code>;
  }
  const KNOWN = {
    GreaterThanThreshold: 'above',
    GreaterThanOrEqualToThreshold: 'atLeast',
    LessThanThreshold: 'below',
    LessThanOrEqualToThreshold: 'atMost',
  } as const;
  const comparison = KNOWN[details.comparison as keyof typeof KNOWN];
  if (comparison === undefined || details.threshold === null) return t('band', { metric: details.metric });
  const metric = metricOf(details);
  const value =
    metric === null ? String(details.threshold) : formatValue(details.threshold * metric.factor, metric.unit);
  return t('words', {
    stat: details.stat ?? '',
    metric: details.metric,
    crosses: t(comparison, { value }),
    points: details.datapointsToAlarm ?? 1,
    of: details.evaluationPeriods ?? 1,
    minutes: Math.round((details.periodSeconds ?? 60) / 60),
  });
}
