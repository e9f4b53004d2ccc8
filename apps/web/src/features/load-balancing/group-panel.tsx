'use client';
import { LoadBalancerAttributes, TargetGroupAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { Ago } from '@/components/ui/time';
import { ResourceCharts } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import { groupSpecs } from './chart-specs';
import { HealthCheck } from './health-check';
import { rulesTo, shareOf } from './model/rules';
import { countTargets } from './model/targets';
import { Conditions } from './rules-panel';
import { TargetsTable } from './targets-table';

/** The charts of a group; those of requests exist only behind an application load balancer. */
export function GroupCharts({ item, group }: { item: ResourceItem; group: TargetGroupAttributes }) {
  const t = useTranslations('loadBalancing.chart');
  const isNetwork = /^(TCP|TLS|UDP|QUIC)/.test(group.protocol ?? '');
  const specs = useMemo(() => groupSpecs(isNetwork ? 'network' : 'application', t), [isNetwork, t]);
  if (group.loadBalancers.length === 0) return null;
  return <ResourceCharts resource={item.id} specs={specs} changesOf={group.services[0] ?? null} />;
}

/** Targets of a group, with how old they are. */
export function TargetsPanel({ group }: { group: TargetGroupAttributes }) {
  const t = useTranslations('loadBalancing.targets');
  const counts = countTargets(group.targets);
  return (
    <Panel
      title={t('title')}
      hint={
        group.targetsReadAt ? t.rich('age', { age: () => <Ago at={group.targetsReadAt ?? ''} /> }) : undefined
      }
      flush
    >
      {counts && counts.registered > 0 ? (
        <p className="px-3.5 pb-2 text-table" data-field="target-counts">
          {t('counts', { ...counts })}
        </p>
      ) : null}
      <TargetsTable targets={group.targets} unused={group.services.length === 0} />
    </Panel>
  );
}

/** Health check beside the container. */
export function CheckPanel({ item, group }: { item: ResourceItem; group: TargetGroupAttributes }) {
  const t = useTranslations('loadBalancing.check');
  return (
    <Panel title={t('title')} hint={item.name}>
      <HealthCheck item={item} group={group} />
    </Panel>
  );
}

/** Everything of one target group as its service needs it: where requests come from, its check, targets, charts. */
export function GroupOfService({ item }: { item: ResourceItem }) {
  const t = useTranslations('loadBalancing');
  const localised = useLocalised();
  const group = attributesOf(TargetGroupAttributes, item);
  const [reason] = item.reasons;
  if (!group) return null;
  return (
    <div className="flex flex-col gap-3.5">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] items-start gap-3.5 max-wide:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Panel title={t('service.title')}>
            <p className="mb-2 flex flex-wrap items-baseline gap-x-2 text-table">
              <StatusMark status={item.status} quiet />
              <ResourceLink kind="target_group" id={item.id}>
                {item.name}
              </ResourceLink>
              {reason ? <span className="text-muted">{localised(reason.text) || reason.message}</span> : null}
            </p>
            {group.loadBalancers.map(({ id, resourceId }) => (
              <FrontDoor key={id} id={resourceId} group={item.arn} />
            ))}
            {group.loadBalancers.length === 0 ? (
              <p className="text-table text-muted">{t('service.noBalancer')}</p>
            ) : null}
          </Panel>
          <CheckPanel item={item} group={group} />
        </div>
        <TargetsPanel group={group} />
      </div>
      <GroupCharts item={item} group={group} />
    </div>
  );
}

/** A load balancer in front of a group, and the rules by which requests come. */
function FrontDoor({ id, group }: { id: string | null; group: string }) {
  const t = useTranslations('loadBalancing');
  const query = useResource(id);
  const balancer = query.data ? attributesOf(LoadBalancerAttributes, query.data) : null;
  const rows = balancer?.listeners ? rulesTo(balancer.listeners, group) : null;
  return (
    <div className="text-table">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {id === null ? (
          '–'
        ) : (
          <ResourceLink kind="load_balancer" id={id}>
            {query.data?.name ?? id}
          </ResourceLink>
        )}
        {balancer ? (
          <span className="text-muted">
            {balancer.type}, {balancer.scheme ?? t('check.unknown')}
          </span>
        ) : null}
      </p>
      {rows?.map(({ key, listener, rule }) => {
        const share = shareOf(rule, group);
        return (
          <div key={key} className="mt-1.5 border-l-2 border-line-strong pl-2.5" data-field="rule">
            <span className="text-muted">
              {listener},{' '}
              {rule.priority === 'default'
                ? t('rules.default')
                : t('rules.priority', { priority: rule.priority })}
              {share !== null && share < 1
                ? `, ${t('rules.share', { percent: Math.round(share * 100) })}`
                : ''}
            </span>
            <Conditions rule={rule} />
          </div>
        );
      })}
      {rows === null && balancer ? <p className="text-muted">{t('rules.unread')}</p> : null}
      {rows?.length === 0 ? <p className="text-muted">{t('rules.noRule')}</p> : null}
    </div>
  );
}
