import type { CapacityReview, ReviewScaling } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { usd } from '@/lib/format/value';
import { Table } from './table';

const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-US'));

export function StopsTable({ review }: { review: Pick<CapacityReview, 'stops' | 'asOf' | 'watchedFrom'> }) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const { stops, asOf, watchedFrom } = review;
  const known = watchedFrom !== null && watchedFrom < asOf;
  if (stops.length === 0) return <p className="text-muted">{t(known ? 'none.rows' : 'none.stops')}</p>;
  return (
    <Table
      caption={t('section.stops')}
      head={[t('column.name'), t('column.count'), t('column.lastWeek'), t('column.share')]}
    >
      {stops.map((stop) => (
        <tr key={stop.class}>
          <td className={stop.abnormal ? 'font-semibold' : 'text-muted'}>{stop.label[locale]}</td>
          <td>{number(stop.count)}</td>
          <td>{number(stop.lastWeek)}</td>
          <td>{stop.services.map(({ name, count }) => `${name} ${count}`).join(', ')}</td>
        </tr>
      ))}
    </Table>
  );
}

export function DeploymentsTable({ deployments }: { deployments: CapacityReview['deployments'] }) {
  const t = useTranslations('reports');
  const head = ['name', 'ended', 'failed', 'rolledBack', 'success', 'lastWeek'] as const;
  const percent = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : `${Math.round(value * 10) / 10}\u00a0%`;
  const { total, lastWeek, services } = deployments;
  return (
    <Table
      caption={t('section.deployments')}
      head={head.map((key) => (key === 'lastWeek' ? t('column.success') + ' −1' : t(`column.${key}`)))}
    >
      <tr className="font-semibold">
        <td>{t('filter.all')}</td>
        <td>{total.count}</td>
        <td>{total.failed}</td>
        <td>{total.rolledBack}</td>
        <td>{percent(total.successPercent)}</td>
        <td>{percent(lastWeek?.successPercent)}</td>
      </tr>
      {services.slice(0, 50).map((row) => (
        <tr key={row.id}>
          <td>{row.name}</td>
          <td>{row.count}</td>
          <td>{row.failed}</td>
          <td>{row.rolledBack}</td>
          <td>{percent(row.successPercent)}</td>
          <td>{percent(row.lastWeek?.successPercent)}</td>
        </tr>
      ))}
    </Table>
  );
}

export function ScalingTable({ items }: { items: readonly ReviewScaling[] }) {
  const t = useTranslations('reports');
  if (items.length === 0) return <p className="text-muted">{t('none.rows')}</p>;
  const head = ['name', 'bounds', 'activities', 'atMaximum', 'aboveTarget', 'turns'] as const;
  const before = (value: number | null | undefined): string =>
    t('lastWeek', { value: number(value ?? null) });
  return (
    <Table caption={t('section.scaling')} head={head.map((key) => t(`column.${key}`))}>
      {items.slice(0, 100).map((row) => (
        <tr key={row.id}>
          <td>{row.name}</td>
          <td>
            {row.minimum}–{row.maximum}
          </td>
          <td>
            {row.activities}
            <span className="block text-small text-muted">{before(row.lastWeek?.activities)}</span>
          </td>
          <td>
            {number(row.minutesAtMaximum)}
            <span className="block text-small text-muted">{before(row.lastWeek?.minutesAtMaximum)}</span>
          </td>
          <td>{number(row.minutesAboveTarget)}</td>
          <td className={row.flapping ? 'font-semibold text-warning' : undefined}>{row.turns}</td>
        </tr>
      ))}
    </Table>
  );
}

export function TotalsTable({ totals }: { totals: CapacityReview['totals'] }) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const head = [
    'environment',
    'team',
    'services',
    'hosts',
    'databases',
    'hot',
    'idle',
    'unknown',
    'abnormal',
    'failed',
    'saving',
  ] as const;
  return (
    <Table caption={t('section.totals')} head={head.map((key) => t(`column.${key}`))}>
      {[totals.all, ...totals.groups].map((group, i) => (
        <tr key={`${group.environment} ${group.team} ${i}`} className={i === 0 ? 'font-semibold' : undefined}>
          <td>{group.environment ?? t('filter.all')}</td>
          <td>{group.team ?? '–'}</td>
          <td>{group.services}</td>
          <td>{group.hosts}</td>
          <td>{group.databases}</td>
          <td>{group.hot}</td>
          <td>{group.idle}</td>
          <td>{group.unknown}</td>
          <td>{group.abnormalStops}</td>
          <td>{group.deploymentsFailed}</td>
          <td>{group.monthlySavingUsd === null ? '–' : usd(group.monthlySavingUsd, locale)}</td>
        </tr>
      ))}
    </Table>
  );
}
