'use client';
import type { ResourceItem, ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { CopyButton } from '@/components/ui/copy-button';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Empty } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { mib, vcpu } from '@/lib/format/value';
import { LaunchTypePanel } from './launch-type-panel';

/** How the service is set up, and every change of it that was seen. */
export function ConfigurationPanel({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ServiceAttributes | null;
}) {
  const t = useTranslations('service.configuration');
  return (
    <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
      <Panel title={t('title')} hint={<Described at={item.describedAt} />}>
        {attributes ? (
          <Facts item={item} attributes={attributes} />
        ) : (
          <Empty title={t('unknown')} height={120} />
        )}
      </Panel>
      <div className="flex min-w-0 flex-col gap-3.5">
        {attributes?.taskCpu != null && attributes.taskMemory != null ? (
          <LaunchTypePanel id={item.id} />
        ) : null}
        <RevisionsPanel id={item.id} title={t('changes')} />
      </div>
    </div>
  );
}

function Described({ at }: { at: string }) {
  const t = useTranslations('service.configuration');
  return <>{t.rich('described', { age: () => <Ago at={at} /> })}</>;
}

function Facts({ item, attributes: a }: { item: ResourceItem; attributes: ServiceAttributes }) {
  const t = useTranslations('service.configuration');
  const common = useTranslations('common');
  const orNone = (list: readonly string[]): ReactNode =>
    list.length === 0 ? common('none') : list.join(', ');
  const strategy = a.strategy.map(
    (s) => `${s.capacityProvider} (${t('baseWeight', { base: s.base, weight: s.weight })})`,
  );
  return (
    <FactsList
      rows={[
        [
          t('taskDefinition'),
          a.taskDefinitionId ? (
            <ResourceLink kind="ecs_task_definition" id={a.taskDefinitionId} className="link">
              {a.family}:{a.revision}
            </ResourceLink>
          ) : (
            `${a.family}:${a.revision}`
          ),
        ],
        [t('size'), `${vcpu(a.taskCpu)}, ${mib(a.taskMemory)}${a.architecture ? `, ${a.architecture}` : ''}`],
        [t('scheduling'), t(a.schedulingStrategy === 'DAEMON' ? 'daemon' : 'replica')],
        [t('launch'), strategy.length > 0 ? strategy.join(', ') : (a.launchType ?? common('unknown'))],
        [t('platform'), a.platformVersion ?? common('none')],
        [t('controller'), a.deploymentController],
        [t('width'), `${a.minimumHealthyPercent ?? '–'} % / ${a.maximumPercent ?? '–'} %`],
        [
          t('breaker'),
          a.circuitBreaker?.enable
            ? t(a.circuitBreaker.rollback ? 'breakerRollback' : 'breakerOnly')
            : t('breakerOff'),
        ],
        [
          t('loadBalancer'),
          a.loadBalancers.length === 0
            ? common('none')
            : a.loadBalancers.map((lb) => (
                <span key={`${lb.targetGroupArn}${lb.containerPort}`} className="block">
                  {lb.containerName}:{lb.containerPort}{' '}
                  <span className="text-muted">{lb.targetGroupArn?.split(':').at(-1) ?? ''}</span>
                </span>
              )),
        ],
        [
          t('grace'),
          a.healthCheckGracePeriodSeconds === null ? common('none') : `${a.healthCheckGracePeriodSeconds} s`,
        ],
        [t('subnets'), orNone(a.subnets)],
        [t('groups'), orNone(a.securityGroups)],
        [t('publicIp'), a.assignPublicIp ?? common('none')],
        [t('exec'), common(a.enableExecuteCommand ? 'yes' : 'no')],
        [t('created'), a.createdAt ? <Time at={a.createdAt} /> : common('unknown')],
        [
          'ARN',
          <span key="arn" className="flex items-center gap-2">
            <code className="font-mono text-[11.5px]">{item.arn}</code>
            <CopyButton text={item.arn} />
          </span>,
        ],
      ]}
    />
  );
}
