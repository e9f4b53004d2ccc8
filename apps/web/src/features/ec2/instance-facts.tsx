'use client';
import type { ContainerInstanceAttributes, Ec2InstanceAttributes, ResourceItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Definitions, Mono, hourlyPrice } from '@/features/fleet';
import { usd } from '@/lib/format/value';
import { monthlyUsd, typeParts } from './model/instance-row';

interface Props {
  item: ResourceItem;
  details: Ec2InstanceAttributes | null;
  host: ContainerInstanceAttributes | null;
  nativeId: string;
}

/** What the instance is, what it costs, and where it stands in the network. */
export function InstanceFacts({ item, details, host, nativeId }: Props) {
  const t = useTranslations('ec2');
  return (
    <>
      <Panel title={t('page.facts')}>
        <Definitions>
          <Definition name={t('fact.id')}>
            <Mono>{nativeId}</Mono>
          </Definition>
          {details ? <Machine details={details} /> : null}
          {host ? <AgentRows host={host} /> : null}
          {details?.stateReason ? (
            <Definition name={t('fact.stateReason')}>
              <Mono>{details.stateReason}</Mono>
            </Definition>
          ) : null}
          <Definition name={t('fact.seen')}>
            <Ago at={item.describedAt} />
          </Definition>
        </Definitions>
      </Panel>
      {details ? <NetworkPanel details={details} /> : null}
    </>
  );
}

function Machine({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const locale = useLocale();
  const { family, generation, graviton } = typeParts(details.instanceType);
  const month = monthlyUsd(details.hourlyUsd);
  const lifecycle = details.lifecycle;
  return (
    <>
      <Definition name={t('fact.type')}>
        {details.instanceType}
        <span className="block text-small text-muted">
          {generation === null ? family : t('fact.family', { family, generation })}
          {graviton ? `, ${t('fact.graviton')}` : ''}
          {details.architecture ? `, ${details.architecture}` : ''}
        </span>
      </Definition>
      <Definition name={t('fact.lifecycle')}>
        {lifecycle === 'spot' || lifecycle === 'on-demand' ? t(`lifecycle.${lifecycle}`) : lifecycle}
      </Definition>
      <Definition name={t('fact.price')}>
        {details.hourlyUsd === null || month === null
          ? t('table.noPrice')
          : t('fact.pricePair', { hour: hourlyPrice(details.hourlyUsd, locale), month: usd(month, locale) })}
      </Definition>
      <Definition name={t('fact.launched')}>
        {details.launchTime ? <Time at={details.launchTime} /> : '–'}
      </Definition>
      <Definition name={t('fact.autoScaling')}>{details.autoScalingGroup ?? t('fact.noGroup')}</Definition>
      <Definition name={t('fact.image')}>
        <Mono>{details.imageId ?? '–'}</Mono>
      </Definition>
      <Definition name={t('fact.key')}>{details.keyName ?? t('fact.noKey')}</Definition>
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
    </>
  );
}

function AgentRows({ host }: { host: ContainerInstanceAttributes }) {
  const t = useTranslations('ec2');
  return (
    <>
      <Definition name={t('fact.agent')}>
        <span className={host.agentConnected ? undefined : 'font-semibold text-warning'}>
          {t(host.agentConnected ? 'agent.connected' : 'agent.disconnected')}
        </span>
      </Definition>
      {host.agentVersion ? <Definition name={t('fact.agentVersion')}>{host.agentVersion}</Definition> : null}
      {host.dockerVersion ? (
        <Definition name={t('fact.docker')}>
          {host.dockerVersion.replace(/^DockerVersion:\s*/, '')}
        </Definition>
      ) : null}
      {host.capacityProvider ? (
        <Definition name={t('fact.provider')}>{host.capacityProvider}</Definition>
      ) : null}
    </>
  );
}

function NetworkPanel({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  return (
    <Panel title={t('page.network')}>
      <Definitions>
        <Definition name={t('fact.zone')}>{details.availabilityZone ?? '–'}</Definition>
        <Definition name={t('fact.vpc')}>
          <Mono>{details.vpcId ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.subnet')}>
          <Mono>{details.subnetId ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.privateIp')}>
          <Mono>{details.privateIp ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.publicIp')}>
          <Mono>{details.publicIp ?? t('fact.noPublicIp')}</Mono>
        </Definition>
        <Definition name={t('fact.groups')}>
          {details.securityGroups.map((group) => (
            <span key={group.id} className="block">
              {group.name ?? ''} <span className="font-mono text-small text-muted">{group.id}</span>
            </span>
          ))}
        </Definition>
      </Definitions>
    </Panel>
  );
}
