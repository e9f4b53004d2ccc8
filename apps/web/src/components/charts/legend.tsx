'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Fact, type FactSource } from '@/components/ui/fact';
import { duration } from '@/lib/format/time';
import { formatValue } from '@/lib/format/value';
import { COLOUR, type ChartModel, type ModelSeries, type SeriesSource } from './model';

function factOf(model: ChartModel, source: SeriesSource, fn: 'latest' | 'max' | 'min'): FactSource {
  return {
    k: 'metric',
    ...source,
    fn,
    from: new Date(model.from).toISOString(),
    to: new Date(model.to).toISOString(),
    step: model.stepMs / 1000,
  };
}

/** Which line is which, with its latest value and its peak, each with its provenance. */
export function Legend({ model }: { model: ChartModel }) {
  const t = useTranslations('charts');
  const locale = useLocale();
  const shown = model.series.filter((series) => !series.quiet);
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-small text-muted">
      {shown.map((series) => (
        <li key={series.id} className="flex items-center gap-1.5 whitespace-nowrap">
          <Swatch series={series} bars={model.kind === 'bars'} />
          <span>{series.label}</span>
          {model.kind === 'bars' ? null : (
            <Figure
              of={series.source && factOf(model, series.source, 'latest')}
              value={series.latest}
              model={model}
            />
          )}
          {series.lowSource ? (
            <span>
              {t('lowest')}{' '}
              <Figure of={factOf(model, series.lowSource, 'min')} value={series.min} model={model} />
            </span>
          ) : series.high && series.max !== null ? (
            <span>
              {t('peak')}{' '}
              <Figure
                of={series.highSource && factOf(model, series.highSource, 'max')}
                value={series.max}
                model={model}
              />
            </span>
          ) : null}
        </li>
      ))}
      {model.kind === 'lines' && model.series.some((series) => series.source) ? (
        <li className="ml-auto text-faint">{t('bucket', { step: duration(model.stepMs / 1000, locale) })}</li>
      ) : null}
    </ul>
  );
}

function Figure({ of, value, model }: { of: FactSource | null; value: number | null; model: ChartModel }) {
  const text = formatValue(value, model.unit);
  return of ? (
    <Fact of={of} value={value} className="font-semibold text-text">
      {text}
    </Fact>
  ) : (
    <span className="font-semibold text-text">{text}</span>
  );
}

function Swatch({ series, bars }: { series: ModelSeries; bars: boolean }) {
  const colour = COLOUR[series.colour];
  return (
    <svg width="14" height="8" aria-hidden className="shrink-0">
      {bars ? (
        <rect x="3" y="0" width="8" height="8" rx="1.5" fill={colour} />
      ) : (
        <line
          x1="0"
          x2="14"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth="2"
          strokeOpacity={series.look === 'pale' || series.look === 'before' ? 0.6 : 1}
          strokeDasharray={
            series.look === 'dashed' ? '4 3' : series.look === 'before' ? '1.5 2.5' : undefined
          }
        />
      )}
    </svg>
  );
}
