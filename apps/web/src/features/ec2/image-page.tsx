'use client';
import { ImageAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Definitions, Mono, ResourceColumns, ResourceHead, UsedBy } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';
import { ImageAgeText } from './image-panel';

/** Is this image still there and current, and what runs it? */
export function ImagePage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={480}>
      {(item) => <Image item={item} />}
    </Await>
  );
}

function Image({ item }: { item: ResourceItem }) {
  const t = useTranslations('ec2');
  const details = attributesOf(ImageAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead item={item} list={{ href: '/ec2', name: t('title') }} calm={t('image.calm')} />
      <ResourceColumns
        main={
          <>
            <Panel title={t('image.usedBy')}>
              <UsedBy ids={details?.usedBy ?? []} shown={60} />
            </Panel>
            <EventsPanel resource={item.id} title={t('page.events')} />
          </>
        }
        side={details ? <Facts item={item} details={details} /> : null}
      />
    </div>
  );
}

function Facts({ item, details }: { item: ResourceItem; details: ImageAttributes }) {
  const t = useTranslations('ec2');
  const common = useTranslations('common');
  const owner = [details.ownerAlias, details.owner].filter(Boolean).join(', ');
  return (
    <Panel title={t('page.facts')}>
      <Definitions>
        <Definition name={t('fact.image')}>
          <Mono>{item.arn.split('/').at(-1)}</Mono>
        </Definition>
        <Definition name={t('fact.owner')}>{owner === '' ? t('agent.unknown') : owner}</Definition>
        <Definition name={t('fact.imageAge')}>
          <ImageAgeText createdAt={details.createdAt} />
        </Definition>
        <Definition name={t('image.deprecatedAt')}>
          {details.deprecatedAt ? <Time at={details.deprecatedAt} /> : '–'}
        </Definition>
        <Definition name={t('image.public')}>
          {details.public === null ? t('agent.unknown') : common(details.public ? 'yes' : 'no')}
        </Definition>
        <Definition name={t('image.platform')}>
          {[details.platform, details.architecture].filter(Boolean).join(', ') || '–'}
        </Definition>
        <Definition name={t('image.description')}>{details.description ?? '–'}</Definition>
        <Definition name={t('fact.seen')}>
          <Ago at={item.describedAt} />
        </Definition>
      </Definitions>
    </Panel>
  );
}
