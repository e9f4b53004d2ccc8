'use client';
import type { TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { clock } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';

const TONE: Record<string, string> = { fatal: 'text-critical', error: 'text-critical', warn: 'text-warning' };

/** Log lines as they were written: text and nothing but text. */
export function TaskLogs({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks.detail');
  const { zone } = useZone();
  if (task.logs.length === 0)
    return <p className="text-muted">{t(task.cause === 'image_pull' ? 'noLogsPull' : 'noLogs')}</p>;
  return (
    <ol
      className="max-h-72 overflow-auto rounded-control bg-sunken px-2.5 py-2 font-mono text-small"
      tabIndex={0}
      aria-label={t(task.stoppedAt === null ? 'logsRunning' : 'logs')}
    >
      {task.logs.map((line, i) => (
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
