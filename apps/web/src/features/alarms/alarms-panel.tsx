'use client';
import type { ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { StatusMark } from '@/components/ui/status';
import { useResources } from '@/lib/api/hooks';
import { ConditionText } from './condition-text';
import { alarmRows, type AlarmRow } from './model/alarm-row';
import { ActionsCell, SinceCell } from './state-cell';

const MOST = 100;

/** The CloudWatch alarms of one resource, beside it: those that people made, and how many belong to scaling. */
export function AlarmsPanel({ resource }: { resource: string }) {
  const t = useTranslations('alarms.panel');
  const query = useResources({ kind: 'alarm', parent: resource, limit: MOST });
  return (
    <Panel title={t('title')}>
      <Await query={query} height={80}>
        {({ items }) => <Alarms items={items} />}
      </Await>
    </Panel>
  );
}

function Alarms({ items }: { items: readonly ResourceItem[] }) {
  const t = useTranslations('alarms.panel');
  const { own, scaling } = useMemo(() => alarmRows(items), [items]);
  if (items.length === 0) return <Empty title={t('none')} height={56} />;
  return (
    <ul className="flex flex-col gap-2 text-table">
      {own.map((row) => (
        <AlarmLine key={row.id} row={row} />
      ))}
      {scaling.length > 0 ? <li className="text-muted">{t('quiet', { count: scaling.length })}</li> : null}
    </ul>
  );
}

function AlarmLine({ row }: { row: AlarmRow }) {
  return (
    <li>
      <span className="flex flex-wrap items-center gap-x-2">
        <StatusMark status={row.item.status} quiet />
        <ResourceLink kind="alarm" id={row.id}>
          {row.name}
        </ResourceLink>
        <SinceCell row={row} />
        {row.details?.actionsEnabled === false ? <ActionsCell row={row} /> : null}
      </span>
      {row.details === null ? null : (
        <span className="block text-small text-muted">
          <ConditionText details={row.details} />
        </span>
      )}
    </li>
  );
}
