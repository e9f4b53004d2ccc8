'use client';
import type { DeliveryItem, DeliveryList, NotificationChannel } from '@danji/shared';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { useHref } from '@/lib/url/view';
import { INPUT } from './fields';
import { knownReason } from './model/known-reason';

const MOST = 100;
const STATES = ['waiting', 'sent', 'failed', 'dropped'] as const;
const LOOKS = { waiting: 'accent', sent: 'plain', failed: 'critical', dropped: 'plain' } as const;

/** What was sent to whom, what waits, and what did not arrive. */
export function DeliveryLog({ channels }: { channels: readonly NotificationChannel[] }) {
  const t = useTranslations('notifications.log');
  const [channel, setChannel] = useState('');
  const [state, setState] = useState('');
  const query = useApi<DeliveryList>(
    '/notification-deliveries',
    { channel, state, limit: MOST },
    { topics: ['incidents'], refetchSeconds: 15 },
  );
  const columns = useColumns();
  return (
    <Panel title={t('title')} hint={t('hint', { count: MOST })} flush>
      <div className="flex flex-wrap gap-2 px-3.5 pb-2.5">
        <select
          aria-label={t('channel')}
          className={INPUT}
          value={channel}
          onChange={({ target }) => setChannel(target.value)}
        >
          <option value="">{t('anyChannel')}</option>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          aria-label={t('state')}
          className={INPUT}
          value={state}
          onChange={({ target }) => setState(target.value)}
        >
          <option value="">{t('anyState')}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t(`states.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <Await query={query} height={200}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('empty')} height={100} />
          ) : (
            <DataTable caption={t('title')} columns={columns} rows={items} rowId={({ id }) => id} />
          )
        }
      </Await>
    </Panel>
  );
}

function useColumns(): Column<DeliveryItem>[] {
  const t = useTranslations('notifications.log');
  return useMemo(
    () => [
      { id: 'at', header: t('at'), width: '112px', cell: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: 'channel',
        header: t('channel'),
        cell: (delivery) => (
          <span className="[overflow-wrap:anywhere]">
            {delivery.channelName}
            <span className="block text-small text-muted rail:hidden">
              <What delivery={delivery} /> · <Why delivery={delivery} />
            </span>
          </span>
        ),
      },
      { id: 'what', header: t('what'), wide: true, cell: (delivery) => <What delivery={delivery} /> },
      { id: 'state', header: t('state'), cell: (delivery) => <State delivery={delivery} /> },
      { id: 'tries', header: t('tries'), align: 'right', wide: true, cell: ({ attempts }) => attempts },
      { id: 'why', header: t('why'), wide: true, cell: (delivery) => <Why delivery={delivery} /> },
    ],
    [t],
  );
}

function What({ delivery: { incidentId, change } }: { delivery: DeliveryItem }) {
  const t = useTranslations('notifications.log');
  const href = useHref();
  return (
    <Link href={href(`/alerts/${incidentId}`)} prefetch={false} className="link">
      {t(change.startsWith('fired') ? 'fired' : 'resolved')}
    </Link>
  );
}

function State({ delivery: { state, sentAt, nextAt } }: { delivery: DeliveryItem }) {
  const t = useTranslations('notifications.log');
  const at = sentAt ?? nextAt;
  return (
    <span className="whitespace-nowrap">
      <Badge look={LOOKS[state]}>{t(`states.${state}`)}</Badge>{' '}
      {at === null ? null : (
        <span className="text-small text-muted max-phone:hidden">
          {sentAt === null ? `${t('next')} ` : null}
          <Time at={at} />
        </span>
      )}
    </span>
  );
}

function Why({ delivery: { status, error } }: { delivery: DeliveryItem }) {
  const t = useTranslations('notifications.reason');
  if (error === null) return status;
  const reason = knownReason(error);
  return <span className="[overflow-wrap:anywhere]">{reason === null ? error : t(reason)}</span>;
}
