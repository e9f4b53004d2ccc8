'use client';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Ago } from '@/components/ui/time';
import { useCollection } from '@/lib/api/hooks';
import { useLive } from '@/lib/api/live';
import { useNow } from '@/lib/clock';
import { ago } from '@/lib/format/time';
import { isRelative } from '@/lib/range/range';
import { useRange } from '@/lib/url/view';
import { lastSweep } from './last-sweep';

/** The age of what the page knows of the fleet's state, and a switch that holds the page still. */
export function Freshness() {
  const t = useTranslations('shell.live');
  const locale = useLocale();
  const now = useNow(5);
  const { live, setLive, connected } = useLive();
  const { range, applies } = useRange();
  const { data, isError } = useCollection();
  const sweep = data === undefined ? null : lastSweep(data);
  const at = sweep?.at ?? data?.metrics.lastPointAt ?? null;
  const point = data?.metrics.lastPointAt ?? null;
  const moving = !applies || isRelative(range);
  const connection =
    isError || !connected ? 'waiting' : sweep !== null && sweep.late.length > 0 ? 'late' : 'live';
  const state = !moving ? 'fixed' : live ? connection : 'paused';
  const metricAge = now === null || point === null ? null : ago(Date.parse(point), now, locale);
  return (
    <button
      type="button"
      onClick={() => setLive(!live)}
      disabled={!moving}
      aria-pressed={live && moving}
      title={[t(`${state}Hint`), metricAge ? t('metricAge', { age: metricAge }) : ''].join(' ').trim()}
      className="flex h-7 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-muted hover:bg-sunken max-rail:h-11"
    >
      <span
        aria-hidden
        className={cn(
          'size-[7px] rounded-full border',
          state === 'live' && 'border-ok bg-ok',
          state === 'waiting' && 'border-warning',
          state === 'late' && 'border-warning bg-warning',
          (state === 'paused' || state === 'fixed') && 'border-muted',
        )}
      />
      {state === 'paused' || state === 'fixed' ? (
        t(state)
      ) : at ? (
        <span className={cn(state === 'late' && 'font-semibold text-warning')}>
          {state === 'late' ? `${t('late')} ` : ''}
          <Ago at={at} />
        </span>
      ) : (
        t('noDataYet')
      )}
    </button>
  );
}
