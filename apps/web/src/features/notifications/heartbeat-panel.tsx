'use client';
import type { Heartbeat } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { Await, ErrorState } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { useApi, useSend } from '@/lib/api/hooks';
import { TextField } from './fields';

/** The address that Danji calls while it works: when the calls stay away, something outside notices. */
export function HeartbeatPanel() {
  const t = useTranslations('notifications.heartbeat');
  const query = useApi<Heartbeat>('/heartbeat', {}, { refetchSeconds: 60 });
  return (
    <Panel title={t('title')}>
      <p className="mb-2 max-w-[80ch] text-table text-muted">{t('hint')}</p>
      <Await query={query} height={56}>
        {(heartbeat) => <HeartbeatForm heartbeat={heartbeat} />}
      </Await>
    </Panel>
  );
}

function HeartbeatForm({ heartbeat }: { heartbeat: Heartbeat }) {
  const t = useTranslations('notifications.heartbeat');
  const [typed, setTyped] = useState<{ url: string; version: number } | null>(null);
  const send = useSend<Heartbeat>(['/heartbeat']);
  const url = typed?.url ?? heartbeat.url ?? '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = { url: url.trim() === '' ? null : url.trim() };
    const version = typed?.version ?? heartbeat.version;
    send.mutate({ path: '/heartbeat', method: 'PUT', body, version }, { onSuccess: () => setTyped(null) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          type="url"
          maxLength={2000}
          className="w-96 max-w-full"
          name={t('url')}
          value={url}
          placeholder="https://"
          onChange={(next) => setTyped({ url: next, version: typed?.version ?? heartbeat.version })}
        />
        <Button type="submit" disabled={typed === null || send.isPending}>
          {t('save')}
        </Button>
        {typed === null ? null : <Button onClick={() => setTyped(null)}>{t('discard')}</Button>}
      </div>
      <LastCall heartbeat={heartbeat} />
      {send.error ? <ErrorState error={send.error} /> : null}
    </form>
  );
}

function LastCall({ heartbeat }: { heartbeat: Heartbeat }) {
  const t = useTranslations('notifications.heartbeat');
  const { url, lastCalledAt, lastStatus, lastError, heldBackBy } = heartbeat;
  if (url === null) return <p className="text-small text-muted">{t('none')}</p>;
  if (heldBackBy.length > 0) {
    const places = heldBackBy.map(({ scope, region, job }) => `${scope} ${region} (${t(`job.${job}`)})`);
    return (
      <p role="status" className="text-small text-warning">
        {t('heldBack', { places: places.join(', ') })}
      </p>
    );
  }
  if (lastCalledAt === null) return <p className="text-small text-muted">{t('notYet')}</p>;
  return (
    <p role="status" className={`text-small ${lastError === null ? 'text-muted' : 'text-warning'}`}>
      {t('last')} <Ago at={lastCalledAt} />
      {lastStatus === null ? null : ` · ${lastStatus}`}
      {lastError === null ? null : ` · ${lastError}`}
    </p>
  );
}
