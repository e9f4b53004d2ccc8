'use client';
import type { AcceptCost, CollectionStatus } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { ErrorState } from '@/components/ui/states';
import { useSend } from '@/lib/api/hooks';
import { useUsdRange } from './usd-range';

type Estimate = NonNullable<CollectionStatus['metrics']['estimate']>;

/** The estimate to accept before the first paid request; what is accepted is its upper end. */
export function AcceptCostPanel({ estimate, pollSeconds }: { estimate: Estimate; pollSeconds: number }) {
  const t = useTranslations('collection.accept');
  const range = useUsdRange();
  const send = useSend<unknown>(['/collection']);
  const accept = (): void => {
    const body: AcceptCost = { monthUsd: estimate.monthUsd.high, backfillUsd: estimate.backfillUsd.high };
    send.mutate({ path: '/collection/accept-cost', body });
  };
  return (
    <Panel title={t('title')} className="border-warning">
      <p>{t('text', { series: estimate.series })}</p>
      <div className="my-3 flex flex-wrap gap-x-8 gap-y-3">
        <Figure value={range(estimate.backfillUsd)} label={t('backfill')} />
        <Figure
          value={range(estimate.monthUsd)}
          label={t('month', { minutes: Math.round(pollSeconds / 60) })}
        />
      </div>
      {send.isSuccess ? (
        <p role="status" className="font-semibold">
          {t('done')}
        </p>
      ) : (
        <Button look="primary" onClick={accept} disabled={send.isPending}>
          {t(send.isPending ? 'sending' : 'button')}
        </Button>
      )}
      {send.error ? <ErrorState error={send.error} onRetry={accept} /> : null}
      <p className="mt-3 text-small text-muted">{t('budget')}</p>
    </Panel>
  );
}
