'use client';
import type { NotificationChannel } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { useSend } from '@/lib/api/hooks';
import { Check, Field, INPUT, TextField } from './fields';
import { inputOf, KINDS, type ChannelDraft } from './model/channel-draft';
import { RouteFields } from './route-fields';
import { TargetFields } from './target-fields';

/** A new channel, or another one over what is stored: the version is the one that the form was opened with. */
export function ChannelForm({
  channel,
  initial,
  onDone,
}: {
  channel: NotificationChannel | null;
  initial: ChannelDraft;
  onDone: () => void;
}) {
  const t = useTranslations('notifications.form');
  const [draft, setDraft] = useState(initial);
  const [version] = useState(channel?.version);
  const send = useSend<NotificationChannel>(['/notification-channels']);
  const change = (part: Partial<ChannelDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = inputOf(draft);
    send.mutate(
      channel === null || version === undefined
        ? { path: '/notification-channels', body }
        : {
            path: `/notification-channels/${encodeURIComponent(channel.id)}`,
            method: 'PATCH',
            body,
            version,
          },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Heading draft={draft} fixedKind={channel !== null} onChange={change} />
      <TargetFields draft={draft} stored={channel?.hasSecret ?? false} onChange={change} />
      <RouteFields draft={draft} onChange={change} />
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" type="submit" disabled={send.isPending}>
          {channel === null ? t('add') : t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
      {send.error ? <ErrorState error={send.error} /> : null}
    </form>
  );
}

function Heading({
  draft,
  fixedKind,
  onChange,
}: {
  draft: ChannelDraft;
  fixedKind: boolean;
  onChange: (part: Partial<ChannelDraft>) => void;
}) {
  const t = useTranslations('notifications');
  return (
    <div className="flex flex-wrap items-end gap-2">
      {fixedKind ? null : (
        <Field name={t('form.kind')}>
          <select
            className={INPUT}
            value={draft.kind}
            onChange={({ target }) => onChange({ kind: target.value as ChannelDraft['kind'] })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <TextField
        required
        maxLength={80}
        name={t('form.name')}
        value={draft.name}
        placeholder="on-call"
        onChange={(name) => onChange({ name })}
      />
      <Field name={t('form.language')}>
        <select
          className={INPUT}
          value={draft.language}
          onChange={({ target }) => onChange({ language: target.value === 'ko' ? 'ko' : 'en' })}
        >
          <option value="en">{t('language.en')}</option>
          <option value="ko">{t('language.ko')}</option>
        </select>
      </Field>
      <Check checked={draft.enabled} onChange={(enabled) => onChange({ enabled })}>
        {t('form.enabled')}
      </Check>
    </div>
  );
}
