'use client';
import { ContainerInstanceAttributes, Ec2InstanceAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { PageHead } from '@/components/ui/page-head';
import { StatusMark } from '@/components/ui/status';
import { Await } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useResource, useResources } from '@/lib/api/hooks';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
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
      <div className="grid items-start gap-3.5 wide:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <InstanceCharts item={item} details={details} />
          <HostTasks hostId={details?.containerInstanceId ?? null} />
          <EventsPanel resource={item.id} title={t('events')} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <MemoryPanel host={host} />
          <InstanceFacts item={item} details={details} host={host} nativeId={nativeId} />
        </div>
      </div>
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
  const t = useTranslations('ec2.page');
  const href = useHref();
  const localised = useLocalised();
  const reason = item.reasons[0];
  const trouble = item.status === 'critical' || item.status === 'warning';
  const tone = item.status === 'critical' ? 'font-semibold text-critical' : 'font-semibold text-warning';
  return (
    <PageHead
      trail={
        <nav className="flex flex-wrap gap-x-1.5">
          <Link href={href('/ec2')} className="hover:underline">
            {t('trail')}
          </Link>
          <span aria-hidden>/</span>
          <span>{item.accountAlias ?? item.accountId}</span>
          <span aria-hidden>/</span>
          <span>{item.region}</span>
        </nav>
      }
      title={item.name}
      badges={
        <>
          <EnvironmentBadge environment={item.environment} />
          {instanceType ? <Badge>{instanceType}</Badge> : null}
          {item.name === nativeId ? null : <Badge className="font-mono font-normal">{nativeId}</Badge>}
        </>
      }
      sentence={
        trouble ? (
          <span className={tone}>{localised(reason?.text) || reason?.message}</span>
        ) : item.state === 'running' ? (
          t.rich('ok', { since: () => <Time at={launchOf(item)} /> })
        ) : (
          t('notRunning', { state: item.state })
        )
      }
      figures={
        <div className="flex flex-wrap items-center gap-2">
          <StatusMark status={item.status} />
          <CopyButton text={item.arn} label={t('copyArn')} />
          <ExternalLink href={item.consoleUrl}>{t('aws')}</ExternalLink>
        </div>
      }
    />
  );
}

function launchOf(item: ResourceItem): string {
  const launched = item.attributes.launchTime;
  return typeof launched === 'string' ? launched : item.firstSeen;
}
