'use client';
import { TargetGroupAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Definition, Definitions, ResourceColumns, ResourceHead } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource } from '@/lib/api/hooks';
import { CheckPanel, GroupCharts, TargetsPanel } from './group-panel';
import { ResourceName } from './resource-name';

/** Which targets answer, and what does the health check ask of them? */
export function GroupPage({ id }: { id: string }) {
  useAttention(id);
  const query = useResource(id);
  return (
    <Await query={query} height={640}>
      {(item) => <Group item={item} />}
    </Await>
  );
}

function Group({ item }: { item: ResourceItem }) {
  const t = useTranslations('loadBalancing');
  const group = attributesOf(TargetGroupAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/load-balancers', name: t('title') }}
        badges={group?.targetType ? <Badge>{group.targetType}</Badge> : null}
        calm={t('group.calm')}
      />
      <ResourceColumns
        main={
          group ? (
            <>
              <TargetsPanel group={group} />
              <GroupCharts item={item} group={group} />
              <EventsPanel resource={item.id} title={t('group.events')} />
            </>
          ) : null
        }
        side={
          group ? (
            <>
              <CheckPanel item={item} group={group} />
              <Belongs group={group} />
            </>
          ) : null
        }
      />
    </div>
  );
}

function Belongs({ group }: { group: TargetGroupAttributes }) {
  const t = useTranslations('loadBalancing.group');
  return (
    <Panel title={t('belongs')}>
      <Definitions>
        <Definition name={t('service')}>
          {group.services.length === 0 ? t('nobody') : null}
          {group.services.map((id) => (
            <span key={id} className="block">
              <ResourceName kind="ecs_service" id={id} />
            </span>
          ))}
        </Definition>
        <Definition name={t('balancer')}>
          {group.loadBalancers.length === 0 ? t('noBalancer') : null}
          {group.loadBalancers.map(({ id, resourceId }) => (
            <span key={id} className="block">
              {resourceId === null ? id : <ResourceName kind="load_balancer" id={resourceId} />}
            </span>
          ))}
        </Definition>
        <Definition name={t('protocol')}>{group.protocol ?? '–'}</Definition>
      </Definitions>
    </Panel>
  );
}
