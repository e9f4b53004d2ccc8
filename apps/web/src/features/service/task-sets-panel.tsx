'use client';
import type { ServiceAttributes, TaskSetAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';

/** Task sets of a service that something else than ECS deploys. */
export function TaskSetsPanel({ attributes }: { attributes: ServiceAttributes }) {
  const t = useTranslations('service.taskSets');
  const columns = useMemo(
    (): Column<TaskSetAttributes>[] => [
      {
        id: 'id',
        header: t('set'),
        cell: (set) => <span className="font-mono text-small">{set.externalId ?? set.id}</span>,
      },
      { id: 'status', header: t('status'), cell: (set) => set.status },
      { id: 'definition', header: t('definition'), wide: true, cell: (set) => set.taskDefinition },
      {
        id: 'tasks',
        header: t('tasks'),
        align: 'right',
        cell: (set) => t('of', { running: set.running, desired: set.desired }),
      },
      {
        id: 'scale',
        header: t('scale'),
        align: 'right',
        wide: true,
        cell: (set) => (set.scalePercent === null ? '–' : `${set.scalePercent} %`),
      },
      { id: 'stability', header: t('stability'), wide: true, cell: (set) => set.stability ?? '–' },
    ],
    [t],
  );
  if (attributes.deploymentController === 'ECS') return null;
  return (
    <Panel title={t('title')} hint={attributes.deploymentController} flush>
      {attributes.taskSets === null || attributes.taskSets.length === 0 ? (
        <Empty title={t(attributes.taskSets === null ? 'unknown' : 'empty')} height={100} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={attributes.taskSets}
          rowId={(set) => set.id}
        />
      )}
    </Panel>
  );
}
