'use client';
import type { TaskItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Panel } from '@/components/ui/panel';
import { Empty, ErrorState, Skeleton } from '@/components/ui/states';
import { integer } from '@/lib/format/value';
import { useRange } from '@/lib/url/view';
import { NO_FILTERS, chips, taskParams, type TaskFilters } from '../model/task-filters';
import type { TaskPages } from '../use-task-list';
import type { TaskSort } from '../use-task-filters';
import { useTaskColumns } from './task-columns';

/** The tasks that match, newest first, page after page from the server. */
export function TaskTable({
  pages,
  filters,
  range,
  sort,
  selected,
  onSort,
  onOpen,
  onFilter,
}: {
  pages: TaskPages;
  filters: TaskFilters;
  /** As the API resolved it, for the provenance of the count. */
  range: { from: string; to: string } | undefined;
  sort: TaskSort;
  selected: string | null;
  onSort: (sort: string) => void;
  onOpen: (task: TaskItem) => void;
  onFilter: (next: TaskFilters) => void;
}) {
  const t = useTranslations('tasks.table');
  const columns = useTaskColumns(onOpen);
  const { head, tasks } = pages;
  return (
    <Panel
      title={t('title')}
      flush
      hint={head ? <Showing shown={tasks.length} head={head} filters={filters} range={range} /> : null}
    >
      {pages.error && tasks.length === 0 ? (
        <div className="px-3.5">
          <ErrorState error={pages.error} onRetry={pages.retry} height={320} />
        </div>
      ) : pages.loading ? (
        <Skeleton height={420} className="mx-3.5" />
      ) : tasks.length === 0 ? (
        <NoTasks filters={filters} onFilter={onFilter} />
      ) : (
        <div className={pages.dimmed ? 'opacity-60' : undefined} aria-busy={pages.dimmed}>
          <DataTable
            caption={t('caption')}
            columns={columns}
            rows={tasks}
            rowId={(task) => task.id}
            sort={sort}
            onSort={onSort}
            onOpen={onOpen}
            selected={selected}
            maxHeight={640}
            virtualFrom={60}
          />
          {pages.hasMore ? (
            <div className="flex justify-center border-t border-line px-3.5 pt-3">
              <Button onClick={pages.more} disabled={pages.loadingMore}>
                {t(pages.loadingMore ? 'loadingMore' : 'more')}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </Panel>
  );
}

function Showing({
  shown,
  head,
  filters,
  range,
}: {
  shown: number;
  head: { total: number | null; atLeast?: number | undefined };
  filters: TaskFilters;
  range: { from: string; to: string } | undefined;
}) {
  const t = useTranslations('tasks.table');
  const total = head.total === null ? t('atLeast', { n: head.atLeast ?? 0 }) : integer(head.total);
  // Only the total is the figure: the rows shown so far are a matter of scrolling.
  return t.rich('showing', {
    shown,
    total: () =>
      head.total === null || !range ? (
        total
      ) : (
        <Fact of={{ k: 'count', what: 'tasks', filter: flat(filters), ...range }} value={head.total}>
          {total}
        </Fact>
      ),
  });
}

/** Filters as the API takes them, lists joined by commas. */
function flat(filters: TaskFilters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(taskParams(filters)).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : value === null ? '' : String(value);
      return text === '' ? [] : [[name, text]];
    }),
  );
}

function NoTasks({ filters, onFilter }: { filters: TaskFilters; onFilter: (next: TaskFilters) => void }) {
  const t = useTranslations('tasks');
  const { setRange } = useRange();
  const filtered = chips(filters).length > 0;
  return (
    <Empty title={t(filtered ? 'table.empty' : 'table.emptyAll')} height={240}>
      <span className="flex flex-wrap justify-center gap-2 pt-1">
        {filtered ? <Button onClick={() => onFilter(NO_FILTERS)}>{t('facet.clear')}</Button> : null}
        <Button onClick={() => setRange({ from: 'now-7d', to: 'now' })}>{t('table.wider')}</Button>
      </span>
    </Empty>
  );
}
