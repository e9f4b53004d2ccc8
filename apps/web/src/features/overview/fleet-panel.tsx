'use client';
import type { FleetCell, FleetRow, Overview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { resourcePath, useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';

const CELL_KIND = { cluster: 'ecs_service', ec2: 'ec2_instance', rds: 'rds_instance' } as const;
const CELL_SIZE = { cluster: 'w-[18px]', ec2: 'w-[22px]', rds: 'w-[40px]' } as const;

/** Every service, host and database as one cell, grouped where it runs; a cell never moves while the fleet stays. */
export function FleetPanel({ overview }: { overview: Overview }) {
  const t = useTranslations('overview.fleet');
  const rows = overview.fleet.filter((row) => row.cells.length > 0);
  return (
    <Panel title={t('title')} hint={t('hint')}>
      {rows.length === 0 ? (
        <Empty title={t('empty')} height={180}>
          {t('emptyHint')}
        </Empty>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ row }: { row: FleetRow }) {
  const t = useTranslations('overview.fleet');
  const href = useHref();
  const name = row.kind === 'cluster' ? `/clusters/${encodeURIComponent(row.id)}` : `/${row.kind}`;
  return (
    <li className="grid grid-cols-[108px_minmax(0,1fr)_auto] items-center gap-3 max-phone:grid-cols-[minmax(0,1fr)_auto]">
      <Link
        href={href(name)}
        prefetch={false}
        className="truncate underline-offset-2 hover:underline"
        title={row.name}
      >
        {row.name}
      </Link>
      <div className="-ml-[3px] flex flex-wrap max-phone:order-last max-phone:col-span-2">
        {row.cells.map((cell) => (
          <Cell key={cell.id} cell={cell} kind={row.kind} />
        ))}
      </div>
      <span className="min-w-[78px] text-right text-small text-muted">
        {t(`count.${row.kind}`, { count: row.cells.length })}
      </span>
    </li>
  );
}

/** Grey by load; the shape inside tells the status without colour: an exclamation mark is critical, a dot warning, hatching unknown. */
function Cell({ cell, kind }: { cell: FleetCell; kind: FleetRow['kind'] }) {
  const t = useTranslations('overview.fleet');
  const status = useTranslations('common.status');
  const l = useLocalised();
  const href = useHref();
  const loud = cell.status === 'critical' || cell.status === 'warning';
  const reason = l(cell.reasonText) || cell.reason || '';
  const load = cell.load === null ? t('loadUnknown') : t('load', { percent: Math.round(cell.load * 100) });
  const label = [cell.name, status(cell.status), load, reason].filter(Boolean).join(' · ');
  const path = resourcePath(CELL_KIND[kind], cell.id) ?? '/';
  const busy = Math.round(Math.min(1, Math.max(0, cell.load ?? 0)) * 100);
  return (
    <Link
      href={href(path)}
      prefetch={false}
      tabIndex={loud ? 0 : -1}
      aria-label={label}
      title={label}
      data-status={cell.status}
      className="group grid h-6 place-items-center px-[3px]"
    >
      <span
        className={cn(
          'grid h-4 place-items-center rounded-[3px] group-hover:ring-2 group-hover:ring-accent',
          CELL_SIZE[kind],
          cell.status === 'critical' && 'bg-critical',
          cell.status === 'warning' && 'bg-warning-mark',
          cell.status === 'unknown' && 'hatch border border-control',
        )}
        style={
          loud || cell.status === 'unknown'
            ? undefined
            : { background: `color-mix(in oklab, var(--cell-busy) ${busy}%, var(--cell-idle))` }
        }
      >
        {loud ? (
          <span aria-hidden className="text-[11px] leading-none font-bold text-surface">
            {cell.status === 'critical' ? '!' : '•'}
          </span>
        ) : null}
      </span>
    </Link>
  );
}
