'use client';
import type { CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { StatusIcon } from '@/components/ui/status';
import { Ago, Time } from '@/components/ui/time';
import { ApiError } from '@/lib/api/client';
import { useCollection } from '@/lib/api/hooks';
import { useNow } from '@/lib/clock';
import { duration } from '@/lib/format/time';
import { useHref, useRange } from '@/lib/url/view';
import { lastSweep } from './last-sweep';

/** What the whole page must be read with: simulated data, history still coming, old data, no network, a bad address. */
export function Banners() {
  const t = useTranslations('shell.banner');
  const { error } = useRange();
  const collection = useCollection();
  const online = useOnline();
  const unreachable = collection.error instanceof ApiError && collection.error.status >= 500;
  return (
    <div className="no-print">
      {online ? null : <Banner tone="warning">{t('offline')}</Banner>}
      {online && unreachable ? <Banner tone="warning">{t('unreachable')}</Banner> : null}
      {error ? <Banner tone="warning">{t('badRange', { error })}</Banner> : null}
      {collection.data ? <CollectionBanners status={collection.data} /> : null}
    </div>
  );
}

function CollectionBanners({ status }: { status: CollectionStatus }) {
  const t = useTranslations('shell.banner');
  const locale = useLocale();
  const href = useHref();
  const { backfill, metrics } = status;
  return (
    <>
      {status.mode === 'demo' ? <Banner>{t('demo')}</Banner> : null}
      {backfill.state === 'running' || backfill.state === 'waiting' ? (
        <Banner>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {t('backfill', { percent: Math.floor(backfill.percent) })}{' '}
              {backfill.reachedBackTo ? (
                <>
                  {t('reachedBackTo')} <Time at={backfill.reachedBackTo} />.{' '}
                </>
              ) : null}
              {backfill.etaSeconds === null
                ? ''
                : t('eta', { duration: duration(backfill.etaSeconds, locale) })}
            </span>
            <span
              role="progressbar"
              aria-label={t('backfillLabel')}
              aria-valuenow={Math.floor(backfill.percent)}
              aria-valuemin={0}
              aria-valuemax={100}
              className="h-1.5 w-40 overflow-hidden rounded-full bg-sunken"
            >
              <span className="block h-full bg-accent" style={{ width: `${backfill.percent}%` }} />
            </span>
          </span>
        </Banner>
      ) : null}
      {metrics.state === 'waiting_for_acceptance' ? (
        <Banner tone="warning">
          {t('acceptCost')}{' '}
          <Link href={href('/collection')} className="link">
            {t('acceptCostLink')}
          </Link>
        </Banner>
      ) : null}
      <LateBanner status={status} />
      <StaleBanner status={status} />
    </>
  );
}

/** The most places that are named. */
const NAMED = 3;

/** Which accounts and regions are shown as they were, not as they are. */
function LateBanner({ status }: { status: CollectionStatus }) {
  const t = useTranslations('shell.banner');
  const href = useHref();
  const pathname = usePathname();
  const { at, late } = lastSweep(status);
  if (late.length === 0) return null;
  const named = late.slice(0, NAMED).map(({ name, region }) => `${name} ${region}`);
  const places =
    late.length > NAMED
      ? t('andMore', { places: named.join(', '), more: late.length - NAMED })
      : named.join(', ');
  return (
    <Banner tone="warning">
      {t('late', { places })}{' '}
      {at === null || late.length < status.scopes.length ? null : (
        <>
          {t('lastRead')} <Ago at={at} />.{' '}
        </>
      )}
      {pathname === '/collection' ? null : (
        <Link href={href('/collection')} className="link">
          {t('lateLink')}
        </Link>
      )}
    </Banner>
  );
}

/** Data may be this much older than one poll: CloudWatch publishes minutes late. */
const ALLOWANCE_SECONDS = 600;

function StaleBanner({ status }: { status: CollectionStatus }) {
  const t = useTranslations('shell.banner');
  const now = useNow(15);
  const at = status.metrics.lastPointAt;
  if (now === null || at === null || status.metrics.state !== 'running') return null;
  if (now - Date.parse(at) < (status.pollSeconds * 2 + ALLOWANCE_SECONDS) * 1000) return null;
  return (
    <Banner tone="warning">
      {t('stale')} <Ago at={at} />.
      {status.metrics.nextPollAt ? (
        <>
          {' '}
          {t('next')} <Time at={status.metrics.nextPollAt} />.
        </>
      ) : null}
    </Banner>
  );
}

function Banner({ tone = 'plain', children }: { tone?: 'plain' | 'warning'; children: ReactNode }) {
  return (
    <div
      role="status"
      className={`flex items-start gap-2 border-b border-line px-6 py-1.5 text-small max-rail:px-4 ${tone === 'warning' ? 'bg-warning-bg text-warning' : 'bg-sunken text-muted'}`}
    >
      {tone === 'warning' ? <StatusIcon status="warning" className="mt-[1px]" /> : null}
      <div>{children}</div>
    </div>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    update();
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return online;
}
