'use client';
// The page answers: why is this service slow or unstable, and did the last rollout do it?
import { ServiceAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { ExternalLink } from '@/components/ui/external-link';
import { PageHead } from '@/components/ui/page-head';
import { Await } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { Trail } from '@/components/ui/trail';
import { ServiceTraffic } from '@/features/load-balancing';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource, useTasks } from '@/lib/api/hooks';
import { AlarmsPanel } from '@/features/alarms';
import { ConfigurationPanel } from './configuration-panel';
import { LogsPanel } from './logs-panel';
import { RecommendationHint } from './recommendation-hint';
import { RolloutStrip } from './rollout-strip';
import { RolloutsPanel } from './rollouts-panel';
import { ScalingPanel } from './scaling-panel';
import { ServiceCharts } from './service-charts';
import { ServiceFigures } from './service-figures';
import { ServiceSentence } from './service-sentence';
import { TaskSetsPanel } from './task-sets-panel';
import { TasksPanel } from './tasks-panel';

/** Living tasks are read whole up to this number; a service beyond it shows counts instead of blocks. */
const LIVING = 500;

export function ServicePage({ id }: { id: string }) {
  useAttention(id);
  const service = useResource(id);
  return (
    <Await query={service} height="page">
      {(item) => <Content item={item} />}
    </Await>
  );
}

function Content({ item }: { item: ResourceItem }) {
  const t = useTranslations('service');
  const common = useTranslations('common');
  const attributes = attributesOf(ServiceAttributes, item);
  const living = useTasks({ service: item.id, state: 'running,starting', limit: LIVING }, { ids: [item.id] });
  const tasks = useMemo(
    () => living.data?.items.filter((task) => task.stoppedAt === null) ?? null,
    [living.data],
  );
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<Trail item={item} list={{ href: '/clusters', label: t('clusters') }} />}
        title={item.name}
        badges={
          <>
            <EnvironmentBadge environment={item.environment} />
            {attributes ? <Kinds attributes={attributes} /> : null}
            {item.team ? <Badge>{item.team}</Badge> : null}
            <span className="text-small font-normal">
              <ExternalLink href={item.consoleUrl}>{common('openInAws')}</ExternalLink>
            </span>
          </>
        }
        sentence={<ServiceSentence item={item} attributes={attributes} />}
        figures={attributes ? <ServiceFigures item={item} attributes={attributes} /> : null}
      />
      {attributes ? <RolloutStrip item={item} attributes={attributes} tasks={tasks} /> : null}
      <RecommendationHint id={item.id} />
      <ServiceCharts item={item} attributes={attributes} />
      <Tabs
        label={item.name}
        tabs={[
          {
            value: 'tasks',
            label: t('tab.tasks'),
            content: (
              <div className="grid grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] items-start gap-3.5 max-wide:grid-cols-1">
                <TasksPanel item={item} revision={attributes?.revision ?? null} />
                <AlarmsPanel resource={item.id} />
                <LogsPanel id={item.id} compact />
              </div>
            ),
          },
          {
            value: 'traffic',
            label: t('tab.traffic'),
            content: <ServiceTraffic item={item} attributes={attributes} />,
          },
          {
            value: 'scaling',
            label: t('tab.scaling'),
            content: <ScalingPanel id={item.id} attributes={attributes} />,
          },
          {
            value: 'events',
            label: t('tab.events'),
            content: <EventsPanel resource={item.id} title={t('tab.events')} />,
          },
          {
            value: 'rollouts',
            label: t('tab.rollouts'),
            content: (
              <div className="flex flex-col gap-3.5">
                {attributes ? <TaskSetsPanel attributes={attributes} /> : null}
                <RolloutsPanel id={item.id} />
              </div>
            ),
          },
          { value: 'logs', label: t('tab.logs'), content: <LogsPanel id={item.id} /> },
          {
            value: 'configuration',
            label: t('tab.configuration'),
            content: <ConfigurationPanel item={item} attributes={attributes} />,
          },
        ]}
      />
    </div>
  );
}

function Kinds({ attributes }: { attributes: ServiceAttributes }) {
  const t = useTranslations('service');
  const architecture = attributes.architecture === 'ARM64' ? ' ARM' : '';
  return (
    <>
      {attributes.launchType ? <Badge>{`${attributes.launchType}${architecture}`}</Badge> : null}
      {attributes.schedulingStrategy === 'DAEMON' ? <Badge title={t('daemonHint')}>DAEMON</Badge> : null}
    </>
  );
}
