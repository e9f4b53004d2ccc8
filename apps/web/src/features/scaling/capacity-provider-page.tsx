'use client';
// The page answers: what does this provider place tasks on, and how full does it keep it?
import { CapacityProviderAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { Badge } from '@/components/ui/badge';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { ResourceHead } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource, useResources } from '@/lib/api/hooks';

export function CapacityProviderPage({ id }: { id: string }) {
  const provider = useResource(id);
  return (
    <Await query={provider} height="page">
      {(item) => <Content item={item} />}
    </Await>
  );
}

function Content({ item }: { item: ResourceItem }) {
  const t = useTranslations('scaling.provider');
  const attributes = attributesOf(CapacityProviderAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/clusters', name: t('clusters') }}
        badges={attributes ? <Badge>{attributes.type}</Badge> : null}
        calm={attributes ? <Sentence attributes={attributes} /> : t('notDescribed')}
      />
      <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
        <Panel title={t('facts')}>
          {attributes ? <Facts attributes={attributes} /> : <Empty title={t('notDescribed')} height={120} />}
        </Panel>
        <RevisionsPanel id={item.id} title={t('changes')} />
      </div>
    </div>
  );
}

function Sentence({ attributes: a }: { attributes: CapacityProviderAttributes }) {
  const t = useTranslations('scaling.provider');
  const clusters = a.clusters.length;
  if (a.type.startsWith('FARGATE')) return <>{t('fargate', { clusters })}</>;
  if (a.managedScaling?.enabled)
    return <>{t('managed', { target: a.managedScaling.targetCapacity ?? 100, clusters })}</>;
  return <>{t('unmanaged', { clusters })}</>;
}

function Facts({ attributes: a }: { attributes: CapacityProviderAttributes }) {
  const t = useTranslations('scaling.provider');
  const common = useTranslations('common');
  const clusters = useResources({ kind: 'ecs_cluster', limit: 200, environment: '', team: '' });
  const name = (id: string): string => clusters.data?.items.find((each) => each.id === id)?.name ?? id;
  const scaling = a.managedScaling;
  const orUnknown = (value: string | number | null): string | number => value ?? common('unknown');
  return (
    <FactsList
      rows={[
        [
          t('usedBy'),
          a.clusters.length === 0
            ? common('none')
            : a.clusters.map((id) => (
                <ResourceLink key={id} kind="ecs_cluster" id={id} className="link block py-1">
                  {name(id)}
                </ResourceLink>
              )),
        ],
        [
          t('group'),
          a.autoScalingGroup?.resourceId ? (
            <ResourceLink kind="auto_scaling_group" id={a.autoScalingGroup.resourceId} className="link">
              {a.autoScalingGroup.id.split('/').at(-1)}
            </ResourceLink>
          ) : (
            common('none')
          ),
        ],
        [t('managedScaling'), scaling ? common(scaling.enabled ? 'yes' : 'no') : common('none')],
        ...(scaling
          ? ([
              [
                t('target'),
                scaling.targetCapacity === null ? common('unknown') : `${scaling.targetCapacity} %`,
              ],
              [t('steps'), `${orUnknown(scaling.minimumStep)} – ${orUnknown(scaling.maximumStep)}`],
              [
                t('warmup'),
                scaling.warmupSeconds === null ? common('unknown') : `${scaling.warmupSeconds} s`,
              ],
            ] as const)
          : []),
        [t('termination'), a.managedTerminationProtection ?? common('none')],
        [t('draining'), a.managedDraining ?? common('none')],
        [t('update'), a.updateStatus ?? common('none')],
      ]}
    />
  );
}
