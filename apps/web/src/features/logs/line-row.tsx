'use client';
import type { LogLevel } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { clock, dateTime } from '@/lib/format/time';
import { resourcePath, useHref, useZone } from '@/lib/url/view';
import { LEVEL_LOOK } from './level-look';

export interface ShownLine {
  at: string;
  level: LogLevel;
  message: string;
  stream: string;
  taskId?: string | null;
}

/** One line as it was written: text and nothing but text. Its time opens what stands around it. */
export function LineRow({
  line,
  open = false,
  marked = false,
  onOpen,
  children,
}: {
  line: ShownLine;
  open?: boolean;
  marked?: boolean;
  onOpen?: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations('logs.lines');
  const locale = useLocale();
  const href = useHref();
  const { zone } = useZone();
  const at = Date.parse(line.at);
  const time = (
    <time dateTime={line.at} title={dateTime(at, zone, locale, true)}>
      {clock(at, zone, true)}
    </time>
  );
  const path = line.taskId ? resourcePath('ecs_task', line.taskId) : null;
  return (
    <li className={cn('font-mono text-small', marked && 'rounded-control bg-accent-bg')}>
      <div className="flex flex-wrap items-baseline gap-x-2">
        {onOpen ? (
          <button
            type="button"
            aria-expanded={open}
            aria-label={t('around', { at: clock(at, zone, true) })}
            onClick={onOpen}
            className="inline-flex min-h-6 shrink-0 items-center text-muted underline decoration-dotted underline-offset-2 hover:text-text"
          >
            {time}
          </button>
        ) : (
          <span className="shrink-0 text-muted">{time}</span>
        )}
        <span className={`w-[3.4em] shrink-0 uppercase ${LEVEL_LOOK[line.level]}`}>
          {line.level === 'unknown' ? '' : line.level.slice(0, 5)}
        </span>
        <span className="min-w-0 flex-1 basis-64 whitespace-pre-wrap [overflow-wrap:anywhere]">
          {line.message}
        </span>
        {path ? (
          <Link
            href={href(path)}
            className="link inline-flex min-h-6 shrink-0 items-center font-sans"
            prefetch={false}
          >
            {t('task')}
          </Link>
        ) : null}
      </div>
      {children}
    </li>
  );
}
