'use client';
import { SecurityGroupAttributes, type Ec2InstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Definition, Definitions, Mono } from '@/features/fleet';
import { RuleList } from '@/features/network';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';

/** Where the instance stands in the network, and whom its security groups let in. */
export function PlacementPanel({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const { subnet } = details;
  return (
    <Panel title={t('page.network')}>
      <Definitions>
        <Definition name={t('fact.zone')}>{details.availabilityZone ?? '–'}</Definition>
        <Definition name={t('fact.vpc')}>
          <Mono>{details.vpcId ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.subnet')}>
          {subnet?.resourceId ? (
            <ResourceLink kind="subnet" id={subnet.resourceId} className="link">
              {subnet.name ?? subnet.id}
            </ResourceLink>
          ) : null}
          {subnet?.name || !subnet ? <Mono>{details.subnetId ?? '–'}</Mono> : null}
        </Definition>
        <Definition name={t('fact.reach')}>{t(reachOf(details))}</Definition>
        <Definition name={t('fact.privateIp')}>
          <Mono>{details.privateIp ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.publicIp')}>
          <Mono>{details.publicIp ?? t('fact.noPublicIp')}</Mono>
        </Definition>
        <Definition name={t('fact.groups')}>
          {details.securityGroups.length === 0 ? t('fact.noGroup') : null}
          {details.securityGroups.map((group) => (
            <GroupRules key={group.id} group={group} />
          ))}
        </Definition>
      </Definitions>
    </Panel>
  );
}

type Reach = 'fact.reachPublic' | 'fact.reachPublicNoIp' | 'fact.reachPrivate' | 'fact.reachUnknown';

/** Only an instance with a public address in a public subnet can be reached from outside. */
function reachOf({ subnet, publicIp }: Ec2InstanceAttributes): Reach {
  if (subnet === null || subnet.public === null) return 'fact.reachUnknown';
  if (!subnet.public) return 'fact.reachPrivate';
  return publicIp === null ? 'fact.reachPublicNoIp' : 'fact.reachPublic';
}

function GroupRules({ group }: { group: Ec2InstanceAttributes['securityGroups'][number] }) {
  const t = useTranslations('ec2.fact');
  const query = useResource(group.resourceId);
  const details = query.data ? attributesOf(SecurityGroupAttributes, query.data) : null;
  const name = group.name ?? group.id;
  return (
    <div className="mb-1.5 last:mb-0">
      {group.resourceId ? (
        <ResourceLink kind="security_group" id={group.resourceId} className="link">
          {name}
        </ResourceLink>
      ) : (
        name
      )}
      {name === group.id ? null : <Mono>{group.id}</Mono>}
      <div className="text-small">
        {details ? (
          <RuleList rules={details.inbound} groupId={group.id} shown={4} />
        ) : query.isPending ? null : (
          <span className="text-muted">{t('rulesUnknown')}</span>
        )}
      </div>
    </div>
  );
}
