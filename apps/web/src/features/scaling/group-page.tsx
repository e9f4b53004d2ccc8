'use client';
// The page answers: does this group hold the instances it should, and what moved it?
import { AutoScalingGroupAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { ResourceColumns, ResourceHead } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource, useScaling } from '@/lib/api/hooks';
import { Activities } from './activities';
import { Bounds } from './bounds';
import { Findings } from './findings';
import { GroupFacts } from './group-facts';
import { GroupInstances } from './group-instances';
import { Policies } from './policies';

export function GroupPage({ id }: { id: string }) {
  useAttention(id);
  const group = useResource(id);
  return (
    <Await query={group} height="page">
      {(item) => <Content item={item} />}
    </Await>
  );
}

function Content({ item }: { item: ResourceItem }) {
  const t = useTranslations('scaling');
  const attributes = attributesOf(AutoScalingGroupAttributes, item);
  const scaling = useScaling(item.id);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/scaling', name: t('title') }}
        calm={attributes ? <GroupSentence attributes={attributes} /> : t('group.notDescribed')}
        figures={
          attributes ? (
            <Figure
              value={attributes.desired}
              unit={t('between', { minimum: attributes.minimum, maximum: attributes.maximum })}
              label={t('group.desired')}
            />
          ) : null
        }
      />
      {attributes ? (
        <ResourceColumns
          main={
            <>
              <Panel title={t('group.instances')} flush>
                <GroupInstances instances={attributes.instances} />
              </Panel>
              <Await query={scaling} height={240}>
                {({ activities }) => <Activities activities={activities} />}
              </Await>
              <EventsPanel resource={item.id} title={t('group.events')} />
            </>
          }
          side={
            <>
              <Panel title={t('group.scaling')}>
                <Await query={scaling} height={120}>
                  {(data) => (
                    <div className="flex flex-col gap-3">
                      <Bounds
                        id={item.id}
                        minimum={attributes.minimum}
                        maximum={attributes.maximum}
                        desired={attributes.desired}
                        running={inService(attributes)}
                      />
                      <Findings findings={data.findings} />
                      <Policies policies={data.policies} />
                    </div>
                  )}
                </Await>
              </Panel>
              <GroupFacts id={item.id} attributes={attributes} />
              <RevisionsPanel id={item.id} title={t('group.changes')} />
            </>
          }
        />
      ) : (
        <Panel title={t('group.instances')}>
          <Empty title={t('group.notDescribed')} height={160} />
        </Panel>
      )}
    </div>
  );
}

function inService({ instances }: AutoScalingGroupAttributes): number {
  return instances.filter(({ state }) => state === 'InService').length;
}

function GroupSentence({ attributes }: { attributes: AutoScalingGroupAttributes }) {
  const t = useTranslations('scaling.group');
  const serving = inService(attributes);
  const held = attributes.instances.filter((instance) => instance.protected).length;
  return (
    <>
      {t('sentence', { serving, desired: attributes.desired })} {held > 0 ? t('held', { count: held }) : null}
    </>
  );
}
