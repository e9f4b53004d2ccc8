'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AcceptCost, CollectionStatus } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { ErrorState } from '@/components/ui/states';
import { request } from '@/lib/api/client';
import { useUsdRange } from './usd-range';

type Estimate = NonNullable<CollectionStatus['metrics']['estimate']>;

/** The estimate to accept before the first paid request; what is accepted is its upper end. */
export function AcceptCostPanel({ estimate, pollSeconds }: { estimate: Estimate; pollSeconds: number }) {
  const t = useTranslations('collection.accept');
  const range = useUsdRange();
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: () => {
      const body: AcceptCost = { monthUsd: estimate.monthUsd.high, backfillUsd: estimate.backfillUsd.high };
      return request<unknown>('/api/v1/collection/accept-cost', {
        method: 'POST',
        body: JSON.stringify(body),
      });
    },
    onSuccess: () => client.invalidateQueries(),
  });
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
      {accept.isSuccess ? (
        <p role="status" className="font-semibold">
          {t('done')}
        </p>
      ) : (
        <Button look="primary" onClick={() => accept.mutate()} disabled={accept.isPending}>
          {t(accept.isPending ? 'sending' : 'button')}
        </Button>
      )}
      {accept.error ? <ErrorState error={accept.error} onRetry={() => accept.mutate()} /> : null}
      <p className="mt-3 text-small text-muted">{t('budget')}</p>
    </Panel>
  );
}
