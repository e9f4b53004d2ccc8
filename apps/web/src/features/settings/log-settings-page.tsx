'use client';
import type { LogSettings, LogSettingsInput } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Await, ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { ApiError } from '@/lib/api/client';
import { useApi, useSend } from '@/lib/api/hooks';
import { LogGroupList } from './log-group-list';
import { OwnPatterns } from './own-patterns';
import { SettingsTrail } from './settings-trail';

/** Which logs are read, and what is hidden in them before anything is stored? */
export function LogSettingsPage() {
  const query = useApi<LogSettings>('/settings/logs');
  return (
    <Await query={query} height={640}>
      {(saved) => <Settings saved={saved} />}
    </Await>
  );
}

function Settings({ saved }: { saved: LogSettings }) {
  const t = useTranslations('settings.logs');
  const [draft, setDraft] = useState<LogSettingsInput | null>(null);
  const shown = draft ?? saved;
  const change = (part: Partial<LogSettingsInput>): void =>
    setDraft({ off: shown.off, patterns: shown.patterns, ...part });
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<SettingsTrail />}
        title={t('title')}
        sentence={
          <>
            {t('sentence', { off: saved.off.length, patterns: saved.patterns.length })}{' '}
            {saved.updatedAt === null ? null : (
              <>
                {t('saved', { by: saved.updatedBy ?? '–' })} <Time at={saved.updatedAt} />.
              </>
            )}
          </>
        }
      />
      <OwnPatterns patterns={shown.patterns} onChange={(patterns) => change({ patterns })} />
      <LogGroupList off={shown.off} onChange={(off) => change({ off })} />
      <SaveBar saved={saved} draft={draft} onDone={() => setDraft(null)} />
    </div>
  );
}

function SaveBar({
  saved,
  draft,
  onDone,
}: {
  saved: LogSettings;
  draft: LogSettingsInput | null;
  onDone: () => void;
}) {
  const t = useTranslations('settings.save');
  const own = useTranslations('settings.logs');
  const send = useSend<LogSettings>(['/settings/logs']);
  const save = (): void =>
    send.mutate(
      { path: '/settings/logs', method: 'PUT', body: draft, version: saved.version },
      { onSuccess: onDone },
    );
  const lost = send.error instanceof ApiError && send.error.code === 'CONFLICT';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="primary" onClick={save} disabled={draft === null || send.isPending}>
        {send.isPending ? t('sending') : own('save')}
      </Button>
      <Button onClick={onDone} disabled={draft === null}>
        {t('discard')}
      </Button>
      <span role="status" className="text-small text-muted">
        {send.isSuccess && draft === null ? own('done') : null}
        {lost ? own('lost') : null}
      </span>
      {send.error && !lost ? <ErrorState error={send.error} onRetry={save} /> : null}
    </div>
  );
}
