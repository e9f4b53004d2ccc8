'use client';
import { CapacityProviderAttributes, type AutoScalingGroupAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';

const MOST = 200;

/** How the group is set up, how it buys against what it holds, and which capacity provider fills it. */
export function GroupFacts({ id, attributes: a }: { id: string; attributes: AutoScalingGroupAttributes }) {
  const t = useTranslations('scaling.group');
  const common = useTranslations('common');
  const members = useResources({ kind: 'ec2_instance', parent: id, limit: MOST, environment: '', team: '' });
  const providers = useResources({ kind: 'capacity_provider', limit: MOST, environment: '', team: '' });
  const spot = members.data?.items.filter((item) => item.attributes.lifecycle === 'spot').length;
  const filling = (providers.data?.items ?? []).filter(
    (item) => attributesOf(CapacityProviderAttributes, item)?.autoScalingGroup?.resourceId === id,
  );
  return (
    <Panel title={t('facts')}>
      <FactsList
        rows={[
          [t('zones'), a.zones.join(', ') || common('none')],
          [t('healthCheck'), a.healthCheckType || common('unknown')],
          [
            t('purchase'),
            a.purchase
              ? t('mixed', { base: a.purchase.onDemandBase, percent: a.purchase.onDemandPercentAbove })
              : t('single'),
          ],
          [
            t('actual'),
            spot === undefined
              ? common('unknown')
              : t('spotOf', { spot, count: members.data?.items.length ?? 0 }),
          ],
          [t('rebalance'), common(a.capacityRebalance ? 'yes' : 'no')],
          [
            t('newProtected'),
            a.protectsNewInstances === null
              ? common('unknown')
              : common(a.protectsNewInstances ? 'yes' : 'no'),
          ],
          [t('suspended'), a.suspended.join(', ') || common('none')],
          [
            t('provider'),
            filling.length === 0
              ? common('none')
              : filling.map((item) => (
                  <ResourceLink key={item.id} kind={item.kind} id={item.id} className="link block py-1">
                    {item.name}
                  </ResourceLink>
                )),
          ],
        ]}
      />
    </Panel>
  );
}
