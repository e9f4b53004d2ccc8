'use client';
import type { ClusterAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useTasks } from '@/lib/api/hooks';
import { providerShares, type ProviderShare } from './model/room';

/** Where tasks are meant to run (the default capacity provider strategy) against where they do. */
export function StrategyPanel({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ClusterAttributes | null;
}) {
  const t = useTranslations('clusters.strategy');
  const tasks = useTasks({
    cluster: item.id,
    state: 'running',
    facets: 'capacityProvider,launchType',
    limit: 1,
  });
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <Await query={tasks} height={120}>
        {({ facets }) => <Shares strategy={attributes?.defaultStrategy ?? []} facets={facets ?? {}} />}
      </Await>
      {attributes && attributes.defaultStrategy.length === 0 ? (
        <p className="mt-2 text-small text-muted">{t('none')}</p>
      ) : null}
    </Panel>
  );
}

type Facets = Record<string, { value: string; label: string; count: number }[]>;

function Shares({ strategy, facets }: { strategy: ClusterAttributes['defaultStrategy']; facets: Facets }) {
  const t = useTranslations('clusters.strategy');
  const shares = useMemo(() => {
    const providers = facets.capacityProvider ?? [];
    const found = providers.some((facet) => facet.value !== '') ? providers : (facets.launchType ?? []);
    return providerShares(
      strategy,
      Object.fromEntries(found.map((facet) => [facet.value || '–', facet.count])),
    );
  }, [strategy, facets]);
  if (shares.length === 0) return <Empty title={t('empty')} height={100} />;
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{t('title')}</caption>
      <thead>
        <tr className="text-left text-muted">
          <th className="pb-1 font-semibold">{t('provider')}</th>
          <th className="pb-1 text-right font-semibold">{t('base')}</th>
          <th className="pb-1 text-right font-semibold">{t('weight')}</th>
          <th className="pb-1 text-right font-semibold">{t('wanted')}</th>
          <th className="pb-1 text-right font-semibold">{t('actual')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share) => (
          <ShareRow key={share.capacityProvider} share={share} />
        ))}
      </tbody>
    </table>
  );
}

/** A share further from the plan than this is worth a look. */
const DRIFT = 0.15;

function ShareRow({ share }: { share: ProviderShare }) {
  const t = useTranslations('clusters.strategy');
  const percent = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
  const drifts =
    share.wanted !== null && share.actual !== null && Math.abs(share.wanted - share.actual) > DRIFT;
  return (
    <tr>
      <td className="py-1 font-semibold">{share.capacityProvider}</td>
      <td className="py-1 text-right">{share.base}</td>
      <td className="py-1 text-right">{share.weight}</td>
      <td className="py-1 text-right text-muted">{percent(share.wanted)}</td>
      <td className={`py-1 text-right ${drifts ? 'font-semibold text-warning' : ''}`}>
        {percent(share.actual)} <span className="text-muted">({share.running})</span>
        {drifts ? <span className="sr-only"> {t('drifts')}</span> : null}
      </td>
    </tr>
  );
}
