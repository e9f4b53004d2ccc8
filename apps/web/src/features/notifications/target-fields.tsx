'use client';
import { useTranslations } from 'next-intl';
import { Check, TextField } from './fields';
import type { ChannelDraft } from './model/channel-draft';

interface Props {
  draft: ChannelDraft;
  /** Whether the channel has a secret that stays where none is typed. */
  stored: boolean;
  onChange: (part: Partial<ChannelDraft>) => void;
}

/** Where a channel sends; what is secret is typed and never shown again. */
export function TargetFields(props: Props) {
  if (props.draft.kind === 'slack') return <SlackFields {...props} />;
  return props.draft.kind === 'webhook' ? <WebhookFields {...props} /> : <MailFields {...props} />;
}

function SlackFields({ draft, stored, onChange }: Props) {
  const t = useTranslations('notifications.form');
  return (
    <div className="flex flex-col gap-1">
      <TextField
        type="password"
        autoComplete="off"
        required={!stored}
        maxLength={2000}
        className="w-[36rem] max-w-full"
        name={t('slackUrl')}
        value={draft.url}
        placeholder={stored ? t('kept') : 'https://hooks.slack.com/services/…'}
        onChange={(url) => onChange({ url })}
      />
      <p className="max-w-[80ch] text-small text-muted">{t('slackHint')}</p>
    </div>
  );
}

function WebhookFields({ draft, stored, onChange }: Props) {
  const t = useTranslations('notifications.form');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          required
          type="url"
          maxLength={2000}
          className="w-96 max-w-full"
          name={t('url')}
          value={draft.url}
          placeholder="https://"
          onChange={(url) => onChange({ url })}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          minLength={16}
          maxLength={200}
          className="w-72 max-w-full"
          name={t('secret')}
          value={draft.secret}
          disabled={draft.unsigned}
          placeholder={stored ? t('kept') : t('optional')}
          onChange={(secret) => onChange({ secret })}
        />
        {stored ? (
          <Check checked={draft.unsigned} onChange={(unsigned) => onChange({ unsigned })}>
            {t('unsigned')}
          </Check>
        ) : null}
      </div>
      <p className="max-w-[80ch] text-small text-muted">{t('webhookHint')}</p>
    </div>
  );
}

function MailFields({ draft, stored, onChange }: Props) {
  const t = useTranslations('notifications.form');
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextField
        required
        maxLength={253}
        name={t('host')}
        value={draft.host}
        placeholder="smtp.example.com"
        onChange={(host) => onChange({ host })}
      />
      <TextField
        required
        type="number"
        min={1}
        max={65_535}
        className="w-24"
        name={t('port')}
        value={draft.port}
        onChange={(port) => onChange({ port })}
      />
      <Check checked={draft.tls} onChange={(tls) => onChange({ tls })}>
        {t('tls')}
      </Check>
      <TextField
        maxLength={320}
        autoComplete="off"
        name={t('user')}
        value={draft.user}
        placeholder={t('optional')}
        onChange={(user) => onChange({ user })}
      />
      <TextField
        type="password"
        autoComplete="new-password"
        maxLength={500}
        name={t('password')}
        value={draft.password}
        placeholder={stored ? t('kept') : ''}
        onChange={(password) => onChange({ password })}
      />
      <TextField
        required
        type="email"
        name={t('from')}
        value={draft.from}
        placeholder="danji@example.com"
        onChange={(from) => onChange({ from })}
      />
      <TextField
        required
        className="w-72 max-w-full"
        name={t('to')}
        value={draft.to}
        placeholder="ops@example.com, lead@example.com"
        onChange={(to) => onChange({ to })}
      />
    </div>
  );
}
