'use client';
import { LoadBalancerAttributes, type List, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import {
  Definition,
  Definitions,
  Mono,
  ResourceCharts,
  ResourceColumns,
  ResourceHead,
} from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useApi, useResource } from '@/lib/api/hooks';
import { balancerSpecs } from './chart-specs';
import { GroupsTable } from './groups-table';
import { RulesPanel } from './rules-panel';

/** Where do requests go from here, and do they arrive? */
export function BalancerPage({ id }: { id: string }) {
  useAttention(id);
  const query = useResource(id);
  return (
    <Await query={query} height={640}>
      {(item) => <Balancer item={item} />}
    </Await>
  );
}

function Balancer({ item }: { item: ResourceItem }) {
  const t = useTranslations('loadBalancing');
  const details = attributesOf(LoadBalancerAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/load-balancers', name: t('title') }}
        badges={
          details ? (
            <>
              <Badge>{details.type}</Badge>
              {details.scheme ? <Badge>{details.scheme}</Badge> : null}
            </>
          ) : null
        }
        calm={t('page.calm')}
        actions={details?.dnsName ? <CopyButton text={details.dnsName} label={t('page.copyName')} /> : null}
      />
      <ResourceColumns
        main={
          details ? (
            <>
              <Charts item={item} type={details.type} />
              <RulesPanel listeners={details.listeners} />
              <Groups balancer={item.id} />
            </>
          ) : null
        }
        side={
          <>
            {details ? <Facts details={details} /> : null}
            <RevisionsPanel id={item.id} title={t('page.changes')} />
          </>
        }
      />
    </div>
  );
}

function Charts({ item, type }: { item: ResourceItem; type: string }) {
  const t = useTranslations('loadBalancing.chart');
  const specs = useMemo(() => balancerSpecs(type, t), [type, t]);
  return <ResourceCharts resource={item.id} specs={specs} />;
}

function Groups({ balancer }: { balancer: string }) {
  const t = useTranslations('loadBalancing.groups');
  const query = useApi<List<ResourceItem>>(
    '/resources',
    { kind: 'target_group', parent: balancer, limit: 100, sort: '-status' },
    { topics: ['resources'], refetchSeconds: 60 },
  );
  return (
    <Panel title={t('title')} hint={t('behindHint')} flush>
      <Await query={query} height={140}>
        {({ items }) =>
          items.length === 0 ? <Empty title={t('noneBehind')} height={90} /> : <GroupsTable items={items} />
        }
      </Await>
    </Panel>
  );
}

function Facts({ details }: { details: LoadBalancerAttributes }) {
  const t = useTranslations('loadBalancing.fact');
  return (
    <Panel title={t('title')}>
      <Definitions>
        <Definition name={t('dns')}>
          <Mono>{details.dnsName ?? t('unknown')}</Mono>
        </Definition>
        <Definition name={t('zones')}>
          {details.zones.map(({ zone }) => zone).join(', ') || t('unknown')}
        </Definition>
        <Definition name={t('vpc')}>
          <Mono>{details.vpcId ?? t('unknown')}</Mono>
        </Definition>
        <Definition name={t('securityGroups')}>
          {details.securityGroups.length === 0 ? t('none') : null}
          {details.securityGroups.map(({ id }) => (
            <Mono key={id}>{id}</Mono>
          ))}
        </Definition>
        <Definition name={t('created')}>
          {details.createdAt ? <Time at={details.createdAt} /> : t('unknown')}
        </Definition>
      </Definitions>
    </Panel>
  );
}
