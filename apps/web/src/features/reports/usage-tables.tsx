import type { CapacityReview, ReviewFigure, ReviewFull, ReviewRow, ReviewSaturation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { resourceLink } from './links';
import { TrendBars, UseBar } from './drawings';
import { Table } from './table';
import { usageLines, type KnownFigure } from './usage-lines';

type Week = Pick<CapacityReview, 'from' | 'asOf'>;
const MOST = 200;

const percent = (value: number | null): string => (value === null ? '–' : `${round(value)}\u00a0%`);
const round = (value: number): string =>
  Math.abs(value) >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);

/** Provisioned against used, a line for each dimension; every p95 is one click from its chart. */
export function UsageTable({ rows, review }: { rows: readonly ReviewRow[]; review: Week }) {
  const t = useTranslations('reports');
  if (rows.length === 0) return <p className="text-muted">{t('none.rows')}</p>;
  const head = [
    'name',
    'dimension',
    'provisioned',
    'p50',
    'p95',
    'max',
    'lastWeek',
    'trend',
    'full',
  ] as const;
  return (
    <Table caption={t('column.name')} head={head.map((key) => t(`column.${key}`))}>
      {rows.slice(0, MOST).flatMap((row) =>
        usageLines(row.figures).map((line, i) => (
          <tr key={`${row.id} ${i}`}>
            <td className="min-w-28">{i === 0 ? <Name row={row} review={review} /> : null}</td>
            {'known' in line ? (
              <Figures row={row} figure={line.known} review={review} />
            ) : (
              <Unknown figures={line.unknown} />
            )}
          </tr>
        )),
      )}
    </Table>
  );
}

function Name({ row, review }: { row: ReviewRow; review: Week }) {
  const t = useTranslations('reports');
  return (
    <>
      <ResourceName id={row.id} kind={row.kind} name={row.name} review={review} />
      <span className="block text-small text-muted">
        {[row.parentName, row.size, row.environment, row.team].filter(Boolean).join(' · ')}
        {row.gone ? ` · ${t('gone')}` : ''}
      </span>
    </>
  );
}

function ResourceName({ id, kind, name, review }: { id: string; kind: string; name: string; review: Week }) {
  const path = resourceLink(kind, id, review);
  return path === null ? (
    <b>{name}</b>
  ) : (
    <Link prefetch={false} className="font-semibold underline-offset-2 hover:underline" href={path}>
      {name}
    </Link>
  );
}

function Unknown({ figures }: { figures: readonly ReviewFigure[] }) {
  const t = useTranslations('reports');
  const amounts = figures.filter((figure) => figure.provisioned !== null).map(provisioned);
  return (
    <>
      <td>{figures.map(({ dimension }) => t(`dimension.${dimension}`)).join(', ')}</td>
      <td className="whitespace-nowrap">{amounts.length === 0 ? '–' : amounts.join(', ')}</td>
      <td colSpan={6} className="text-muted">
        {t(`unknown.${figures[0]?.unknown ?? 'no_data'}`)}
      </td>
    </>
  );
}

function Figures({ row, figure, review }: { row: ReviewRow; figure: KnownFigure; review: Week }) {
  const t = useTranslations('reports');
  const { p50, p95, max } = figure;
  const path = resourceLink(row.kind, row.id, review);
  const metric = figure.source?.metric ?? t(`dimension.${figure.dimension}`);
  const trend = figure.trend.map((week) => week.p95);
  return (
    <>
      <td>{t(`dimension.${figure.dimension}`)}</td>
      <td className="whitespace-nowrap">{provisioned(figure)}</td>
      <td>{percent(p50)}</td>
      <td className="whitespace-nowrap">
        {path === null ? (
          percent(p95)
        ) : (
          <Link
            prefetch={false}
            className="link"
            href={path}
            aria-label={t('chart', { name: row.name, metric: `${metric} ${percent(p95)}` })}
          >
            {percent(p95)}
          </Link>
        )}{' '}
        <UseBar
          p50={p50}
          p95={p95}
          max={max}
          label={`p50 ${percent(p50)}, p95 ${percent(p95)}, max ${percent(max)}`}
        />
      </td>
      <td>{percent(max)}</td>
      <td>{percent(figure.lastWeek.p95)}</td>
      <td>
        <TrendBars values={trend} label={t('trendText', { values: trend.map(percent).join(', ') })} />
      </td>
      <td className="whitespace-nowrap">{figure.full === null ? '–' : <Full full={figure.full} />}</td>
    </>
  );
}

export function Full({ full }: { full: ReviewFull }) {
  const t = useTranslations('reports');
  const low = round(full.earliestDays);
  return (
    <>
      {t('days', { days: Math.round(full.days * 10) / 10 })}
      <span className="block text-small text-muted">
        {full.latestDays === null ? t('bandOpen', { low }) : t('band', { low, high: round(full.latestDays) })}
      </span>
    </>
  );
}

function provisioned({ provisioned: amount, unit }: ReviewFigure): string {
  if (amount === null) return '–';
  if (unit === 'Bytes') return `${round(amount / 1024 ** 3)} GiB`;
  return unit === 'vCPU' ? `${Math.round(amount * 100) / 100} vCPU` : round(amount);
}

export function SaturationTable({ items, review }: { items: readonly ReviewSaturation[]; review: Week }) {
  const t = useTranslations('reports');
  if (items.length === 0) return <p className="text-muted">{t('none.rows')}</p>;
  const head = ['name', 'dimension', 'p95', 'max', 'lastWeek'] as const;
  return (
    <Table caption={t('section.saturation')} head={['#', ...head.map((key) => t(`column.${key}`))]}>
      {items.map(({ rank, resource, dimension, p95, max, lastWeekP95 }) => (
        <tr key={`${resource.id} ${dimension}`}>
          <td>{rank}</td>
          <td>
            <ResourceName {...resource} review={review} />
            <span className="block text-small text-muted">
              {[resource.parentName, resource.environment, resource.team].filter(Boolean).join(' · ')}
            </span>
          </td>
          <td>{t(`dimension.${dimension}`)}</td>
          <td>{percent(p95)}</td>
          <td>{percent(max)}</td>
          <td>{percent(lastWeekP95)}</td>
        </tr>
      ))}
    </Table>
  );
}
