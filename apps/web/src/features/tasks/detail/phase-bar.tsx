'use client';
import type { TaskItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useNow } from '@/lib/clock';
import { duration } from '@/lib/format/time';
import { miniBar } from '../model/gantt-model';
import { PHASE_COLOUR } from '../phase-colour';

/** The phases of a task as one thin bar; the exact times are in its title and on the task's page. */
export function PhaseBar({ phases }: { phases: TaskItem['phases'] }) {
  const t = useTranslations('tasks.phase');
  const locale = useLocale();
  const now = useNow(60);
  if (now === null) return <span className="block h-2" />;
  const segments = miniBar(phases, now);
  const title = segments.map((s) => `${t(s.phase)} ${duration(s.seconds, locale)}`).join(' · ');
  return (
    <span className="flex h-2 w-full min-w-20 gap-px" title={title} role="img" aria-label={title}>
      {segments.map((segment) => (
        <span
          key={segment.phase}
          className={segment.open ? 'h-2 rounded-l-[2px]' : 'h-2 rounded-[2px]'}
          style={{ width: `${segment.width}%`, minWidth: 2, background: PHASE_COLOUR[segment.phase] }}
        />
      ))}
    </span>
  );
}
