'use client';
import { ServiceAttributes, type ClusterAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { attributesOf } from '@/lib/api/attributes';
import { useTasks } from '@/lib/api/hooks';
import { providerShares, runningBy, type Placed, type ProviderShare } from './model/shares';
import { useClusterServices } from './use-cluster-services';

/** Where the services want their tasks against where they run, beside the cluster's default strategy. */
export function StrategyPanel({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ClusterAttributes | null;
}) {
  const t = useTranslations('clusters.strategy');
  const services = useClusterServices(item.id);
  const tasks = useTasks({
    cluster: item.id,
    state: 'running',
    facets: 'capacityProvider,launchType',
    limit: 1,
  });
  const shares = useMemo(() => {
    const placed = (services.data?.items ?? []).flatMap((service): Placed[] => {
      const found = attributesOf(ServiceAttributes, service);
      return found
        ? [{ running: found.running, strategy: found.strategy, launchType: found.launchType }]
        : [];
    });
    const facets = tasks.data?.facets ?? {};
    const running = runningBy(facets.capacityProvider ?? [], facets.launchType ?? []);
    return providerShares(attributes?.defaultStrategy ?? [], placed, running);
  }, [services.data, tasks.data, attributes]);
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <Await query={tasks} height={120}>
        {() => (shares.length === 0 ? <Empty title={t('empty')} height={100} /> : <Shares shares={shares} />)}
      </Await>
      {attributes && attributes.defaultStrategy.length === 0 ? (
        <p className="mt-2 text-small text-muted">{t('none')}</p>
      ) : null}
    </Panel>
  );
}

const HEAD = 'pb-1 pl-3 text-right font-semibold';
const CELL = 'py-1 pl-3 text-right whitespace-nowrap';

function Shares({ shares }: { shares: readonly ProviderShare[] }) {
  const t = useTranslations('clusters.strategy');
  const asked = shares.reduce((sum, share) => sum + share.asked, 0);
  const running = shares.reduce((sum, share) => sum + share.running, 0);
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{t('title')}</caption>
      <thead>
        <tr className="text-left text-muted">
          <th className="pb-1 font-semibold">{t('provider')}</th>
          <th className={HEAD}>{t('default')}</th>
          <th className={HEAD}>{t('wanted')}</th>
          <th className={HEAD}>{t('actual')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share) => (
          <Row key={share.provider} share={share} asked={asked} running={running} />
        ))}
      </tbody>
    </table>
  );
}

/** A share further from what was asked than this is worth a look. */
const DRIFT = 0.15;

function Row({ share, asked, running }: { share: ProviderShare; asked: number; running: number }) {
  const t = useTranslations('clusters.strategy');
  const wanted = asked === 0 ? null : share.asked / asked;
  const actual = running === 0 ? null : share.running / running;
  const drifts = wanted !== null && actual !== null && Math.abs(wanted - actual) > DRIFT;
  const percent = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
  return (
    <tr>
      <td className="py-1 font-semibold [overflow-wrap:anywhere]">{share.provider}</td>
      <td className={`${CELL} text-muted`}>
        {share.base === null ? '–' : t('baseWeight', { base: share.base, weight: share.weight ?? 0 })}
      </td>
      <td className={CELL}>{percent(wanted)}</td>
      <td className={`${CELL} ${drifts ? 'font-semibold text-warning' : ''}`}>
        {percent(actual)} <span className="text-muted">({share.running})</span>
        {drifts ? <span className="sr-only"> {t('drifts')}</span> : null}
      </td>
    </tr>
  );
}
