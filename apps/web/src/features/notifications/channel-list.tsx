'use client';
import type { ChannelTestAnswer, NotificationChannel } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { useSend } from '@/lib/api/hooks';
import { ChannelForm } from './channel-form';
import { draftOf } from './model/channel-draft';
import { knownReason } from './model/known-reason';

/** Every receiver: what it gets, whether it arrives, and what can be done with it. */
export function ChannelList({ channels }: { channels: readonly NotificationChannel[] }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {channels.map((channel) => (
        <li key={channel.id} className="py-2.5 first:pt-0">
          <Channel channel={channel} />
        </li>
      ))}
    </ul>
  );
}

function Channel({ channel }: { channel: NotificationChannel }) {
  const t = useTranslations('notifications');
  const [editing, setEditing] = useState(false);
  const test = useSend<ChannelTestAnswer>(['/notification-channels', '/notification-deliveries']);
  const { id, name, enabled, kind, address } = channel;
  return (
    <article aria-label={name}>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className={enabled ? 'font-semibold' : 'font-semibold text-muted'}>
            {name} <Badge>{t(`kind.${kind}`)}</Badge> {enabled ? null : <Badge>{t('off')}</Badge>}
          </h3>
          {kind === 'slack' ? null : (
            <p className="font-mono text-small text-muted [overflow-wrap:anywhere]">{address}</p>
          )}
          <Routes channel={channel} />
          <Arrival channel={channel} />
        </div>
        <div className="flex flex-wrap gap-1">
          <Button
            disabled={test.isPending}
            aria-label={t('test.name', { name })}
            onClick={() => test.mutate({ path: `/notification-channels/${encodeURIComponent(id)}/test` })}
          >
            {test.isPending ? t('test.sending') : t('test.button')}
          </Button>
          <Button
            look="quiet"
            aria-expanded={editing}
            aria-label={t('edit.name', { name })}
            onClick={() => setEditing(!editing)}
          >
            {t('edit.button')}
          </Button>
          <Remove channel={channel} />
        </div>
      </div>
      <div role="status">{test.data ? <Answer answer={test.data} /> : null}</div>
      {test.error ? <ErrorState error={test.error} /> : null}
      {editing ? (
        <div className="mt-2 rounded-control bg-sunken p-3">
          <ChannelForm channel={channel} initial={draftOf(channel)} onDone={() => setEditing(false)} />
        </div>
      ) : null}
    </article>
  );
}

function Routes({ channel }: { channel: NotificationChannel }) {
  const t = useTranslations('notifications');
  const { environments, teams, severities, language } = channel;
  const parts = [
    environments.length === 0 ? t('routes.anyEnvironment') : environments.join(', '),
    teams.length === 0 ? t('routes.anyTeam') : teams.join(', '),
    severities.length === 0
      ? t('routes.anySeverity')
      : severities.map((severity) => t(`severity.${severity}`)).join(', '),
    t(`language.${language}`),
  ];
  return <p className="text-small text-muted">{parts.join(' · ')}</p>;
}

/** Whether its messages arrive: the newest error, what waits, and when the last one was sent. */
function Arrival({ channel }: { channel: NotificationChannel }) {
  const t = useTranslations('notifications');
  const { lastError, lastSentAt, waiting } = channel;
  const reason = lastError === null ? null : knownReason(lastError);
  return (
    <p className="text-small text-muted">
      {lastSentAt === null ? (
        t('arrival.never')
      ) : (
        <>
          {t('arrival.last')} <Ago at={lastSentAt} />
        </>
      )}
      {waiting === 0 ? null : ` · ${t('arrival.waiting', { count: waiting })}`}
      {lastError === null ? null : (
        <span className="block text-warning [overflow-wrap:anywhere]">
          {t('arrival.error')} {reason === null ? lastError : t(`reason.${reason}`)}
        </span>
      )}
    </p>
  );
}

function Answer({ answer }: { answer: ChannelTestAnswer }) {
  const t = useTranslations('notifications.test');
  const { delivered, message, milliseconds, status } = answer;
  return (
    <p className="mt-1.5 rounded-control bg-sunken px-3 py-2 text-table [overflow-wrap:anywhere]">
      <b className={delivered ? 'font-semibold' : 'font-semibold text-critical'}>
        {delivered ? t('arrived', { milliseconds }) : t('failed')}
      </b>{' '}
      {status === null ? null : <span className="text-muted">{status} · </span>}
      {message}
    </p>
  );
}

/** Asks once more in place: what waits for the channel is not sent. */
function Remove({ channel }: { channel: NotificationChannel }) {
  const t = useTranslations('notifications.remove');
  const [asked, setAsked] = useState(false);
  const send = useSend<NotificationChannel>(['/notification-channels', '/notification-deliveries']);
  const { id, name, version } = channel;
  const remove = (): void =>
    send.mutate({
      path: `/notification-channels/${encodeURIComponent(id)}`,
      method: 'DELETE',
      version,
    });
  if (!asked) {
    return (
      <Button look="quiet" aria-label={t('name', { name })} onClick={() => setAsked(true)}>
        {t('button')}
      </Button>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Button onClick={remove} disabled={send.isPending}>
        {t('confirm', { name })}
      </Button>
      <Button look="quiet" onClick={() => setAsked(false)}>
        {t('keep')}
      </Button>
      {send.error ? <ErrorState error={send.error} /> : null}
    </span>
  );
}
