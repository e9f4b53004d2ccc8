'use client';
import {
  ServiceAttributes,
  TargetGroupAttributes,
  type List,
  type ResourceItem,
  type TaskDetail,
} from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ResourceLink } from '@/components/ui/resource-link';
import { attributesOf } from '@/lib/api/attributes';
import { useApi, useResource } from '@/lib/api/hooks';
import { CanaryLine } from './canary-line';

/** Every check that says whether a task works: its containers' own, its target groups', canaries of its service. */
export function TaskHealth({ task }: { task: TaskDetail }) {
  const t = useTranslations('loadBalancing.task');
  const service = useResource(task.serviceId);
  const attributes = service.data ? attributesOf(ServiceAttributes, service.data) : null;
  const arns = (attributes?.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
  const checked = task.containers.filter(({ health }) => health !== null && health !== 'UNKNOWN');
  return (
    <div className="flex flex-col gap-2 text-table">
      <Line name={t('container')} field="container-health">
        {checked.length === 0
          ? t('noContainerCheck')
          : checked.map(({ name, health }) => `${name} ${health}`).join(', ')}
      </Line>
      <Line name={t('target')} field="target-health">
        {task.serviceId !== null && service.isPending ? '…' : null}
        {arns.map((arn) => (
          <Target key={arn} arn={arn} task={task.id} />
        ))}
        {(attributes || task.serviceId === null) && arns.length === 0 ? t('noTarget') : null}
      </Line>
      {task.serviceId === null ? null : <Canaries service={task.serviceId} />}
    </div>
  );
}

function Line({ name, field, children }: { name: string; field: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[110px_minmax(0,1fr)] gap-x-3">
      <span className="text-muted">{name}</span>
      <div data-field={field}>{children}</div>
    </div>
  );
}

/** What one target group says of the task. */
function Target({ arn, task }: { arn: string; task: string }) {
  const t = useTranslations('loadBalancing.task');
  const query = useApi<List<ResourceItem>>(
    '/resources',
    { arn },
    { topics: ['resources'], refetchSeconds: 30 },
  );
  const item = query.data?.items[0];
  if (!item) return <span>{query.isPending ? '…' : t('unknown')}</span>;
  const group = attributesOf(TargetGroupAttributes, item);
  const target = group?.targets?.find(({ taskId }) => taskId === task) ?? null;
  const bad = target?.state === 'unhealthy';
  return (
    <span className="block">
      <span className={bad ? 'font-semibold text-critical' : undefined}>
        {target?.state ?? t(group?.targets ? 'notRegistered' : 'unknown')}
      </span>{' '}
      <span className="text-muted">{t('in')}</span>{' '}
      <ResourceLink kind="target_group" id={item.id} className="link">
        {item.name}
      </ResourceLink>
      {target?.description ? <span className="block text-small text-muted">{target.description}</span> : null}
    </span>
  );
}

function Canaries({ service }: { service: string }) {
  const t = useTranslations('loadBalancing.task');
  const query = useApi<List<ResourceItem>>(
    '/resources',
    { kind: 'canary', parent: service, limit: 20 },
    { topics: ['resources'], refetchSeconds: 60 },
  );
  return (
    <Line name={t('canaries')} field="canaries">
      {query.data?.items.length === 0 ? t('noCanary') : null}
      {query.data?.items.map((canary) => (
        <CanaryLine key={canary.id} item={canary} />
      ))}
    </Line>
  );
}
