'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { dateTime, offsetName } from '@/lib/format/time';
import { formatValue } from '@/lib/format/value';
import { onCrosshair } from './crosshair';
import { indexAt, type Geometry } from './geometry';
import { MarkGlyph } from './mark-glyph';
import { COLOUR, type ChartModel, type Mark } from './model';
import { valueAt } from './prepare';

const NEAR_PIXELS = 8;

/** What the chart under the pointer says at that instant; the other charts of the page only show the line. */
export function TooltipLayer({
  id,
  model,
  g,
  marks,
  zone,
}: {
  id: string;
  model: ChartModel;
  g: Geometry;
  marks: readonly Mark[];
  zone: string;
}) {
  const t = useTranslations('charts');
  const locale = useLocale();
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => onCrosshair((state) => setAt(state.owner === id ? state.at : null)), [id]);
  if (at === null) return null;
  const index = indexAt(model.grid, at);
  const instant = model.grid[index] ?? at;
  const x = g.x(instant);
  const side = x > g.width / 2 ? { right: g.width - x + 10 } : { left: x + 10 };
  const near = marks.filter((mark) => Math.abs(g.x(mark.at) - g.x(at)) < NEAR_PIXELS);
  return (
    <div
      data-tooltip
      role="status"
      aria-live="polite"
      className="pointer-events-none absolute z-20 w-max max-w-72 rounded-control border border-line-strong bg-surface px-2.5 py-1.5 text-small shadow-overlay"
      style={{ top: g.top, ...side }}
    >
      <div className="mb-0.5 text-muted">
        {dateTime(instant, zone, locale)} {offsetName(instant, zone)}
      </div>
      {model.series.map((series) => {
        const point = valueAt(series, index);
        const [low, high] = [series.low?.[point.index] ?? null, series.high?.[point.index] ?? null];
        return (
          <div key={series.id} className="flex items-baseline gap-2">
            <span
              aria-hidden
              className="inline-block h-[3px] w-3 shrink-0 self-center rounded-sm"
              style={{ background: COLOUR[series.colour] }}
            />
            <span className="text-muted">{series.label}</span>
            <span className="ml-auto pl-3 font-semibold">{formatValue(point.value, model.unit)}</span>
            {low !== null && high !== null && (low !== point.value || high !== point.value) ? (
              <span className="text-muted">
                {formatValue(low, model.unit)} – {formatValue(high, model.unit)}
              </span>
            ) : null}
          </div>
        );
      })}
      {index >= Math.min(...model.series.map((s) => s.tailFrom)) ? (
        <div className="text-muted">{t('provisional')}</div>
      ) : null}
      {near.map((mark) => (
        <div key={mark.id} className="mt-0.5 flex items-start gap-1.5">
          <span className="mt-px">
            <MarkGlyph kind={mark.kind} />
          </span>
          <span className="[overflow-wrap:anywhere]">{mark.title}</span>
        </div>
      ))}
    </div>
  );
}
