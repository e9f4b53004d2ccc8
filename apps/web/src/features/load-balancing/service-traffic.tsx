'use client';
import type { List, ResourceItem, ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { CanaryLines } from './canary-line';
import { GroupOfService } from './group-panel';

/** How requests reach a service and whether its targets answer: load balancer, rule, health check, targets, canaries. */
export function ServiceTraffic({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ServiceAttributes | null;
}) {
  const t = useTranslations('loadBalancing.service');
  const arns = (attributes?.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
  return (
    <div className="flex flex-col gap-3.5">
      {arns.map((arn) => (
        <Group key={arn} arn={arn} />
      ))}
      {attributes && arns.length === 0 ? (
        <Panel title={t('title')}>
          <Empty title={t('none')} height={90}>
            {t('noneHint')}
          </Empty>
        </Panel>
      ) : null}
      <CanariesPanel service={item.id} />
    </div>
  );
}

function Group({ arn }: { arn: string }) {
  const t = useTranslations('loadBalancing.service');
  const query = useApi<List<ResourceItem>>(
    '/resources',
    { arn },
    { topics: ['resources'], refetchSeconds: 30 },
  );
  return (
    <Await query={query} height={240}>
      {({ items: [group] }) =>
        group ? (
          <GroupOfService item={group} />
        ) : (
          <Panel title={t('title')}>
            <Empty title={t('missing')} height={90}>
              {arn}
            </Empty>
          </Panel>
        )
      }
    </Await>
  );
}

/** Synthetics canaries that name the service. */
function CanariesPanel({ service }: { service: string }) {
  const t = useTranslations('loadBalancing.canary');
  const query = useApi<List<ResourceItem>>(
    '/resources',
    { kind: 'canary', parent: service, limit: 20 },
    { topics: ['resources'], refetchSeconds: 60 },
  );
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <Await query={query} height={60}>
        {({ items }) => <CanaryLines items={items} none={t('none')} />}
      </Await>
    </Panel>
  );
}
