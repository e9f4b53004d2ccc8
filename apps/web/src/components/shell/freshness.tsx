'use client';
import type { CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Ago } from '@/components/ui/time';
import { useCollection } from '@/lib/api/hooks';
import { useLive } from '@/lib/api/live';
import { useNow } from '@/lib/clock';
import { ago } from '@/lib/format/time';
import { isRelative } from '@/lib/range/range';
import { useRange } from '@/lib/url/view';

/** When the last sweep of the fleet ended that went well; null before the first. */
function sweptAt(collection: CollectionStatus | undefined): string | null {
  const times = (collection?.scopes ?? [])
    .flatMap((scope) => scope.jobs)
    .filter((job) => job.job === 'inventory')
    .flatMap((job) => (job.lastAt ? [job.lastAt] : []));
  return times.sort().at(-1) ?? null;
}

/** The age of what the page knows of the fleet's state, and a switch that holds the page still. */
export function Freshness() {
  const t = useTranslations('shell.live');
  const locale = useLocale();
  const now = useNow(5);
  const { live, setLive, connected } = useLive();
  const { range } = useRange();
  const { data, isError } = useCollection();
  const at = sweptAt(data) ?? data?.metrics.lastPointAt ?? null;
  const point = data?.metrics.lastPointAt ?? null;
  const moving = isRelative(range);
  const state = !moving ? 'fixed' : !live ? 'paused' : isError || !connected ? 'waiting' : 'live';
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
          (state === 'paused' || state === 'fixed') && 'border-muted',
        )}
      />
      {state === 'live' || state === 'waiting' ? at ? <Ago at={at} /> : t('noDataYet') : t(state)}
    </button>
  );
}
