'use client';
import type { ResourceItem, TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { NativeLink } from '@/components/ui/native-link';
import { ResourceLink } from '@/components/ui/resource-link';
import { Definition, Definitions, Mono } from '@/features/fleet';
import { useApi } from '@/lib/api/hooks';
import { shortId } from '@/lib/format/ids';
import { mib, vcpu } from '@/lib/format/value';
import { TaskServiceFacts } from './task-service-facts';

/** Where the task is and was: the names and numbers that people copy into other tools. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks');
  const words = useTranslations('tasks.detail');
  const network = task.network;
  return (
    <Definitions>
      <Definition name={words('cluster')}>
        <ResourceLink kind="ecs_cluster" id={task.clusterId}>
          {task.clusterName}
        </ResourceLink>
      </Definition>
      {task.serviceId !== null ? (
        <Definition name={words('service')}>
          <ResourceLink kind="ecs_service" id={task.serviceId}>
            {task.serviceName}
          </ResourceLink>
        </Definition>
      ) : null}
      <Definition name={words('definition')}>{`${task.family}:${task.revision}`}</Definition>
      <Definition name={words('trigger')}>
        {t(`trigger.${task.trigger}`)}
        {task.startedBy ? <Mono>{task.startedBy}</Mono> : null}
      </Definition>
      {task.replaces ? (
        <Definition name={words('replaces')}>
          <TaskLink task={task.replaces} />
        </Definition>
      ) : null}
      {task.replacedBy ? (
        <Definition name={words('replacedBy')}>
          <TaskLink task={task.replacedBy} />
        </Definition>
      ) : null}
      <Definition name={words('launchType')}>{task.launchType ?? words('unknown')}</Definition>
      {task.capacityProvider ? (
        <Definition name={words('capacityProvider')}>{task.capacityProvider}</Definition>
      ) : null}
      {task.platformVersion ? <Definition name={words('platform')}>{task.platformVersion}</Definition> : null}
      <Definition name={words('size')}>{`${vcpu(task.cpu)}, ${mib(task.memory)}`}</Definition>
      <Definition name={words('zone')}>{task.availabilityZone ?? words('unknown')}</Definition>
      {task.containerInstanceId ? (
        <Definition name={words('host')}>
          <Host containerInstanceId={task.containerInstanceId} />
        </Definition>
      ) : null}
      {network ? (
        <>
          <Definition name={words('eni')}>
            <Mono>{network.eniId ?? words('unknown')}</Mono>
          </Definition>
          <Definition name={words('ip')}>
            <Mono>{network.privateIp ?? words('unknown')}</Mono>
          </Definition>
          <Definition name={words('subnet')}>
            <Mono>
              {network.subnetId ? <NativeLink kind="subnet" nativeId={network.subnetId} /> : words('unknown')}
            </Mono>
          </Definition>
        </>
      ) : null}
      {task.serviceId === null ? null : <TaskServiceFacts task={task} serviceId={task.serviceId} />}
      {task.stopCode ? (
        <Definition name={words('stopCode')}>
          <Mono>{task.stopCode}</Mono>
        </Definition>
      ) : null}
      {task.stoppedReason ? (
        <Definition name={words('stoppedReason')}>
          <Mono>{task.stoppedReason}</Mono>
        </Definition>
      ) : null}
    </Definitions>
  );
}

function TaskLink({ task }: { task: NonNullable<TaskDetail['replaces']> }) {
  return (
    <ResourceLink kind="ecs_task" id={task.id} className="font-mono text-small hover:underline">
      {shortId(task.taskId)}
    </ResourceLink>
  );
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
