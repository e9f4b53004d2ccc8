'use client';
import type { TaskItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { cn } from '@/components/ui/cn';
import { useNow } from '@/lib/clock';
import { clock, duration } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';
import { ganttModel, type GanttBar } from '../model/gantt-model';
import { PHASE_COLOUR } from '../phase-colour';

const LINE_HEIGHT = 26;

/** Every phase on its own line with its exact duration; a list for readers, bars for the eye. */
export function Gantt({ phases }: { phases: TaskItem['phases'] }) {
  const t = useTranslations('tasks');
  const { zone } = useZone();
  const now = useNow(5);
  const model = useMemo(() => (now === null ? null : ganttModel(phases, now)), [phases, now]);
  if (!model) return <div style={{ height: phases.length * LINE_HEIGHT + 16 }} />;
  return (
    <div>
      <ol className="flex flex-col">
        {model.bars.map((bar) => (
          <PhaseLine key={bar.phase} bar={bar} />
        ))}
      </ol>
      <div className="relative ml-28 mr-24 h-4 text-axis text-faint" aria-hidden>
        {model.ticks.map((tick, i) => (
          <span
            key={tick.left}
            className={cn(
              'absolute top-0.5 whitespace-nowrap',
              i > 0 && i < model.ticks.length - 1 && 'max-phone:hidden',
            )}
            style={{
              left: `${tick.left}%`,
              transform:
                i === model.ticks.length - 1 ? 'translateX(-100%)' : i === 0 ? undefined : 'translateX(-50%)',
            }}
          >
            {clock(tick.at, zone, true)}
          </span>
        ))}
      </div>
      {model.bars.some((bar) => bar.compressed) ? (
        <p className="mt-1 text-small text-faint">{t('detail.compressed')}</p>
      ) : null}
    </div>
  );
}

function PhaseLine({ bar }: { bar: GanttBar }) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  return (
    <li
      className="flex items-center text-table"
      style={{ height: LINE_HEIGHT }}
      title={t(`phaseMeaning.${bar.phase}`)}
    >
      <span className="w-28 shrink-0 truncate text-muted">{t(`phase.${bar.phase}`)}</span>
      <span className="relative h-3 flex-1 rounded-[3px] bg-sunken">
        <span
          className="absolute inset-y-0 rounded-[3px]"
          style={{
            left: `${bar.left}%`,
            width: `max(2px, ${bar.width}%)`,
            background: PHASE_COLOUR[bar.phase],
          }}
        >
          {bar.compressed ? <Break /> : null}
        </span>
      </span>
      <span className="w-24 shrink-0 pl-2 text-right whitespace-nowrap">
        {duration(bar.seconds, locale)}
        {bar.open ? <span className="sr-only"> {t('detail.stillOpen')}</span> : null}
      </span>
    </li>
  );
}

/** The two strokes that say "there is more here than drawn". */
function Break() {
  return (
    <span aria-hidden className="absolute inset-y-0 left-1/2 flex -translate-x-1/2 gap-0.5">
      <span className="h-full w-0.5 -skew-x-12 bg-surface" />
      <span className="h-full w-0.5 -skew-x-12 bg-surface" />
    </span>
  );
}
