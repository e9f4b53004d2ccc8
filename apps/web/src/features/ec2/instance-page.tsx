'use client';
import { ContainerInstanceAttributes, Ec2InstanceAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge } from '@/components/ui/badge';
import { Await } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { AlarmsPanel } from '@/features/alarms';
import { ResourceColumns, ResourceHead } from '@/features/fleet';
import { UsagePanel } from '@/features/usage';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource, useResources } from '@/lib/api/hooks';
import { AgentMetrics } from './agent-metrics';
import { HealthPanel } from './health-panel';
import { HostTasks } from './host-tasks';
import { InstanceCharts } from './instance-charts';
import { ImagePanel } from './image-panel';
import { AgentPanel, MachinePanel } from './instance-facts';
import { newestVersion } from './model/age';
import { instanceIdOf } from './model/instance-row';
import { PlacementPanel } from './placement-panel';
import { VolumesPanel } from './volumes-panel';

/** Is this host hot, idle, unhealthy or lost, and what runs on it? */
export function InstancePage({ id }: { id: string }) {
  useAttention(id);
  const query = useResource(id);
  return (
    <Await query={query} height={640}>
      {(item) => <Instance item={item} />}
    </Await>
  );
}

function Instance({ item }: { item: ResourceItem }) {
  const t = useTranslations('ec2.page');
  const details = attributesOf(Ec2InstanceAttributes, item);
  const nativeId = instanceIdOf(item);
  const hosts = useResources(
    { kind: 'ecs_container_instance', limit: 500 },
    { enabled: details?.containerInstanceId != null },
  );
  const { host, newest } = useMemo(
    () => hostOf(hosts.data?.items ?? [], item.id, nativeId),
    [hosts.data, item.id, nativeId],
  );
  return (
    <div className="flex flex-col gap-3.5">
      <Head item={item} nativeId={nativeId} instanceType={details?.instanceType ?? null} />
      <ResourceColumns
        main={
          <>
            <InstanceCharts item={item} details={details} />
            {details?.containerInstanceId ? <UsagePanel id={item.id} /> : null}
            <AgentMetrics item={item} host={host} />
            {details ? <VolumesPanel item={item} volumes={details.volumes} /> : null}
            <HostTasks hostId={details?.containerInstanceId ?? null} />
            <EventsPanel resource={item.id} title={t('events')} />
            <RevisionsPanel id={item.id} />
          </>
        }
        side={
          details ? (
            <>
              <HealthPanel details={details} />
              <AlarmsPanel resource={item.id} />
              <MachinePanel item={item} details={details} nativeId={nativeId} />
              <AgentPanel host={host} newest={newest} />
              <ImagePanel details={details} />
              <PlacementPanel details={details} />
            </>
          ) : null
        }
      />
    </div>
  );
}

/** The container instance on this host, and the newest agent that runs on any. */
function hostOf(
  items: readonly ResourceItem[],
  id: string,
  nativeId: string,
): { host: ContainerInstanceAttributes | null; newest: string | null } {
  const hosts = items.flatMap((each) => attributesOf(ContainerInstanceAttributes, each) ?? []);
  return {
    host: hosts.find((each) => each.ec2ResourceId === id || each.ec2InstanceId === nativeId) ?? null,
    newest: newestVersion(hosts.map((each) => each.agentVersion)),
  };
}

function Head({
  item,
  nativeId,
  instanceType,
}: {
  item: ResourceItem;
  nativeId: string;
  instanceType: string | null;
}) {
  const t = useTranslations('ec2');
  return (
    <ResourceHead
      item={item}
      list={{ href: '/ec2', name: t('title') }}
      badges={
        <>
          {instanceType ? <Badge>{instanceType}</Badge> : null}
          {item.name === nativeId ? null : <Badge className="font-mono font-normal">{nativeId}</Badge>}
        </>
      }
      calm={
        item.state === 'running'
          ? t.rich('page.ok', { since: () => <Time at={launchOf(item)} /> })
          : t('page.notRunning', { state: item.state })
      }
    />
  );
}

function launchOf(item: ResourceItem): string {
  const launched = item.attributes.launchTime;
  return typeof launched === 'string' ? launched : item.firstSeen;
}
