'use client';
import type { IncidentItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { now } from '@/lib/clock';
import { useDisplayName } from '@/lib/display-name';
import { useZone } from '@/lib/url/view';
import { INPUT, LABEL } from './fields';
import { nextMorning } from './model/next-morning';
import type { Act, Acts } from './use-acts';

const MINUTE = 60_000;

/** What can be done to some incidents. Asks once for a name, so that the others see who has it. */
export function ActBar({ items, acts }: { items: readonly IncidentItem[]; acts: Acts }) {
  const t = useTranslations('alerts.act');
  const [name, setName] = useDisplayName();
  const [waiting, setWaiting] = useState<((name: string) => Act) | null>(null);
  const { zone } = useZone();
  const mine = name !== '' && items.every(({ owner }) => owner === name);
  const acknowledged = items.every(({ acknowledgedAt }) => acknowledgedAt !== null);
  const resolved = items.every(({ state }) => state === 'resolved');
  const snoozed = items.some(({ snoozedUntil }) => snoozedUntil !== null && Date.parse(snoozedUntil) > now());
  const act = (make: (name: string) => Act): void => {
    if (name === '') setWaiting(() => make);
    else acts.run(items, make(name));
  };
  const snooze = (until: number): void =>
    act(() => ({ kind: 'snooze', until: new Date(until).toISOString() }));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-1.5" role="group" aria-label={t('group')}>
        <Button
          look={mine ? 'plain' : 'primary'}
          disabled={acts.pending}
          onClick={() => act((owner) => ({ kind: 'assign', owner: mine ? null : owner }))}
        >
          {t(mine ? 'release' : 'take')}
        </Button>
        <Button
          disabled={acts.pending}
          onClick={() => act(() => ({ kind: 'ack', acknowledged: !acknowledged }))}
        >
          {t(acknowledged ? 'unack' : 'ack')}
        </Button>
        {snoozed ? (
          <Button disabled={acts.pending} onClick={() => act(() => ({ kind: 'snooze', until: null }))}>
            {t('unsnooze')}
          </Button>
        ) : (
          <>
            {([30, 60, 240] as const).map((minutes) => (
              <Button key={minutes} disabled={acts.pending} onClick={() => snooze(now() + minutes * MINUTE)}>
                {t('snooze', { minutes })}
              </Button>
            ))}
            <Button disabled={acts.pending} onClick={() => snooze(nextMorning(now(), zone))}>
              {t('snoozeMorning')}
            </Button>
          </>
        )}
        <Button disabled={acts.pending} onClick={() => act(() => ({ kind: 'resolve', resolved: !resolved }))}>
          {t(resolved ? 'reopen' : 'resolve')}
        </Button>
      </div>
      {waiting === null ? null : (
        <NameForm
          onName={(given) => {
            setName(given);
            acts.run(items, waiting(given));
            setWaiting(null);
          }}
        />
      )}
      {acts.error ? <ErrorState error={acts.error} /> : null}
    </div>
  );
}

/** Asked once: the name that stands beside what this person does. */
function NameForm({ onName }: { onName: (name: string) => void }) {
  const t = useTranslations('alerts.name');
  const [text, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onName(text.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 rounded-control bg-sunken p-2.5">
      <label className={LABEL}>
        {t('label')}
        <input
          autoFocus
          required
          maxLength={80}
          className={INPUT}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Button look="primary" type="submit" disabled={text.trim() === ''}>
        {t('button')}
      </Button>
    </form>
  );
}

/** What was done last, and the way back; it stays until the next act or until it is put away. */
export function UndoBar({ acts }: { acts: Acts }) {
  const t = useTranslations('alerts.act');
  if (acts.done === null) return null;
  const { kind, count, undo } = acts.done;
  return (
    <div
      role="status"
      className="no-print fixed inset-x-3 bottom-20 z-40 mx-auto flex max-w-md items-center gap-3 rounded-card border border-line-strong bg-surface px-3.5 py-2 shadow-lg rail:bottom-6"
    >
      <span className="mr-auto">{t(`done.${kind}`, { count })}</span>
      <Button onClick={undo}>{t('undo')}</Button>
      <Button look="quiet" aria-label={t('dismiss')} onClick={acts.dismiss}>
        ×
      </Button>
    </div>
  );
}
