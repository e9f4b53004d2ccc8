'use client';
import type { ResourceItem, TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ResourceLink } from '@/components/ui/resource-link';
import { useApi } from '@/lib/api/hooks';
import { mib, vcpu } from '@/lib/format/value';

/** Where the task is and was: the names and numbers that people copy into other tools. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks');
  const words = useTranslations('tasks.detail');
  const network = task.network;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-table">
      <Row name={words('cluster')}>
        <ResourceLink kind="ecs_cluster" id={task.clusterId}>
          {task.clusterName}
        </ResourceLink>
      </Row>
      {task.serviceId !== null ? (
        <Row name={words('service')}>
          <ResourceLink kind="ecs_service" id={task.serviceId}>
            {task.serviceName}
          </ResourceLink>
        </Row>
      ) : null}
      <Row name={words('definition')}>{`${task.family}:${task.revision}`}</Row>
      <Row name={words('trigger')}>
        {t(`trigger.${task.trigger}`)}
        {task.startedBy ? <Mono>{task.startedBy}</Mono> : null}
      </Row>
      <Row name={words('launchType')}>{task.launchType ?? words('unknown')}</Row>
      {task.capacityProvider ? <Row name={words('capacityProvider')}>{task.capacityProvider}</Row> : null}
      {task.platformVersion ? <Row name={words('platform')}>{task.platformVersion}</Row> : null}
      <Row name={words('size')}>{`${vcpu(task.cpu)}, ${mib(task.memory)}`}</Row>
      <Row name={words('zone')}>{task.availabilityZone ?? words('unknown')}</Row>
      {task.containerInstanceId ? (
        <Row name={words('host')}>
          <Host containerInstanceId={task.containerInstanceId} />
        </Row>
      ) : null}
      {network ? (
        <>
          <Row name={words('eni')}>
            <Mono>{network.eniId ?? words('unknown')}</Mono>
          </Row>
          <Row name={words('ip')}>
            <Mono>{network.privateIp ?? words('unknown')}</Mono>
          </Row>
          <Row name={words('subnet')}>
            <Mono>{network.subnetId ?? words('unknown')}</Mono>
          </Row>
        </>
      ) : null}
      {task.stopCode ? (
        <Row name={words('stopCode')}>
          <Mono>{task.stopCode}</Mono>
        </Row>
      ) : null}
      {task.stoppedReason ? (
        <Row name={words('stoppedReason')}>
          <Mono>{task.stoppedReason}</Mono>
        </Row>
      ) : null}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="block font-mono text-small [overflow-wrap:anywhere]">{children}</span>;
}

/** The EC2 host behind a container instance. */
function Host({ containerInstanceId }: { containerInstanceId: string }) {
  const query = useApi<ResourceItem>(`/resources/${encodeURIComponent(containerInstanceId)}`);
  const ec2 = query.data?.attributes.ec2ResourceId;
  const native = query.data?.attributes.ec2InstanceId;
  const name = typeof native === 'string' ? native : (query.data?.name ?? containerInstanceId);
  if (typeof ec2 !== 'string') return <span className="font-mono text-small">{name}</span>;
  return (
    <ResourceLink kind="ec2_instance" id={ec2} className="font-mono text-small hover:underline">
      {name}
    </ResourceLink>
  );
}
