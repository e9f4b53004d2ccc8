'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { AlarmRow } from './model/alarm-row';

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

/** The state in CloudWatch's sense and since when it holds. */
export function SinceCell({ row }: { row: AlarmRow }) {
  const t = useTranslations('alarms.state');
  const state = STATES.find((known) => known === row.item.state);
  return (
    <span className="whitespace-nowrap">
      <span className={row.item.status === 'critical' ? 'font-semibold text-critical' : 'text-muted'}>
        {state === undefined ? row.item.state : t(state)}
      </span>{' '}
      {row.since === null ? null : <Time at={row.since} className="text-faint" />}
    </span>
  );
}

/** Whether CloudWatch does anything when the state changes: an alarm that nobody hears must be seen. */
export function ActionsCell({ row }: { row: AlarmRow }) {
  const t = useTranslations('alarms.actions');
  if (row.details === null) return null;
  if (!row.details.actionsEnabled) return <Badge look="warning">{t('off')}</Badge>;
  const count = row.details.actions.length;
  return <span className="text-muted">{count === 0 ? t('none') : t('some', { count })}</span>;
}
