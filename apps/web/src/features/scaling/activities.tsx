'use client';
import type { ScalingAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';

type Activity = ScalingAnswer['activities'][number];
type NotScaled = Activity['notScaledReasons'][number];

/** What scaling did within the range, and where it did nothing, why not. */
export function Activities({ activities }: { activities: readonly Activity[] }) {
  const t = useTranslations('scaling.activity');
  const columns = useColumns();
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {activities.length === 0 ? (
        <Empty title={t('empty')} height={140} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={activities}
          rowId={(a) => a.id}
          virtualFrom={60}
        />
      )}
    </Panel>
  );
}

function useColumns(): Column<Activity>[] {
  const t = useTranslations('scaling.activity');
  return useMemo(
    () => [
      { id: 'at', header: t('at'), cell: (a) => <Time at={a.at} className="whitespace-nowrap" /> },
      { id: 'change', header: t('change'), cell: (a) => <Change activity={a} /> },
      {
        id: 'cause',
        header: t('cause'),
        cell: (a) => (
          <span className="[overflow-wrap:anywhere]">
            {a.description}
            <span className="block text-small text-muted">{a.cause}</span>
            {a.notScaledReasons.map((reason) => (
              <NotScaledReason key={reason.code} reason={reason} />
            ))}
            {a.statusMessage && a.status !== 'Successful' ? (
              <span className="block text-small text-warning">{a.statusMessage}</span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'status',
        header: t('status'),
        wide: true,
        cell: (a) => (
          <span className={a.status === 'Failed' ? 'text-critical' : 'text-muted'}>{a.status}</span>
        ),
      },
    ],
    [t],
  );
}

function Change({ activity }: { activity: Activity }) {
  const t = useTranslations('scaling.activity');
  const locale = useLocale();
  if (activity.to === null) return <span className="text-muted">–</span>;
  return (
    <span className="font-semibold whitespace-nowrap">
      {activity.from === null ? '' : `${activity.from} → `}
      {activity.to}
      {activity.servedAfterSeconds === null ? null : (
        <span className="block text-small font-normal text-muted">
          {t('served', { after: duration(activity.servedAfterSeconds, locale) })}
        </span>
      )}
    </span>
  );
}

/** Codes of Application Auto Scaling ("Reason codes" of its user guide); another one is shown as AWS wrote it. */
const CODES = [
  'AlreadyAtMaxCapacity',
  'AlreadyAtMinCapacity',
  'AlreadyAtDesiredCapacity',
  'AutoScalingAnticipatedFlapping',
  'TargetServicePutResourceAsUnscalable',
] as const;

function NotScaledReason({ reason }: { reason: NotScaled }) {
  const t = useTranslations('scaling.notScaled');
  const known = CODES.find((code) => code === reason.code);
  return (
    <span className="block text-small text-warning" data-not-scaled={reason.code}>
      {known
        ? t(known, {
            maximum: reason.maxCapacity ?? '?',
            minimum: reason.minCapacity ?? '?',
            current: reason.currentCapacity ?? '?',
          })
        : reason.code}
    </span>
  );
}
