'use client';
import type { TaskItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { TaskPanel, useTaskColumns } from '@/features/tasks';
import { useTasks } from '@/lib/api/hooks';
import { useRangeParams } from '@/lib/url/view';

const MOST = 100;

/** The tasks that were on a host in the range; a click opens one beside the page. */
export function HostTasks({ hostId }: { hostId: string | null }) {
  const t = useTranslations('ec2.page');
  const range = useRangeParams();
  const [selected, setSelected] = useQueryState('sel', parseAsString.withOptions({ history: 'push' }));
  const query = useTasks({ instance: hostId, ...range, limit: MOST }, { enabled: hostId !== null });
  const open = useCallback((task: TaskItem) => void setSelected(task.id), [setSelected]);
  const columns = useTaskColumns(open);
  return (
    <Panel title={t('tasks')} hint={t('tasksHint')} flush>
      {hostId === null ? (
        <Empty title={t('notEcs')} height={80} />
      ) : (
        <Await query={query} height={240}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty title={t('tasksEmpty')} height={120} />
            ) : (
              <DataTable
                caption={t('tasks')}
                columns={columns}
                rows={list.items}
                rowId={(task) => task.id}
                onOpen={open}
                selected={selected}
                virtualFrom={40}
                maxHeight={420}
              />
            )
          }
        </Await>
      )}
      <TaskPanel id={selected} onClose={() => void setSelected(null)} />
    </Panel>
  );
}
