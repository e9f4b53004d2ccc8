'use client';
import { CanaryAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { Ago, Time } from '@/components/ui/time';
import { attributesOf } from '@/lib/api/attributes';

/** Canaries, each in a line, or that there are none. */
export function CanaryLines({ items, none }: { items: readonly ResourceItem[]; none: string }) {
  if (items.length === 0) return <p className="text-table text-muted">{none}</p>;
  return (
    <div className="flex flex-col gap-1.5">
      {items.map((canary) => (
        <CanaryLine key={canary.id} item={canary} />
      ))}
    </div>
  );
}

/** One canary in a line: its name, its schedule, how its last run ended and why. */
export function CanaryLine({ item }: { item: ResourceItem }) {
  const t = useTranslations('loadBalancing.canary');
  const canary = attributesOf(CanaryAttributes, item);
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-table" data-field="canary">
      <StatusMark status={item.status} quiet />
      <ResourceLink kind="canary" id={item.id}>
        {item.name}
      </ResourceLink>
      {canary ? <LastRun canary={canary} /> : null}
      {canary?.schedule ? (
        <span className="text-small text-muted">{t('every', { schedule: canary.schedule })}</span>
      ) : null}
    </p>
  );
}

/** How the last run ended, when, and since when it fails. */
export function LastRun({ canary }: { canary: CanaryAttributes }) {
  const t = useTranslations('loadBalancing.canary');
  const { lastRun } = canary;
  if (lastRun === null) return <span className="text-muted">{t('noRun')}</span>;
  const failed = lastRun.status === 'FAILED';
  return (
    <span className={failed ? 'text-warning' : 'text-muted'}>
      {t('lastRun', { status: lastRun.status })} {lastRun.startedAt ? <Ago at={lastRun.startedAt} /> : null}
      {lastRun.failingSince ? (
        <>
          , {t('failingSince')} <Time at={lastRun.failingSince} />
        </>
      ) : null}
      {lastRun.reason ? `: ${lastRun.reason}` : ''}
    </span>
  );
}
