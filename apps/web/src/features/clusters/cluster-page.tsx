'use client';
// The page answers: does this cluster have room, and who uses it?
import { ClusterAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { ExternalLink } from '@/components/ui/external-link';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Await } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { Trail } from '@/components/ui/trail';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource, useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useHref } from '@/lib/url/view';
import { CapacityPanel } from './capacity-panel';
import { ClusterCharts } from './cluster-charts';
import { ClusterSentence } from './cluster-sentence';
import { HostUsage } from './host-usage';
import { InstancesPanel } from './instances-panel';
import { RoomPanel } from './room-panel';
import { ServicesPanel } from './services-panel';
import { StrategyPanel } from './strategy-panel';
import { useCapacity } from './use-capacity';

const MOST = 500;

export function ClusterPage({ id }: { id: string }) {
  useAttention(id);
  const cluster = useResource(id);
  return (
    <Await query={cluster} height="page">
      {(item) => <Content item={item} />}
    </Await>
  );
}

function Content({ item }: { item: ResourceItem }) {
  const t = useTranslations('clusters');
  const common = useTranslations('common');
  const href = useHref();
  const attributes = attributesOf(ClusterAttributes, item);
  const onHosts = (attributes?.registeredInstances ?? 0) > 0;
  const instances = useResources(
    { kind: 'ecs_container_instance', parent: item.id, limit: MOST, environment: '', team: '' },
    { enabled: onHosts },
  );
  const capacity = useCapacity(item.id);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<Trail item={item} list={{ href: '/clusters', label: t('title') }} />}
        title={item.name}
        badges={
          <>
            <EnvironmentBadge environment={item.environment} />
            {attributes?.launchTypes.map((type) => (
              <Badge key={type}>{type}</Badge>
            ))}
            <Link className="link text-small font-normal" href={href('/jobs', { cluster: item.id })}>
              {t('jobs')}
            </Link>
            <span className="text-small font-normal">
              <ExternalLink href={item.consoleUrl}>{common('openInAws')}</ExternalLink>
            </span>
          </>
        }
        sentence={<ClusterSentence item={item} attributes={attributes} capacity={capacity.data} />}
        figures={attributes ? <Figures item={item} attributes={attributes} /> : null}
      />
      <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] gap-3.5 max-wide:grid-cols-1">
        <CapacityPanel item={item} query={capacity} />
        <StrategyPanel query={capacity} />
      </div>
      {onHosts ? <ClusterCharts id={item.id} /> : null}
      <Tabs
        label={item.name}
        tabs={[
          { value: 'services', label: t('tab.services'), content: <ServicesPanel cluster={item} /> },
          { value: 'room', label: t('tab.room'), content: <RoomPanel query={capacity} /> },
          ...(onHosts
            ? [
                {
                  value: 'instances',
                  label: t('tab.instances'),
                  content: <InstancesPanel query={instances} />,
                },
                { value: 'usage', label: t('tab.usage'), content: <HostUsage query={capacity} /> },
              ]
            : []),
          {
            value: 'events',
            label: t('tab.events'),
            content: (
              <div className="flex flex-col gap-3.5">
                <EventsPanel resource={item.id} title={t('tab.events')} />
                <RevisionsPanel id={item.id} />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}

function Figures({ item, attributes }: { item: ResourceItem; attributes: ClusterAttributes }) {
  const t = useTranslations('clusters.figure');
  const filter = { cluster: item.id };
  return (
    <>
      <Figure
        value={
          <Fact of={{ k: 'count', what: 'services', filter }} value={attributes.activeServices}>
            {integer(attributes.activeServices)}
          </Fact>
        }
        label={t('services')}
      />
      <Figure
        value={
          <Fact
            of={{ k: 'count', what: 'tasks', filter: { ...filter, state: 'RUNNING' } }}
            value={attributes.runningTasks}
          >
            {integer(attributes.runningTasks)}
          </Fact>
        }
        label={
          attributes.pendingTasks > 0 ? t('tasksPending', { count: attributes.pendingTasks }) : t('tasks')
        }
      />
      {attributes.registeredInstances > 0 ? (
        <Figure value={integer(attributes.registeredInstances)} label={t('hosts')} />
      ) : null}
    </>
  );
}
