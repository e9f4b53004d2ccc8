'use client';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Ago } from '@/components/ui/time';
import { useCollection } from '@/lib/api/hooks';
import { useLive } from '@/lib/api/live';
import { isRelative } from '@/lib/range/range';
import { useRange } from '@/lib/url/view';

/** The age of the newest data, and a switch that holds the page still. */
export function Freshness() {
  const t = useTranslations('shell.live');
  const { live, setLive, connected } = useLive();
  const { range } = useRange();
  const collection = useCollection();
  const at = collection.data?.metrics.lastPointAt ?? null;
  const moving = isRelative(range);
  const state = !moving ? 'fixed' : !live ? 'paused' : collection.isError || !connected ? 'waiting' : 'live';
  return (
    <button
      type="button"
      onClick={() => setLive(!live)}
      disabled={!moving}
      aria-pressed={live && moving}
      title={t(`${state}Hint`)}
      className="flex h-7 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-muted hover:bg-sunken max-rail:h-11"
    >
      <span
        aria-hidden
        className={cn(
          'size-[7px] rounded-full border',
          state === 'live' && 'border-ok bg-ok',
          state === 'waiting' && 'border-warning',
          (state === 'paused' || state === 'fixed') && 'border-muted',
        )}
      />
      {state === 'live' || state === 'waiting' ? at ? <Ago at={at} /> : t('noDataYet') : t(state)}
    </button>
  );
}
