'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useEffect, useState, type ReactNode } from 'react';
import { CONTROL } from '@/components/ui/choice-menu';
import { cn } from '@/components/ui/cn';
import { now } from '@/lib/clock';
import { clock, dateTime, offsetName, weekday } from '@/lib/format/time';
import { parseFreeText } from '@/lib/range/free-text';
import {
  formatRange,
  parseRange,
  QUICK_RANGES,
  resolveRange,
  shiftRange,
  zoomOut,
  type QuickRange,
  type RangeMs,
  type RangeText,
} from '@/lib/range/range';
import { COMPARE, useCompare, useRange, useZone } from '@/lib/url/view';
import { onShellCommand } from './commands';

function isQuick(text: string): text is QuickRange {
  return QUICK_RANGES.some((quick) => quick === text);
}

/** The words for a range: its quick name, or its two ends in the viewer's zone. */
export function useRangeLabel(): (range: RangeText) => string {
  const t = useTranslations('shell.range');
  const locale = useLocale();
  const { zone } = useZone();
  return (range) => {
    const text = `${range.from}..${range.to}`;
    if (isQuick(text)) return t(`quick.${text.replaceAll('.', '_') as 'now-1h__now'}`);
    if (range.from.startsWith('now')) return text;
    const ends = resolveRange(range, Date.parse(range.to) || Date.parse(range.from), zone);
    const sameDay = weekday(ends.from, zone, locale) === weekday(ends.to, zone, locale);
    return `${dateTime(ends.from, zone, locale)} – ${sameDay ? clock(ends.to, zone) : dateTime(ends.to, zone, locale)}`;
  };
}

/** The range, where the page has one: quick list, free text, absolute ends, shift and zoom. A sheet from below on the phone. */
export function RangePicker() {
  const t = useTranslations('shell.range');
  const { range, resolve, setRange, applies } = useRange();
  const label = useRangeLabel();
  const [open, setOpen] = useState(false);
  useEffect(() => onShellCommand('range', () => setOpen(true)), []);
  const choose = (next: RangeText): void => {
    setRange(next);
    setOpen(false);
  };
  if (!applies) return null;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} modal={false}>
      <span className="relative flex items-center">
        <StepButton label={t('earlier')} onClick={() => setRange(shiftRange(resolve(), -1, now()))}>
          ‹
        </StepButton>
        <Dialog.Trigger
          className={cn(CONTROL, 'font-semibold max-phone:max-w-40')}
          aria-label={`${t('label')}: ${label(range)}`}
        >
          <span className="truncate" suppressHydrationWarning>
            {label(range)}
          </span>
          <span aria-hidden className="text-[9px] text-faint">
            ▼
          </span>
        </Dialog.Trigger>
        <StepButton label={t('later')} onClick={() => setRange(shiftRange(resolve(), 1, now()))}>
          ›
        </StepButton>
        <StepButton label={t('zoomOut')} onClick={() => setRange(zoomOut(range, resolve(), now()))}>
          −
        </StepButton>
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // On a touch screen the field would call up the keyboard over the choices.
            if (window.matchMedia('(pointer: coarse)').matches) event.preventDefault();
          }}
          className="z-50 rounded-card border border-line-strong bg-surface p-3 shadow-overlay max-rail:fixed max-rail:inset-x-0 max-rail:bottom-0 max-rail:max-h-[85dvh] max-rail:overflow-y-auto max-rail:rounded-b-none max-rail:pb-8 rail:absolute rail:top-9 rail:right-0 rail:w-[420px]"
        >
          <Dialog.Title className="sr-only">{t('label')}</Dialog.Title>
          {open ? <Choices range={range} resolved={resolve()} onChoose={choose} /> : null}
        </Dialog.Content>
      </span>
    </Dialog.Root>
  );
}

function StepButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-7 place-items-center rounded-control text-muted hover:bg-sunken max-rail:hidden"
    >
      <span aria-hidden>{children}</span>
    </button>
  );
}

function Choices({
  range,
  resolved,
  onChoose,
}: {
  range: RangeText;
  resolved: RangeMs;
  onChoose: (next: RangeText) => void;
}) {
  const t = useTranslations('shell.range');
  const locale = useLocale();
  const { zone } = useZone();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (): void => {
    const parsed = parseFreeText(text, now(), zone);
    if ('error' in parsed) setError(parsed.error);
    else onChoose(parsed);
  };
  const current = formatRange(range);
  return (
    <div className="flex flex-col gap-3">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label className="mb-1 block text-small text-muted" htmlFor="range-text">
          {t('type')}
        </label>
        <div className="flex gap-2">
          <input
            id="range-text"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t('placeholder')}
            aria-invalid={error !== null}
            aria-describedby={error ? 'range-error' : undefined}
            className="h-8 min-w-0 flex-1 rounded-control border border-control bg-surface px-2 max-rail:h-11"
          />
          <button type="submit" className={CONTROL}>
            {t('apply')}
          </button>
        </div>
        {error ? (
          <p id="range-error" role="alert" className="mt-1 text-small text-critical">
            {error}
          </p>
        ) : null}
      </form>
      <ul className="grid grid-cols-3 gap-1 max-phone:grid-cols-2">
        {QUICK_RANGES.map((quick) => {
          const parsed = parseRange(quick);
          const active = current === quick;
          return (
            <li key={quick}>
              <button
                type="button"
                aria-pressed={active}
                onClick={() => ('error' in parsed ? undefined : onChoose(parsed))}
                className={cn(
                  'h-7 w-full rounded-control px-2 text-left text-table hover:bg-sunken max-rail:h-11',
                  active && 'bg-sunken font-semibold',
                )}
              >
                {t(`quick.${quick.replaceAll('.', '_') as 'now-1h__now'}`)}
              </button>
            </li>
          );
        })}
      </ul>
      <Calendar resolved={resolved} onChoose={onChoose} />
      <CompareRow />
      <p className="text-small text-muted">
        {dateTime(resolved.from, zone, locale)} – {dateTime(resolved.to, zone, locale)} (
        {offsetName(resolved.to, zone)})
      </p>
    </div>
  );
}

/** The window that charts draw beside the present one. */
function CompareRow() {
  const t = useTranslations('shell.range');
  const before = useTranslations('charts.before');
  const [compare, setCompare] = useCompare();
  const look =
    'h-7 rounded-control px-2 text-table hover:bg-sunken aria-pressed:bg-sunken aria-pressed:font-semibold max-rail:h-11';
  return (
    <div className="flex flex-wrap items-center gap-1" role="group" aria-label={t('compare')}>
      <span className="mr-1 text-small text-muted">{t('compare')}</span>
      <button type="button" aria-pressed={compare === null} className={look} onClick={() => setCompare(null)}>
        {t('compareOff')}
      </button>
      {COMPARE.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={compare === each}
          className={look}
          onClick={() => setCompare(each)}
        >
          {before(each)}
        </button>
      ))}
    </div>
  );
}

/** Both ends by the browser's own pickers, in the viewer's zone. */
function Calendar({ resolved, onChoose }: { resolved: RangeMs; onChoose: (next: RangeText) => void }) {
  const t = useTranslations('shell.range');
  const { zone } = useZone();
  const wall = (at: number): string => {
    const parts = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(at);
    return parts.replace(' ', 'T');
  };
  const [from, setFrom] = useState(() => wall(resolved.from));
  const [to, setTo] = useState(() => wall(resolved.to));
  const apply = (): void => {
    const parsed = parseFreeText(`${from.replace('T', ' ')} - ${to.replace('T', ' ')}`, now(), zone);
    if (!('error' in parsed) && parsed.from < parsed.to) onChoose(parsed);
  };
  const field = 'h-8 min-w-0 rounded-control border border-control bg-surface px-2 max-rail:h-11';
  return (
    <form
      className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 max-phone:grid-cols-1"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label className="flex min-w-0 flex-col gap-1 text-small text-muted">
        {t('from')}
        <input
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          className={field}
        />
      </label>
      <label className="flex min-w-0 flex-col gap-1 text-small text-muted">
        {t('to')}
        <input
          type="datetime-local"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          className={field}
        />
      </label>
      <button type="submit" className={cn(CONTROL, 'h-8')}>
        {t('apply')}
      </button>
    </form>
  );
}
