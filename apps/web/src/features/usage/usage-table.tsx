'use client';
import type { UsageAnswer, UsageTask } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { formatValue, mib, vcpu } from '@/lib/format/value';
import { drawnAs, recent } from './model/stack';

const RECENT = 10;
const MIB = 1_048_576;

/** The same tasks as rows: what each used lately, what it reserves, since when it runs, and whether it is suspected. */
export function UsageTable({ answer }: { answer: UsageAnswer }) {
  const t = useTranslations('usage.table');
  const columns = useMemo((): Column<UsageTask>[] => columnsOf(answer, t), [answer, t]);
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={answer.tasks}
      rowId={(task) => task.id}
      virtualFrom={40}
      maxHeight={420}
    />
  );
}

function columnsOf(
  answer: UsageAnswer,
  t: ReturnType<typeof useTranslations<'usage.table'>>,
): Column<UsageTask>[] {
  const { unit, factor } = drawnAs(answer, 'cpu');
  const latest = (values: readonly (number | null)[], by: number): number | null => {
    const value = recent(values, RECENT);
    return value === null ? null : value * by;
  };
  return [
    {
      id: 'task',
      header: t('task'),
      cell: (task) => <TaskName task={task} answer={answer} />,
    },
    {
      id: 'cpu',
      header: t('cpu'),
      align: 'right',
      cell: (task) => (
        <span>
          <b className="font-semibold whitespace-nowrap">{formatValue(latest(task.cpu, factor), unit)}</b>
          <span className="block text-small text-muted">
            {t('reserves', { amount: vcpu(task.reserved.cpu) })}
          </span>
        </span>
      ),
    },
    {
      id: 'memory',
      header: t('memory'),
      align: 'right',
      cell: (task) => (
        <span>
          <b className="font-semibold whitespace-nowrap">{formatValue(latest(task.memory, MIB), 'bytes')}</b>
          <span className="block text-small text-muted">
            {t('reserves', { amount: mib(task.reserved.memory) })}
          </span>
        </span>
      ),
    },
    {
      id: 'network',
      header: t('network'),
      align: 'right',
      wide: true,
      cell: (task) => formatValue(latest(task.network, 1), 'bytes/s'),
    },
    {
      id: 'storage',
      header: t('storage'),
      align: 'right',
      wide: true,
      cell: (task) => formatValue(latest(task.storage, 1), 'bytes/s'),
    },
    {
      id: 'since',
      header: t('lived'),
      wide: true,
      cell: (task) => (
        <span className="whitespace-nowrap text-muted">
          <Time at={task.startedAt ?? task.createdAt} />
          {task.stoppedAt ? (
            <>
              {' – '}
              <Time at={task.stoppedAt} />
            </>
          ) : null}
        </span>
      ),
    },
  ];
}

function TaskName({ task, answer }: { task: UsageTask; answer: UsageAnswer }) {
  const t = useTranslations('usage.table');
  const place = answer.suspects.findIndex(({ id }) => id === task.id);
  const suspect = answer.suspects[place];
  const isVictim = answer.victims.some(({ serviceId }) => serviceId === task.serviceId);
  return (
    <span className="min-w-0">
      <ResourceLink kind="ecs_task" id={task.id}>
        {task.name}
      </ResourceLink>{' '}
      <span className="font-mono text-small text-muted">{task.taskId.slice(0, 6)}</span>
      {suspect && suspect.weight >= 0.1 ? (
        <span
          data-suspect={place + 1}
          className={`block text-small ${place === 0 ? 'font-semibold text-warning' : 'text-muted'}`}
        >
          {t('grew', { percent: Math.round(suspect.growth * 100), resource: t(`of.${suspect.resource}`) })}
        </span>
      ) : isVictim ? (
        <span className="block text-small text-muted">{t('suffers')}</span>
      ) : null}
    </span>
  );
}
