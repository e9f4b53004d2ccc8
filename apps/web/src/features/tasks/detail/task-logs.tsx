'use client';
import type { TaskDetail, TaskLines } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Await } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { clock } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';

const TONE: Record<string, string> = { fatal: 'text-critical', error: 'text-critical', warn: 'text-warning' };

/** Log lines around the end: those that are kept, else those that its own streams still hold, read when asked. */
export function TaskLogs({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks.detail');
  const [asked, setAsked] = useState(false);
  if (task.logs.length > 0) return <Lines lines={task.logs} running={task.stoppedAt === null} />;
  if (task.cause === 'image_pull') return <p className="text-muted">{t('noLogsPull')}</p>;
  if (asked) return <StreamLines id={task.id} running={task.stoppedAt === null} />;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <p className="text-muted">{t('noLogs')}</p>
      <Button onClick={() => setAsked(true)}>{t('readLines')}</Button>
      <span className="text-small text-faint">{t('readFree')}</span>
    </div>
  );
}

function StreamLines({ id, running }: { id: string; running: boolean }) {
  const t = useTranslations('tasks.detail');
  const query = useApi<TaskLines>(`/tasks/${id}/lines`);
  return (
    <Await query={query} height={120}>
      {({ state, lines, streams, message }) =>
        state === 'read' ? (
          <>
            <Lines lines={lines} running={running} />
            <p className="mt-1 text-small text-muted [overflow-wrap:anywhere]">
              {t('readFrom', { streams: streams.join(', ') })}
            </p>
          </>
        ) : (
          <p className="text-muted">{t(`lines.${state}`, { message: message ?? '' })}</p>
        )
      }
    </Await>
  );
}

/** Lines as they were written: text and nothing but text. */
function Lines({ lines, running }: { lines: TaskDetail['logs']; running: boolean }) {
  const t = useTranslations('tasks.detail');
  const { zone } = useZone();
  return (
    <ol
      className="max-h-72 overflow-auto rounded-control bg-sunken px-2.5 py-2 font-mono text-small"
      tabIndex={0}
      aria-label={t(running ? 'logsRunning' : 'logs')}
    >
      {lines.map((line, i) => (
        <li key={`${line.at}-${i}`} className="flex gap-2 whitespace-pre-wrap [overflow-wrap:anywhere]">
          <time dateTime={line.at} title={line.at} className="shrink-0 text-muted">
            {clock(Date.parse(line.at), zone, true)}
          </time>
          <span className={`w-11 shrink-0 uppercase ${TONE[line.level] ?? 'text-muted'}`}>
            {line.level === 'unknown' ? '' : line.level}
          </span>
          <span className="min-w-0">{line.message}</span>
        </li>
      ))}
    </ol>
  );
}
