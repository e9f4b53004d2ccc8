'use client';
import { useLocale, useTranslations } from 'next-intl';
import { dateTime } from '@/lib/format/time';
import { formatValue } from '@/lib/format/value';
import { useZone } from '@/lib/url/view';
import type { ChartModel } from './model';

/** The same buckets as a table, newest first. */
export function ChartTable({
  model,
  height,
  caption,
}: {
  model: ChartModel;
  height: number;
  caption: string;
}) {
  const t = useTranslations('charts');
  const locale = useLocale();
  const { zone } = useZone();
  const order = model.grid.map((_, i) => model.grid.length - 1 - i);
  return (
    <div className="overflow-auto" style={{ height }} tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full text-small">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-surface text-left text-muted">
          <tr>
            <th className="py-0.5 pr-3 font-semibold">{t('time')}</th>
            {model.series.map((series) => (
              <th key={series.id} className="px-2 text-right font-semibold">
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((i) => (
            <tr key={model.grid[i]}>
              <td className="py-0.5 pr-3 whitespace-nowrap text-muted">
                {dateTime(model.grid[i]!, zone, locale)}
              </td>
              {model.series.map((series) => (
                <td key={series.id} className="px-2 text-right whitespace-nowrap">
                  {formatValue(series.values[i] ?? null, model.unit)}
                  {series.high && series.high[i] !== series.values[i] && (series.high[i] ?? null) !== null ? (
                    <span className="ml-2 text-muted">
                      {formatValue(series.low?.[i] ?? null, model.unit)} –{' '}
                      {formatValue(series.high[i] ?? null, model.unit)}
                    </span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
