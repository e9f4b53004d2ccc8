'use client';
import type { FlowAnswer, TaskItem } from '@danji/shared';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback } from 'react';
import { Await, Skeleton } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { useLabels, useRangeParams, useZone } from '@/lib/url/view';
import { TaskPanel } from '../detail/task-panel';
import { DwellPanel } from '../flow/dwell-panel';
import { FlowPanel } from '../flow/flow-panel';
import { StartupPanel } from '../flow/startup-panel';
import { StopHoursPanel } from '../flow/stop-hours-panel';
import { StopReasonsPanel } from '../flow/stop-reasons-panel';
import { taskParams } from '../model/task-filters';
import { useTaskFilters, useTaskSort } from '../use-task-filters';
import { useTaskList } from '../use-task-list';
import { FacetColumn, FacetMenus } from './facets';
import { FilterBar } from './filter-bar';
import { TaskTable } from './task-table';
import { TasksHead } from './tasks-head';

const SIDE_BY_SIDE = 'grid gap-3.5 wide:grid-cols-[minmax(340px,5fr)_minmax(0,8fr)]';

/** How do tasks move, and why do they end? Reasons and flow first, then every task that matches. */
export function TasksPage() {
  const [filters, setFilters] = useTaskFilters();
  const [sort, setSort] = useTaskSort();
  const [selected, setSelected] = useQueryState('sel', parseAsString.withOptions({ history: 'push' }));
  const [labels] = useLabels();
  const range = useRangeParams();
  const { zone } = useZone();
  const flow = useApi<FlowAnswer>(
    '/tasks/flow',
    { ...labels, ...range, ...taskParams(filters), tz: zone },
    { topics: ['tasks'], refetchSeconds: 60 },
  );
  const pages = useTaskList(filters, sort);
  const open = useCallback((task: TaskItem) => void setSelected(task.id), [setSelected]);
  const resolved =
    flow.data && !flow.isPlaceholderData ? { from: flow.data.from, to: flow.data.to } : undefined;
  return (
    <div className="flex flex-col gap-3.5">
      <TasksHead answer={flow.data} filters={filters} settled={!flow.isPlaceholderData} />
      {flow.data === undefined && flow.error === null ? (
        <FlowLoading />
      ) : (
        <Await query={flow} height={372}>
          {(answer) => (
            <div className="flex flex-col gap-3.5">
              <div className={SIDE_BY_SIDE}>
                <StopReasonsPanel answer={answer} filters={filters} onFilter={setFilters} />
                <FlowPanel answer={answer} filters={filters} onFilter={setFilters} />
              </div>
              <StopHoursPanel answer={answer} />
              <StartupPanel startup={answer.startup} previousKnown={answer.previousKnown} />
              <DwellPanel dwell={answer.dwell} previousKnown={answer.previousKnown} />
            </div>
          )}
        </Await>
      )}
      <div className="grid items-start gap-4 wide:grid-cols-[188px_minmax(0,1fr)]">
        <FacetColumn facets={pages.head?.facets} filters={filters} onFilter={setFilters} />
        <div className="flex min-w-0 flex-col gap-2.5">
          <FilterBar filters={filters} facets={pages.head?.facets} onFilter={setFilters} />
          <FacetMenus facets={pages.head?.facets} filters={filters} onFilter={setFilters} />
          <TaskTable
            pages={pages}
            filters={filters}
            range={resolved}
            sort={sort}
            selected={selected}
            onSort={setSort}
            onOpen={open}
            onFilter={setFilters}
          />
        </div>
      </div>
      <TaskPanel id={selected} onClose={() => void setSelected(null)} />
    </div>
  );
}

/** The cards in their later size, so that nothing jumps when they fill. */
function FlowLoading() {
  return (
    <div className="flex flex-col gap-3.5">
      <div className={SIDE_BY_SIDE}>
        <Skeleton height={390} />
        <Skeleton height={390} className="max-wide:hidden" />
      </div>
      <Skeleton height={296} />
    </div>
  );
}
