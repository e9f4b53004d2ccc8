'use client';
import type { RdsInstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Ago, Time } from '@/components/ui/time';
import { ResourceLink } from '@/components/ui/resource-link';
import { Definition, Definitions, Mono } from '@/features/fleet';
import { useNow } from '@/lib/clock';
import { formatValue } from '@/lib/format/value';
import { EngineText } from './engine-text';
import { MaximumText } from './maximum-text';
import { restorableLag } from './model/engine-support';
import { WindowText } from './window-text';

interface Props {
  item: ResourceItem;
  details: RdsInstanceAttributes;
}

/** What the database is, how it is protected, and who can reach it. */
export function DatabaseFacts(props: Props) {
  return (
    <>
      <Machine {...props} />
      <Protection {...props} />
      <Access {...props} />
    </>
  );
}

function Machine({ item, details }: Props) {
  const t = useTranslations('rds');
  return (
    <Panel title={t('page.facts')}>
      <Definitions>
        <Definition name={t('fact.engine')}>
          <EngineText engine={details.engine} version={details.engineVersion} lifecycle={details.lifecycle} />
        </Definition>
        <Definition name={t('fact.class')}>{details.instanceClass}</Definition>
        {details.vcpus === null ? null : <Definition name={t('fact.vcpus')}>{details.vcpus}</Definition>}
        {details.memoryBytes === null ? null : (
          <Definition name={t('fact.memory')}>{formatValue(details.memoryBytes, 'bytes')}</Definition>
        )}
        <Definition name={t('fact.storage')}>
          {t('fact.storageText', { gib: details.allocatedGiB, type: details.storageType ?? '' })}
          <span className="block text-small text-muted">
            {[
              details.iops === null ? null : t('fact.iops', { iops: details.iops }),
              details.throughput === null ? null : t('fact.throughput', { mib: details.throughput }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </Definition>
        <Definition name={t('fact.ceiling')}>
          {details.maxAllocatedGiB === null || details.maxAllocatedGiB <= details.allocatedGiB
            ? t('fact.ceilingOff')
            : t('fact.ceilingUpTo', { gib: details.maxAllocatedGiB })}
        </Definition>
        <Definition name={t('fact.multiAz')}>
          {details.multiAz
            ? t('fact.multiAzOn', { zone: details.secondaryZone ?? t('fact.unknown') })
            : t('fact.multiAzOff')}
        </Definition>
        <Definition name={t('fact.zone')}>{details.availabilityZone ?? '–'}</Definition>
        {details.cluster?.resourceId ? (
          <Definition name={t('fact.cluster')}>
            <ResourceLink kind="rds_cluster" id={details.cluster.resourceId}>
              {details.cluster.id}
            </ResourceLink>
          </Definition>
        ) : null}
        {details.replicaOf ? <Definition name={t('fact.replicaOf')}>{details.replicaOf}</Definition> : null}
        {details.replicationStatus ? (
          <Definition name={t('fact.replication')}>{details.replicationStatus}</Definition>
        ) : null}
        <Definition name={t('fact.replicas')}>
          {details.replicas.length === 0 ? t('fact.none') : details.replicas.join(', ')}
        </Definition>
        <Definition name={t('fact.created')}>
          {details.createdAt ? <Time at={details.createdAt} /> : t('fact.unknown')}
        </Definition>
        <Definition name={t('fact.seen')}>
          <Ago at={item.describedAt} />
        </Definition>
      </Definitions>
    </Panel>
  );
}

function Protection({ details }: Props) {
  const t = useTranslations('rds');
  const days = details.backupRetentionDays;
  return (
    <Panel title={t('page.protection')}>
      <Definitions>
        <Definition name={t('fact.backups')}>
          {days === null ? (
            t('fact.unknown')
          ) : days === 0 ? (
            <span className="font-semibold text-warning">{t('fact.backupsOff')}</span>
          ) : (
            t('fact.backupsDays', { days })
          )}
        </Definition>
        <Definition name={t('fact.restorable')}>
          <Restorable details={details} />
        </Definition>
        <Definition name={t('fact.backupWindow')}>
          <WindowText text={details.backupWindow} />
        </Definition>
        <Definition name={t('fact.maintenanceWindow')}>
          <WindowText text={details.maintenanceWindow} />
        </Definition>
        <Definition name={t('fact.pending')}>
          {details.pendingChanges.length === 0 ? (
            t('fact.none')
          ) : (
            <span className="font-semibold">{details.pendingChanges.join(', ')}</span>
          )}
        </Definition>
        <Definition name={t('fact.deletion')}>
          {t(details.deletionProtection ? 'fact.yes' : 'fact.no')}
        </Definition>
        <Definition name={t('fact.encrypted')}>{t(details.encrypted ? 'fact.yes' : 'fact.no')}</Definition>
        <Definition name={t('fact.ca')}>
          {details.caCertificate ?? '–'}
          {details.certificateValidTill ? (
            <span className="block text-small text-muted">
              {t('fact.validTill', { day: details.certificateValidTill.slice(0, 10) })}
            </span>
          ) : null}
        </Definition>
        <Definition name={t('fact.insights')}>
          {t(details.performanceInsights ? 'fact.yes' : 'fact.no')}
        </Definition>
        <Definition name={t('fact.enhanced')}>
          {details.enhancedMonitoringSeconds
            ? t('fact.enhancedEvery', { seconds: details.enhancedMonitoringSeconds })
            : t('fact.no')}
        </Definition>
        <Definition name={t('fact.logExports')}>
          {details.logExports.length === 0 ? t('fact.none') : details.logExports.join(', ')}
        </Definition>
      </Definitions>
    </Panel>
  );
}

export function Restorable({ details }: { details: Pick<RdsInstanceAttributes, 'latestRestorableTime'> }) {
  const t = useTranslations('rds.fact');
  const now = useNow(60);
  if (now === null) return null;
  const lag = restorableLag(details.latestRestorableTime, now);
  if (lag === null) return t('unknown');
  return (
    <span className={lag.late ? 'font-semibold text-warning' : undefined}>
      <Time at={details.latestRestorableTime as string} />,{' '}
      {t('restorableAge', { minutes: Math.round(lag.minutes) })}
    </span>
  );
}

function Access({ details }: Props) {
  const t = useTranslations('rds');
  return (
    <Panel title={t('page.network')}>
      <Definitions>
        <Definition name={t('fact.endpoint')}>
          <Mono>{details.endpoint === null ? '–' : `${details.endpoint}:${details.port ?? ''}`}</Mono>
        </Definition>
        <Definition name={t('fact.public')}>
          <span className={details.publiclyAccessible ? 'font-semibold text-warning' : undefined}>
            {t(details.publiclyAccessible ? 'fact.yes' : 'fact.no')}
          </span>
        </Definition>
        <Definition name={t('fact.maxConnections')}>
          <MaximumText details={details} />
        </Definition>
        <Definition name={t('fact.vpc')}>
          <Mono>{details.vpcId ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.subnets')}>
          {details.subnets.length === 0
            ? t('fact.unknown')
            : details.subnets.map(({ id, resourceId, zone }) => (
                <Mono key={id}>
                  <ResourceLink kind="subnet" id={resourceId ?? id} className="hover:underline">
                    {id}
                  </ResourceLink>{' '}
                  {zone}
                </Mono>
              ))}
        </Definition>
        <Definition name={t('fact.groups')}>
          {details.securityGroups.length === 0
            ? t('fact.none')
            : details.securityGroups.map(({ id, resourceId }) => (
                <Mono key={id}>
                  <ResourceLink kind="security_group" id={resourceId ?? id} className="hover:underline">
                    {id}
                  </ResourceLink>
                </Mono>
              ))}
        </Definition>
      </Definitions>
    </Panel>
  );
}
