'use client';
import type { ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Meter } from '@/components/ui/meter';

/** How many failures the deployment circuit breaker has counted of those it allows, and what it then does. */
export function BreakerMeter({ attributes }: { attributes: ServiceAttributes }) {
  const t = useTranslations('service.breaker');
  const { circuitBreaker: breaker, rollout } = attributes;
  const on = breaker?.enable ?? false;
  const active = rollout?.state === 'IN_PROGRESS';
  const threshold = rollout?.breakerThreshold ?? null;
  const failed = rollout?.failedTasks ?? 0;
  const share = threshold ? failed / threshold : 0;
  return (
    <div>
      <p className="flex justify-between gap-3">
        <span>{t('title')}</span>
        <b className="font-semibold">
          {!on ? t('off') : active && threshold !== null ? t('count', { failed, threshold }) : t('on')}
        </b>
      </p>
      {on && active && threshold !== null ? (
        <Meter
          part={share}
          tone={failed === 0 ? 'plain' : 'critical'}
          label={t('count', { failed, threshold })}
          className="my-1"
        />
      ) : null}
      <p className="text-small text-muted">
        {!on ? t('offHint') : breaker?.rollback ? t('rollsBack') : t('stopsOnly')}
      </p>
    </div>
  );
}
