'use client';
import type { IncidentDetail, IncidentItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useSend } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';

/** Who did what and when, newest first, with a field for the next note. */
export function NotePanel({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts.timeline');
  const localised = useLocalised();
  const [text, setText] = useState('');
  const send = useSend<IncidentItem>(['/incidents']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate(
      {
        path: `/incidents/${encodeURIComponent(incident.id)}/note`,
        body: { text },
        version: incident.version,
      },
      { onSuccess: () => setText('') },
    );
  };
  return (
    <Panel title={t('title')}>
      <form onSubmit={submit} className="mb-3 flex flex-col gap-1.5">
        <label className="text-small text-muted" htmlFor="note">
          {t('note')}
        </label>
        <textarea
          id="note"
          rows={2}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className="rounded-control border border-line-strong bg-surface px-2 py-1 text-table max-rail:text-[16px]"
        />
        <Button type="submit" className="self-start" disabled={send.isPending || text.trim() === ''}>
          {t('add')}
        </Button>
        {send.error ? <ErrorState error={send.error} /> : null}
      </form>
      <ol className="flex flex-col gap-1.5 text-table">
        {incident.entries.map((entry) => (
          <li key={entry.id}>
            <Time at={entry.at} className="text-small text-faint" />{' '}
            {entry.actor === null ? null : <b className="font-semibold">{entry.actor}: </b>}
            <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{localised(entry.text)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
