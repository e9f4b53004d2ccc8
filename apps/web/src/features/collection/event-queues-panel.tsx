'use client';
import type { CollectionStatus, EventQueueStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';

interface Row {
  key: string;
  place: string;
  queue: EventQueueStatus;
}

const STATE_COLOUR = { ok: 'text-muted', failing: 'font-semibold text-critical', unknown: 'text-muted' };

/** The event queue of each account and region: how far behind, what came twice, and what was no event. */
export function EventQueuesPanel({ scopes }: { scopes: CollectionStatus['scopes'] }) {
  const t = useTranslations('collection.events');
  const rows = useMemo(() => queueRows(scopes), [scopes]);
  const columns = useColumns();
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {rows.length === 0 ? (
        <Empty title={t('none')} height={120}>
          {t('how')}
        </Empty>
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={rows} rowId={(row) => row.key} />
      )}
    </Panel>
  );
}

function queueRows(scopes: CollectionStatus['scopes']): Row[] {
  return scopes.flatMap(({ scopeId, name, region, events }) =>
    events === null ? [] : [{ key: `${scopeId} ${region}`, place: `${name} / ${region}`, queue: events }],
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations('collection.events');
  const locale = useLocale();
  const count = (of: (queue: EventQueueStatus) => number | null, bad = false) => {
    return function Count({ queue }: Row) {
      const value = of(queue);
      if (value === null) return <span className="text-muted">–</span>;
      return (
        <span className={bad && value > 0 ? 'font-semibold text-warning' : undefined}>{integer(value)}</span>
      );
    };
  };
  return [
    {
      id: 'queue',
      header: t('queue'),
      cell: ({ queue, place }) => (
        <span className="block">
          <span className="block [overflow-wrap:anywhere]">{queue.url.split('/').at(-1)}</span>
          <span className="block text-small text-muted">{place}</span>
          {[
            queue.message,
            queue.lastProblem === null ? null : t('problem', { problem: queue.lastProblem }),
          ].map((text) =>
            text === null ? null : (
              <span key={text} className="block max-w-[70ch] text-small text-muted [overflow-wrap:anywhere]">
                {text}
              </span>
            ),
          )}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('state'),
      cell: ({ queue }) => <span className={STATE_COLOUR[queue.state]}>{t(`is.${queue.state}`)}</span>,
    },
    {
      id: 'last',
      header: t('lastEvent'),
      cell: ({ queue }) =>
        queue.lastEventAt === null ? (
          <span className="text-muted">{t('never')}</span>
        ) : (
          <Ago at={queue.lastEventAt} className="whitespace-nowrap" />
        ),
    },
    {
      id: 'lag',
      header: t('lag'),
      align: 'right',
      wide: true,
      cell: ({ queue }) => (queue.lagSeconds === null ? '–' : duration(queue.lagSeconds, locale)),
    },
    {
      id: 'waiting',
      header: t('waiting'),
      align: 'right',
      wide: true,
      cell: count((queue) => queue.waiting),
    },
    {
      id: 'received',
      header: t('received'),
      align: 'right',
      wide: true,
      cell: count((queue) => queue.received),
    },
    {
      id: 'duplicates',
      header: t('duplicates'),
      align: 'right',
      wide: true,
      cell: count((queue) => queue.duplicates),
    },
    {
      id: 'malformed',
      header: t('malformed'),
      align: 'right',
      cell: count((queue) => queue.malformed, true),
    },
    {
      id: 'ignored',
      header: t('ignored'),
      align: 'right',
      wide: true,
      cell: count((queue) => queue.ignored),
    },
  ];
}
