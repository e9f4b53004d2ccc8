'use client';
import type { CapacityAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import type { ApiQuery } from '@/lib/api/hooks';

type Strategy = CapacityAnswer['strategy'];
type Provider = Strategy['providers'][number];

/** Where the services want their tasks against where they run, beside the cluster's default strategy. */
export function StrategyPanel({ query }: { query: ApiQuery<CapacityAnswer> }) {
  const t = useTranslations('clusters.strategy');
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <Await query={query} height={120}>
        {({ strategy }) => (
          <>
            <SpotShare strategy={strategy} />
            {strategy.providers.length === 0 ? (
              <Empty title={t('empty')} height={100} />
            ) : (
              <Shares providers={strategy.providers} />
            )}
            {strategy.hasDefault ? null : <p className="mt-2 text-small text-muted">{t('none')}</p>}
          </>
        )}
      </Await>
    </Panel>
  );
}

/** Spot against on-demand, as it runs and as the strategies ask for it. */
function SpotShare({ strategy: { spotPercent, spotAskedPercent } }: { strategy: Strategy }) {
  const t = useTranslations('clusters.strategy');
  if (spotPercent === null) return null;
  return (
    <p className="mb-2" data-spot={spotPercent}>
      {t('spot', { spot: Math.round(spotPercent), onDemand: 100 - Math.round(spotPercent) })}{' '}
      {spotAskedPercent === null ? null : (
        <span className="text-muted">{t('spotAsked', { percent: Math.round(spotAskedPercent) })}</span>
      )}
    </p>
  );
}

const HEAD = 'pb-1 pl-3 text-right font-semibold';
const CELL = 'py-1 pl-3 text-right whitespace-nowrap';

function Shares({ providers }: { providers: readonly Provider[] }) {
  const t = useTranslations('clusters.strategy');
  const asked = providers.reduce((sum, share) => sum + share.asked, 0);
  const running = providers.reduce((sum, share) => sum + share.running, 0);
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
        {providers.map((share) => (
          <Row key={share.name} share={share} asked={asked} running={running} />
        ))}
      </tbody>
    </table>
  );
}

/** A share further from what was asked than this is worth a look. */
const DRIFT = 0.15;

function Row({ share, asked, running }: { share: Provider; asked: number; running: number }) {
  const t = useTranslations('clusters.strategy');
  const wanted = asked === 0 ? null : share.asked / asked;
  const actual = running === 0 ? null : share.running / running;
  const drifts = wanted !== null && actual !== null && Math.abs(wanted - actual) > DRIFT;
  const percent = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
  return (
    <tr data-provider={share.name} data-running={share.running}>
      <td className="py-1 font-semibold [overflow-wrap:anywhere]">
        {share.id ? (
          <ResourceLink kind="capacity_provider" id={share.id}>
            {share.name}
          </ResourceLink>
        ) : (
          share.name
        )}
      </td>
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
