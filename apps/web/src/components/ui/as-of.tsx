'use client';
import { useLocale, useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { dateTime } from '@/lib/format/time';

import { useZone } from '@/lib/url/view';
import { Button } from './button';

/** The instant that lists are shown as of, an ISO time; null is now. It stands in the address. */
export function useAsOf(): { at: string | null; setAt: (at: string | null) => void } {
  const [text, setText] = useQueryState('at', parseAsString.withOptions({ history: 'push' }));
  const at = text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null;
  return { at, setAt: (next) => void setText(next) };
}

/** Chooses the day and minute that a list is shown as of, in this computer's zone, and leads back to now. */
export function AsOfControl() {
  const t = useTranslations('common.asOf');
  const { at, setAt } = useAsOf();
  return (
    <span className="no-print flex flex-wrap items-center gap-1">
      <input
        type="datetime-local"
        aria-label={t('choose')}
        title={t('choose')}
        value={at === null ? '' : local(at)}
        onChange={({ target }) => setAt(target.value === '' ? null : new Date(target.value).toISOString())}
        className="h-7 rounded-control border border-control bg-surface px-1.5 text-small text-muted max-rail:h-11"
      />
      {at === null ? null : <Button onClick={() => setAt(null)}>{t('now')}</Button>}
    </span>
  );
}

/** Said above a list of the past: what is of then, and what is not kept. */
export function AsOfNote() {
  const t = useTranslations('common.asOf');
  const locale = useLocale();
  const { zone } = useZone();
  const { at } = useAsOf();
  if (at === null) return null;
  return (
    <p role="status" className="border-b border-line bg-sunken px-3.5 py-2 text-small text-muted">
      {t('note', { at: dateTime(Date.parse(at), zone, locale) })}
    </p>
  );
}

/** As `datetime-local` takes it: the wall clock of this computer to the minute. */
function local(at: string): string {
  const ms = Date.parse(at);
  const offset = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset).toISOString().slice(0, 16);
}
