'use client';
import { createColumnHelper, tableFeatures, useTable, type RowData } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { cn } from './cn';

export interface Column<T> {
  id: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  align?: 'left' | 'right';
  /** CSS width; the rest share what is left. */
  width?: string;
  /** Left out below 900 px, where the first columns and the marked ones remain. */
  wide?: boolean;
  /** Name of the sort that this column offers; the table asks, the owner sorts (often the server). */
  sort?: string;
}

interface Props<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** `name` or `-name`. */
  sort?: string;
  onSort?: (sort: string) => void;
  onOpen?: (row: T) => void;
  selected?: string | null;
  /** From here on rows are drawn only while near the viewport; the table then scrolls in itself. */
  virtualFrom?: number;
  maxHeight?: number;
  rowHeight?: number;
  rowClass?: (row: T) => string | undefined;
  /** Called when the last row comes near: time to fetch the next page. */
  onEnd?: () => void;
}

const features = tableFeatures({});

/** A real table: sortable headers with aria-sort, rows that open by click or Enter, virtual when long. */
export function DataTable<T extends RowData>(props: Props<T>) {
  const { columns, rows, rowId, virtualFrom = 150, maxHeight = 640, rowHeight = 37 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = rows.length >= virtualFrom;
  const scrolls = useScrolls(scroller) || virtual;
  const defs = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return columns.map((column) => helper.display({ id: column.id }));
  }, [columns]);
  const table = useTable({ features, columns: defs, data: rows as T[], getRowId: rowId });
  const model = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: virtual ? model.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual ? virtualizer.getVirtualItems() : null;
  const reached = items !== null && (items.at(-1)?.index ?? 0) >= model.length - 1;
  const { onEnd } = props;
  useEffect(() => {
    if (reached) onEnd?.();
  }, [reached, onEnd]);
  const visible = items ? items.map((item) => model[item.index]!) : model;
  const before = items?.[0]?.start ?? 0;
  const after = items ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  return (
    <div
      ref={scroller}
      className="overflow-x-auto"
      style={virtual ? { maxHeight, overflowY: 'auto' } : undefined}
      {...(scrolls ? { tabIndex: 0, role: 'region', 'aria-label': props.caption } : {})}
    >
      <table className="w-full border-separate border-spacing-0 text-table" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{props.caption}</caption>
        <thead className={virtual ? 'sticky top-0 z-10 bg-surface' : undefined}>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Spacer height={before} columns={columns.length} /> : null}
          {visible.map((row) => (
            <BodyRow
              key={row.id}
              id={row.id}
              row={row.original}
              columns={columns}
              index={virtual ? row.index + 2 : undefined}
              selected={props.selected === row.id}
              onOpen={props.onOpen}
              className={props.rowClass?.(row.original)}
            />
          ))}
          {after > 0 ? <Spacer height={after} columns={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Whether an element is wider inside than outside, so that the keyboard must be able to scroll it. */
function useScrolls(ref: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return scrolls;
}

interface BodyRowProps<T> {
  id: string;
  row: T;
  columns: readonly Column<T>[];
  index: number | undefined;
  selected: boolean;
  onOpen: ((row: T) => void) | undefined;
  className: string | undefined;
}

/** A row; where rows open, it takes the focus: Enter opens, arrows and j/k walk. */
function BodyRow<T>({ id, row, columns, index, selected, onOpen, className }: BodyRowProps<T>) {
  return (
    <tr
      data-row={id}
      aria-rowindex={index}
      aria-current={selected || undefined}
      tabIndex={onOpen ? 0 : undefined}
      onClick={onOpen ? (event) => (isControl(event.target) ? undefined : onOpen(row)) : undefined}
      onKeyDown={onOpen ? (event) => walk(event, () => onOpen(row)) : undefined}
      className={cn(
        'group',
        onOpen && 'cursor-pointer -outline-offset-2 hover:bg-sunken',
        selected && 'bg-accent-bg',
        className,
      )}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            'border-b border-line px-2 py-2 align-middle first:pl-3.5 last:pr-3.5 group-last:border-b-0',
            column.align === 'right' && 'text-right',
            column.wide && 'max-rail:hidden',
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('a, button, input, label') !== null;
}

function walk(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  const { currentTarget: row, key } = event;
  const next = key === 'ArrowDown' || key === 'j' ? row.nextElementSibling : null;
  const previous = key === 'ArrowUp' || key === 'k' ? row.previousElementSibling : null;
  const neighbour = next ?? previous;
  if (key !== 'Enter' && !(neighbour instanceof HTMLElement)) return;
  event.preventDefault();
  if (key === 'Enter') open();
  else if (neighbour instanceof HTMLElement) neighbour.focus();
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}

function HeaderCell<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}) {
  const t = useTranslations('common');
  const direction =
    sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : undefined;
  return (
    <th
      scope="col"
      style={column.width ? { width: column.width } : undefined}
      aria-sort={column.sort ? (direction ?? 'none') : undefined}
      className={cn(
        'border-b border-line-strong px-2 pb-2 text-left font-semibold text-muted whitespace-nowrap first:pl-3.5 last:pr-3.5',
        column.align === 'right' && 'text-right',
        column.wide && 'max-rail:hidden',
      )}
    >
      {column.sort && onSort ? (
        <button
          type="button"
          className="min-h-6 font-semibold hover:text-text"
          onClick={() => onSort(direction === 'descending' ? column.sort! : `-${column.sort}`)}
          title={t('sort')}
        >
          {column.header}
          <span aria-hidden className="ml-1 text-[9px]">
            {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}
          </span>
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
