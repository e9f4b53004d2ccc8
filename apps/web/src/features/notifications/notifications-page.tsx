'use client';
// The page answers: who is told when something breaks, does it arrive, and who notices when Danji itself falls silent?
import type { NotificationChannel, NotificationChannelList } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { SettingsTrail } from '@/features/settings';
import { ChannelForm } from './channel-form';
import { ChannelList } from './channel-list';
import { DeliveryLog } from './delivery-log';
import { HeartbeatPanel } from './heartbeat-panel';
import { newDraft } from './model/channel-draft';

export function NotificationsPage() {
  const t = useTranslations('notifications');
  const query = useApi<NotificationChannelList>(
    '/notification-channels',
    {},
    { topics: ['incidents'], refetchSeconds: 30 },
  );
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<SettingsTrail />}
        title={t('title')}
        sentence={<Sentence channels={query.data?.items} />}
      />
      <Panel title={t('channels')} hint={t('hint')}>
        <Await query={query} height={160}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('empty')} height={72} /> : <ChannelList channels={items} />
          }
        </Await>
        <NewChannel />
      </Panel>
      <HeartbeatPanel />
      <DeliveryLog channels={query.data?.items ?? []} />
    </div>
  );
}

function NewChannel() {
  const t = useTranslations('notifications.form');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <p className="mt-3">
        <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      </p>
    );
  }
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="mb-2 text-table font-semibold">{t('new')}</h3>
      <ChannelForm channel={null} initial={newDraft(locale)} onDone={() => setOpen(false)} />
    </div>
  );
}

function Sentence({ channels }: { channels: readonly NotificationChannel[] | undefined }) {
  const t = useTranslations('notifications.sentence');
  if (channels === undefined) return ' ';
  const on = channels.filter(({ enabled }) => enabled);
  if (on.length === 0) return t('none');
  const failing = on.filter(({ lastError }) => lastError !== null).length;
  const waiting = on.reduce((sum, channel) => sum + channel.waiting, 0);
  return t('some', { count: on.length, failing, waiting });
}
