'use client';
import { METRIC_PRICES, type ExactAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { StatusIcon } from '@/components/ui/status';
import { useSend } from '@/lib/api/hooks';
import { dateTime } from '@/lib/format/time';
import { exactUsd, formatValue } from '@/lib/format/value';
import { useZone } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import type { ChartModel } from './model';
import { rolledUpPercentiles } from './rolled-up';

/** For every line that is a maximum of percentiles: what the percentile of the whole range is, at a price, on demand. */
export function ExactPercentiles({ model }: { model: ChartModel }) {
  return rolledUpPercentiles(model).map(({ resource, metric, stat }) => (
    <Exact
      key={`${resource} ${metric} ${stat}`}
      question={{ resource, metric, stat }}
      from={model.from}
      to={model.to}
    />
  ));
}

function Exact({
  question,
  from,
  to,
}: {
  question: { resource: string; metric: string; stat: string };
  from: number;
  to: number;
}) {
  const t = useTranslations('charts.exact');
  const locale = useLocale();
  const { stat } = question;
  const send = useSend<ExactAnswer>(['/collection/cost']);
  const price = { low: exactUsd(0, locale), high: exactUsd(METRIC_PRICES.perStatisticsRequest, locale) };
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return (
    <div
      className="mt-1 flex flex-wrap items-baseline gap-x-2 text-small text-muted"
      data-exact={stat}
      aria-live="polite"
    >
      {send.data ? <Answered stat={stat} answer={send.data} /> : null}
      {send.error ? (
        <span className="flex items-center gap-1.5">
          <StatusIcon status="warning" /> {t('failed', { stat })} {send.error.message}
        </span>
      ) : null}
      <button
        type="button"
        className="no-print min-h-6 rounded-control text-left text-faint underline decoration-dotted underline-offset-2 hover:text-text disabled:no-underline max-rail:min-h-11"
        disabled={send.isPending}
        onClick={() => send.mutate({ path: '/metrics/exact', body: { ...question, ...range } })}
      >
        {send.isPending ? t('asking') : t(send.data || send.error ? 'again' : 'ask', { stat, ...price })}
      </button>
    </div>
  );
}

/** The value with the range that it is of, which the chart may have left since. */
function Answered({ stat, answer }: { stat: string; answer: ExactAnswer }) {
  const t = useTranslations('charts.exact');
  const locale = useLocale();
  const { zone } = useZone();
  const localised = useLocalised();
  const [from, to] = [answer.from, answer.to].map((at) => dateTime(Date.parse(at), zone, locale));
  return (
    <span>
      {t('answer', { stat, from: from ?? '', to: to ?? '' })}{' '}
      <b className="font-semibold text-text" data-exact-value={answer.value ?? ''}>
        {answer.value === null ? t('unknown') : formatValue(answer.value, answer.unit)}
      </b>
      {'. '}
      {localised(answer.note)}
    </span>
  );
}
