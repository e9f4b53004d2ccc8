'use client';
import type { TaskItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Column } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { useNow } from '@/lib/clock';
import { shortId } from '@/lib/format/ids';
import { duration } from '@/lib/format/time';
import { PhaseBar } from '../detail/phase-bar';
import { livedSeconds } from '../model/task-state';
import { Why, TaskState } from '../detail/words';

/** Columns of every list of tasks; `onOpen` makes the id a button that opens the details beside the list. */
export function useTaskColumns(onOpen: (task: TaskItem) => void): Column<TaskItem>[] {
  const t = useTranslations('tasks.table');
  const locale = useLocale();
  const now = useNow(60);
  return useMemo(
    () => [
      {
        id: 'task',
        header: t('task'),
        width: '92px',
        cell: (task) => (
          <button type="button" className="block min-h-6 max-w-full text-left" onClick={() => onOpen(task)}>
            <span className="font-mono text-small underline-offset-2 hover:underline" title={task.taskId}>
              {shortId(task.taskId)}
            </span>
            <span className="block truncate text-small text-muted rail:hidden">
              {task.serviceName ?? task.family}
            </span>
          </button>
        ),
      },
      {
        id: 'service',
        header: t('service'),
        wide: true,
        cell: (task) => (
          <span
            className="block max-w-48 truncate"
            title={`${task.clusterName} / ${task.serviceName ?? task.family}`}
          >
            <span className="font-semibold">{task.serviceName ?? task.family}</span>{' '}
            <span className="text-small text-muted">{task.clusterName}</span>
          </span>
        ),
      },
      {
        id: 'revision',
        header: t('revision'),
        align: 'right',
        wide: true,
        width: '64px',
        cell: (task) => task.revision,
      },
      {
        id: 'phases',
        header: <span title={t('phasesHint')}>{t('phases')}</span>,
        wide: true,
        width: '120px',
        cell: (task) => <PhaseBar phases={task.phases} />,
      },
      { id: 'state', header: t('state'), width: '80px', cell: (task) => <TaskState task={task} /> },
      {
        id: 'zone',
        header: t('zone'),
        wide: true,
        width: '48px',
        cell: (task) => <span title={task.availabilityZone ?? ''}>{zoneLetter(task.availabilityZone)}</span>,
      },
      {
        id: 'created',
        header: t('created'),
        wide: true,
        width: '96px',
        sort: 'createdAt',
        cell: (task) => <Time at={task.createdAt} className="whitespace-nowrap" />,
      },
      {
        id: 'ended',
        header: t('ended'),
        width: '96px',
        sort: 'stoppedAt',
        cell: (task) =>
          task.stoppedAt === null ? (
            <span className="text-faint">–</span>
          ) : (
            <Time at={task.stoppedAt} className="whitespace-nowrap" />
          ),
      },
      {
        id: 'lasted',
        header: t('lasted'),
        align: 'right',
        wide: true,
        width: '84px',
        cell: (task) => (
          <span className="whitespace-nowrap">
            {now === null ? '' : duration(livedSeconds(task, now), locale)}
          </span>
        ),
      },
      { id: 'why', header: t('why'), wide: true, cell: (task) => <Why task={task} /> },
    ],
    [t, locale, now, onOpen],
  );
}

/** `ap-northeast-2a` is `2a` in a column; the whole stands in the title. */
function zoneLetter(zone: string | null): string {
  return zone === null ? '–' : (zone.split('-').at(-1) ?? zone);
}
