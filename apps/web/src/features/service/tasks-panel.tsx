'use client';
import type { ResourceItem, TaskItem } from '@danji/shared';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { PhaseBar } from '@/features/tasks';
import { useTasks } from '@/lib/api/hooks';
import { shortId, shortZone } from '@/lib/format/ids';
import { resourcePath, useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';

const SHOWN = 16;

/** The newest tasks of the service, those of the rollout first by nature: phases, where, and why they ended. */
export function TasksPanel({ item, revision }: { item: ResourceItem; revision: number | null }) {
  const t = useTranslations('service.tasks');
  const href = useHref();
  const tasks = useTasks({ service: item.id, limit: SHOWN }, { ids: [item.id] });
  const columns = useColumns(revision);
  return (
    <Panel
      title={t('title')}
      hint={
        <Link href={href('/tasks', { service: item.id })} className="link" prefetch={false}>
          {t('all')}
        </Link>
      }
      flush
    >
      <Await query={tasks} height={260}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('empty')} height={160} />
          ) : (
            <DataTable caption={t('title')} columns={columns} rows={items} rowId={(task) => task.id} />
          )
        }
      </Await>
    </Panel>
  );
}

function useColumns(revision: number | null): Column<TaskItem>[] {
  const t = useTranslations('service.tasks');
  const l = useLocalised();
  const href = useHref();
  return useMemo(
    () => [
      {
        id: 'task',
        header: t('task'),
        cell: (task) => (
          <Link
            href={href(resourcePath('ecs_task', task.id) ?? '/tasks')}
            className="font-mono text-small underline-offset-2 hover:underline"
            title={task.taskId}
            prefetch={false}
          >
            {shortId(task.taskId)}
          </Link>
        ),
      },
      {
        id: 'revision',
        header: t('revision'),
        cell: (task) => (
          <span className={task.revision === revision ? 'font-semibold' : 'text-muted'}>{task.revision}</span>
        ),
      },
      {
        id: 'phases',
        header: t('phases'),
        wide: true,
        width: '150px',
        cell: (task) => <PhaseBar phases={task.phases} />,
      },
      {
        id: 'zone',
        header: t('zone'),
        wide: true,
        cell: (task) => (
          <span className="text-muted" title={task.availabilityZone ?? undefined}>
            {task.availabilityZone ? shortZone(task.availabilityZone) : '–'}
          </span>
        ),
      },
      {
        id: 'when',
        header: t('ended'),
        cell: (task) =>
          task.stoppedAt ? <Time at={task.stoppedAt} /> : <span className="text-faint">–</span>,
      },
      {
        id: 'why',
        header: t('why'),
        cell: (task) =>
          task.stoppedAt || task.explanation ? (
            <span
              className={task.abnormal ? 'text-critical' : 'text-muted'}
              title={task.stoppedReason ?? undefined}
            >
              {l(task.explanation) || task.stoppedReason || t('noReason')}
            </span>
          ) : (
            <span className="text-muted">
              {task.lastStatus} <Ago at={task.startedAt ?? task.createdAt} />
            </span>
          ),
      },
    ],
    [t, l, href, revision],
  );
}
