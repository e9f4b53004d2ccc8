'use client';
import type { Silence, SilenceList } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty, ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useApi, useSend } from '@/lib/api/hooks';
import { AlertsTrail } from './alerts-trail';

/** What is hidden, until when, by whom, and why? */
export function SilencesPage() {
  const t = useTranslations('alerts.silences');
  const query = useApi<SilenceList>(
    '/silences',
    { limit: 100 },
    { topics: ['incidents'], refetchSeconds: 60 },
  );
  const end = useSend<Silence>(['/silences', '/incidents']);
  const { mutate } = end;
  const columns = useColumns(({ id, version }) =>
    mutate({ path: `/silences/${encodeURIComponent(id)}/end`, version }),
  );
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead trail={<AlertsTrail />} title={t('title')} sentence={t('sentence')} />
      <Panel title={t('list')} flush>
        {end.error ? <ErrorState error={end.error} /> : null}
        <Await query={query} height={240}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('none')} height={160} />
            ) : (
              <DataTable caption={t('list')} columns={columns} rows={items} rowId={({ id }) => id} />
            )
          }
        </Await>
      </Panel>
    </div>
  );
}

function useColumns(onEnd: (silence: Silence) => void): Column<Silence>[] {
  const t = useTranslations('alerts.silences');
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('what'),
        cell: ({ matcher, resource, active }) => (
          <span className={active ? 'font-semibold' : 'text-muted'}>
            {[resource?.name, matcher.rule, matcher.team, matcher.environment].filter(Boolean).join(' · ')}{' '}
            {active ? null : <Badge>{t('over')}</Badge>}
          </span>
        ),
      },
      { id: 'why', header: t('why'), wide: true, cell: ({ reason }) => reason },
      { id: 'by', header: t('by'), wide: true, cell: ({ createdBy }) => createdBy },
      { id: 'until', header: t('until'), cell: ({ endsAt }) => <Time at={endsAt} /> },
      { id: 'hides', header: t('hides'), align: 'right', wide: true, cell: ({ hides }) => hides },
      {
        id: 'end',
        header: <span className="sr-only">{t('end')}</span>,
        cell: (silence) =>
          silence.active ? <Button onClick={() => onEnd(silence)}>{t('end')}</Button> : null,
      },
    ],
    [t, onEnd],
  );
}
