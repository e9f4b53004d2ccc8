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
import { useResource, useResources } from '@/lib/api/hooks';
import { HostTasks } from './host-tasks';
import { InstanceCharts } from './instance-charts';
import { InstanceFacts } from './instance-facts';
import { MemoryPanel } from './memory-panel';
import { instanceIdOf } from './model/instance-row';

/** Is this host hot, idle, unhealthy or lost, and what runs on it? */
export function InstancePage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={640}>
      {(item) => <Instance item={item} />}
    </Await>
  );
}

function Instance({ item }: { item: ResourceItem }) {
  const t = useTranslations('ec2.page');
  const parsed = useMemo(() => Ec2InstanceAttributes.safeParse(item.attributes), [item.attributes]);
  const details = parsed.success ? parsed.data : null;
  const nativeId = instanceIdOf(item);
  const hosts = useResources(
    { kind: 'ecs_container_instance', q: nativeId, limit: 5 },
    { enabled: details?.containerInstanceId != null },
  );
  const host = useMemo(
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
            <HostTasks hostId={details?.containerInstanceId ?? null} />
            <EventsPanel resource={item.id} title={t('events')} />
            <RevisionsPanel id={item.id} />
          </>
        }
        side={
          <>
            <AlarmsPanel resource={item.id} />
            <MemoryPanel host={host} />
            <InstanceFacts item={item} details={details} host={host} nativeId={nativeId} />
          </>
        }
      />
    </div>
  );
}

function hostOf(
  items: readonly ResourceItem[],
  id: string,
  nativeId: string,
): ContainerInstanceAttributes | null {
  for (const item of items) {
    const parsed = ContainerInstanceAttributes.safeParse(item.attributes);
    if (parsed.success && (parsed.data.ec2ResourceId === id || parsed.data.ec2InstanceId === nativeId))
      return parsed.data;
  }
  return null;
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
