'use client';
import type { ContainerInstanceAttributes, Ec2InstanceAttributes, ResourceItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Definitions, Mono, hourlyPrice } from '@/features/fleet';
import { mib, usd } from '@/lib/format/value';
import { compareVersions } from './model/age';
import { monthlyUsd, purposeOf, spotSaving, typeParts } from './model/instance-row';

/** What the instance is, how it is bought and what it costs. */
export function MachinePanel({
  item,
  details,
  nativeId,
}: {
  item: ResourceItem;
  details: Ec2InstanceAttributes;
  nativeId: string;
}) {
  const t = useTranslations('ec2');
  return (
    <Panel title={t('page.facts')}>
      <Definitions>
        <Definition name={t('fact.id')}>
          <Mono>{nativeId}</Mono>
        </Definition>
        <TypeRow details={details} />
        <PriceRows details={details} />
        <Definition name={t('fact.launched')}>
          {details.launchTime ? <Time at={details.launchTime} /> : '–'}
        </Definition>
        <Definition name={t('fact.autoScaling')}>
          {details.autoScalingGroup === null ? (
            t('fact.noGroup')
          ) : item.parentId === null ? (
            details.autoScalingGroup
          ) : (
            <ResourceLink kind="auto_scaling_group" id={item.parentId} className="link">
              {details.autoScalingGroup}
            </ResourceLink>
          )}
        </Definition>
        {details.iamInstanceProfile ? (
          <Definition name={t('fact.profile')}>
            <Mono>{details.iamInstanceProfile}</Mono>
          </Definition>
        ) : null}
        <Definition name={t('fact.monitoring')}>
          {details.monitoring === 'detailed' ? t('fact.detailed') : t('fact.basic')}
        </Definition>
        <Definition name={t('fact.imds')}>
          <span className={details.metadataTokens === 'optional' ? 'text-warning' : undefined}>
            {details.metadataTokens === null
              ? '–'
              : t(details.metadataTokens === 'required' ? 'fact.imdsRequired' : 'fact.imdsOptional')}
          </span>
        </Definition>
        {details.stateReason ? (
          <Definition name={t('fact.stateReason')}>
            <Mono>{details.stateReason}</Mono>
          </Definition>
        ) : null}
        <Definition name={t('fact.seen')}>
          <Ago at={item.describedAt} />
        </Definition>
      </Definitions>
    </Panel>
  );
}

function TypeRow({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const { family, generation, graviton } = typeParts(details.instanceType);
  return (
    <Definition name={t('fact.type')}>
      {details.instanceType}
      <span className="block text-small text-muted">
        {[
          generation === null ? family : t('fact.family', { family, generation }),
          t(`purpose.${purposeOf(family)}`),
          graviton ? t('fact.graviton') : null,
          details.architecture,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {details.vcpus === null ? null : (
        <span className="block text-small text-muted">
          {t('fact.size', { vcpus: details.vcpus, memory: mib(details.memoryMiB) })}
        </span>
      )}
    </Definition>
  );
}

/** Spot is set against the list price; an unknown price is said to be unknown. */
function PriceRows({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const locale = useLocale();
  const { lifecycle, hourlyUsd, spotUsd } = details;
  const pair = (hour: number): string =>
    t('fact.pricePair', { hour: hourlyPrice(hour, locale), month: usd(monthlyUsd(hour) ?? 0, locale) });
  const saving = spotSaving(details);
  return (
    <>
      <Definition name={t('fact.lifecycle')}>
        {lifecycle === 'spot' || lifecycle === 'on-demand' ? t(`lifecycle.${lifecycle}`) : lifecycle}
      </Definition>
      {lifecycle === 'spot' ? (
        <Definition name={t('fact.spotPrice')}>
          {spotUsd === null ? t('table.noPrice') : pair(spotUsd)}
          {saving === null ? null : (
            <span className="block text-small text-muted">
              {t(saving >= 0 ? 'fact.saves' : 'fact.costsMore', {
                percent: Math.round(Math.abs(saving) * 100),
              })}
            </span>
          )}
        </Definition>
      ) : null}
      <Definition name={t('fact.price')}>
        {hourlyUsd === null ? t('table.noPrice') : pair(hourlyUsd)}
      </Definition>
    </>
  );
}

/** The ECS agent and how current it is, measured by the newest that runs in this fleet. */
export function AgentPanel({
  host,
  newest,
}: {
  host: ContainerInstanceAttributes | null;
  newest: string | null;
}) {
  const t = useTranslations('ec2');
  if (host === null) return null;
  const behind =
    host.agentVersion !== null && newest !== null && compareVersions(host.agentVersion, newest) < 0;
  return (
    <Panel title={t('fact.agent')}>
      <Definitions>
        <Definition name={t('fact.agentState')}>
          <span className={host.agentConnected ? undefined : 'font-semibold text-warning'}>
            {t(host.agentConnected ? 'agent.connected' : 'agent.disconnected')}
          </span>
        </Definition>
        <Definition name={t('fact.agentVersion')}>
          {host.agentVersion ?? t('agent.unknown')}
          {host.agentVersion === null || newest === null ? null : (
            <span className="block text-small text-muted">
              {behind ? t('agent.behind', { newest }) : t('agent.newest')}
            </span>
          )}
        </Definition>
        {host.dockerVersion ? (
          <Definition name={t('fact.docker')}>
            {host.dockerVersion.replace(/^DockerVersion:\s*/, '')}
          </Definition>
        ) : null}
        {host.capacityProvider ? (
          <Definition name={t('fact.provider')}>{host.capacityProvider}</Definition>
        ) : null}
      </Definitions>
    </Panel>
  );
}
