'use client';
import { LOG_LEVELS, type LogLevel, type LogLine } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { cn } from '@/components/ui/cn';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useLogs } from '@/lib/api/hooks';
import { clock, dateTime } from '@/lib/format/time';
import { resourcePath, useHref, useZone } from '@/lib/url/view';

const LEVEL_LOOK: Record<LogLevel, string> = {
  fatal: 'text-critical font-semibold',
  error: 'text-critical',
  warn: 'text-warning',
  info: 'text-muted',
  debug: 'text-faint',
  unknown: 'text-faint',
};
const LOUD: LogLevel[] = ['fatal', 'error', 'warn'];

/** The last log lines of the service. Beside the tasks only errors and warnings; on its own tab searchable. */
export function LogsPanel({ id, compact = false }: { id: string; compact?: boolean }) {
  const t = useTranslations('service.logs');
  const [text, setText] = useState('');
  const [levels, setLevels] = useState<string[]>([]);
  const href = useHref();
  const logs = useLogs(
    { resource: id, q: text, level: compact ? LOUD : levels, limit: compact ? 12 : 200 },
    { ids: [id] },
  );
  return (
    <Panel
      title={t(compact ? 'loud' : 'title')}
      hint={compact ? t('inRange') : undefined}
      actions={
        compact ? (
          <Link href={href('/logs', { resource: id })} className="link text-small" prefetch={false}>
            {t('all')}
          </Link>
        ) : (
          <>
            <Link href={href('/logs', { resource: id })} className="link text-small" prefetch={false}>
              {t('all')}
            </Link>
            <input
              type="search"
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder={t('search')}
              aria-label={t('search')}
              className="h-7 w-44 min-w-0 rounded-control border border-control bg-surface px-2 text-table max-rail:h-11"
            />
            <ChoiceMenu
              name={t('level')}
              none={t('anyLevel')}
              choices={LOG_LEVELS.map((level) => ({ value: level, label: level }))}
              chosen={levels}
              onChange={setLevels}
            />
          </>
        )
      }
    >
      <Await query={logs} height={compact ? 180 : 320}>
        {({ items, total, atLeast }) =>
          items.length === 0 ? (
            <Empty title={t(compact ? 'emptyLoud' : 'empty')} height={120} />
          ) : (
            <>
              <Lines lines={items} compact={compact} />
              {compact ? null : (
                <p className="mt-2 text-small text-muted">
                  {t('shown', { shown: items.length, total: total ?? atLeast ?? items.length })}
                </p>
              )}
            </>
          )
        }
      </Await>
    </Panel>
  );
}

function Lines({ lines, compact }: { lines: readonly LogLine[]; compact: boolean }) {
  const t = useTranslations('service.logs');
  const locale = useLocale();
  const href = useHref();
  const { zone } = useZone();
  return (
    <ol
      className={compact ? 'flex flex-col gap-1' : 'flex max-h-[560px] flex-col gap-0.5 overflow-y-auto'}
      tabIndex={compact ? undefined : 0}
    >
      {lines.map((line) => {
        const at = Date.parse(line.at);
        const path = line.taskId ? resourcePath('ecs_task', line.taskId) : null;
        return (
          <li key={line.id} className="flex items-baseline gap-2 font-mono text-[11.5px] leading-[17px]">
            <time dateTime={line.at} title={dateTime(at, zone, locale, true)} className="shrink-0 text-faint">
              {clock(at, zone, true)}
            </time>
            <span className={`w-[3.2em] shrink-0 uppercase ${LEVEL_LOOK[line.level]}`}>
              {line.level.slice(0, 5)}
            </span>
            <span
              className={cn(
                'min-w-0 flex-1 [overflow-wrap:anywhere]',
                compact ? 'line-clamp-2' : 'whitespace-pre-wrap',
              )}
              title={compact ? line.message : undefined}
            >
              {line.message}
            </span>
            {path && !compact ? (
              <Link href={href(path)} className="link shrink-0 font-sans" prefetch={false}>
                {t('task')}
              </Link>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
