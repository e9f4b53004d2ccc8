'use client';
import { SecurityGroupAttributes, SubnetAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { Definition, Definitions, Mono, ResourceColumns, ResourceHead, UsedBy } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { FreeAddresses, useAccessText } from './free-addresses';
import { nativeIdOf } from './model/network';
import { OpenedNote, useOpenings } from './opened-note';
import { RuleList } from './rule-text';

/** A subnet: has it room, and who is in it? A security group: whom does it let in, and who carries it? */
export function NetworkPlacePage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={480}>
      {(item) => (item.kind === 'subnet' ? <Subnet item={item} /> : <Group item={item} />)}
    </Await>
  );
}

function Subnet({ item }: { item: ResourceItem }) {
  const t = useTranslations('network');
  const access = useAccessText();
  const details = attributesOf(SubnetAttributes, item);
  if (!details) return <Empty title={t('undescribed')} height={240} />;
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/network', name: t('title') }}
        badges={<Badge>{access(details)}</Badge>}
        calm={t('subnet.calm')}
      />
      <ResourceColumns
        main={
          <>
            <Panel title={t('subnet.usedBy')}>
              <UsedBy ids={details.usedBy} shown={60} />
            </Panel>
            <EventsPanel resource={item.id} title={t('events')} />
          </>
        }
        side={
          <Panel title={t('facts')}>
            <Definitions>
              <Definition name={t('fact.id')}>
                <Mono>{nativeIdOf(item)}</Mono>
              </Definition>
              <Definition name={t('subnet.addresses')}>
                <FreeAddresses details={details} low={item.status === 'warning'} />
              </Definition>
              <Definition name={t('subnet.interfaces')}>{integer(details.interfaces)}</Definition>
              <Definition name={t('subnet.zone')}>
                {details.availabilityZone} {details.zoneId ? `(${details.zoneId})` : ''}
              </Definition>
              <Definition name={t('subnet.cidr')}>
                <Mono>{details.cidr}</Mono>
              </Definition>
              <Definition name={t('fact.vpc')}>
                {details.vpcName ?? ''} <Mono>{details.vpcId}</Mono>
              </Definition>
              <Definition name={t('subnet.access')}>{access(details)}</Definition>
              <Definition name={t('fact.defaultRoute')}>
                <Mono>{details.defaultRoute ?? (details.public === null ? '–' : t('fact.noRoute'))}</Mono>
              </Definition>
              <Seen item={item} />
            </Definitions>
          </Panel>
        }
      />
    </div>
  );
}

function Group({ item }: { item: ResourceItem }) {
  const t = useTranslations('network');
  const details = attributesOf(SecurityGroupAttributes, item);
  const known = useOpenings(item.id);
  if (!details) return <Empty title={t('undescribed')} height={240} />;
  const groupId = nativeIdOf(item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead item={item} list={{ href: '/network', name: t('title') }} calm={t('group.calm')} />
      <ResourceColumns
        main={
          <>
            <Panel title={t('group.letsIn')}>
              <div className="text-table">
                <RuleList
                  rules={details.inbound}
                  groupId={groupId}
                  shown={60}
                  note={(rule) => <OpenedNote rule={rule} group={item} known={known} />}
                />
              </div>
            </Panel>
            <Panel title={t('group.letsOut')}>
              <div className="text-table">
                <RuleList rules={details.outbound} groupId={groupId} direction="outbound" shown={60} />
              </div>
            </Panel>
            <Panel title={t('group.usedBy')}>
              <UsedBy ids={details.usedBy} shown={60} />
            </Panel>
            <EventsPanel resource={item.id} title={t('events')} />
          </>
        }
        side={
          <Panel title={t('facts')}>
            <Definitions>
              <Definition name={t('fact.id')}>
                <Mono>{groupId}</Mono>
              </Definition>
              <Definition name={t('group.description')}>{details.description ?? '–'}</Definition>
              <Definition name={t('fact.vpc')}>
                <Mono>{details.vpcId ?? '–'}</Mono>
              </Definition>
              <Definition name={t('subnet.interfaces')}>{integer(details.interfaces)}</Definition>
              <Seen item={item} />
            </Definitions>
          </Panel>
        }
      />
    </div>
  );
}

function Seen({ item }: { item: ResourceItem }) {
  const t = useTranslations('network.fact');
  return (
    <Definition name={t('seen')}>
      <Ago at={item.describedAt} />
    </Definition>
  );
}
