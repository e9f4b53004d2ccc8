'use client';
import { EbsVolumeAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Definitions, Mono, ResourceColumns, ResourceHead, ResourceName } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { VolumeCharts } from './volume-charts';

/** Does this volume keep up, and what does it hang on? */
export function VolumePage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={480}>
      {(item) => <Volume item={item} />}
    </Await>
  );
}

function Volume({ item }: { item: ResourceItem }) {
  const t = useTranslations('ec2');
  const details = attributesOf(EbsVolumeAttributes, item);
  const loose = details !== null && details.attachments.length === 0;
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/ec2', name: t('title') }}
        badges={details ? <Badge>{details.volumeType}</Badge> : null}
        calm={t(loose ? 'volume.loose' : 'volume.calm', { state: item.state })}
      />
      <ResourceColumns
        main={
          <>
            <VolumeCharts resource={item.id} />
            <EventsPanel resource={item.id} title={t('page.events')} />
          </>
        }
        side={details ? <Facts item={item} details={details} /> : null}
      />
    </div>
  );
}

function Facts({ item, details }: { item: ResourceItem; details: EbsVolumeAttributes }) {
  const t = useTranslations('ec2');
  const common = useTranslations('common');
  return (
    <Panel title={t('page.facts')}>
      <Definitions>
        <Definition name={t('fact.id')}>
          <Mono>{item.arn.split('/').at(-1)}</Mono>
        </Definition>
        <Definition name={t('volume.type')}>{details.volumeType}</Definition>
        <Definition name={t('volume.size')}>{integer(details.sizeGiB)} GiB</Definition>
        <Definition name={t('volume.iops')}>{integer(details.iops)}</Definition>
        <Definition name={t('volume.throughput')}>
          {details.throughput === null ? '–' : `${integer(details.throughput)} MiB/s`}
        </Definition>
        <Definition name={t('volume.encrypted')}>{common(details.encrypted ? 'yes' : 'no')}</Definition>
        <Definition name={t('fact.zone')}>{details.availabilityZone ?? '–'}</Definition>
        <Definition name={t('volume.on')}>
          {details.attachments.length === 0 ? t('volume.nothing') : null}
          {details.attachments.map(({ instance, device }) => (
            <span key={instance.id} className="block">
              {instance.resourceId ? <ResourceName id={instance.resourceId} /> : instance.id} {device ?? ''}
            </span>
          ))}
        </Definition>
        <Definition name={t('volume.created')}>
          {details.createdAt ? <Time at={details.createdAt} /> : '–'}
        </Definition>
        <Definition name={t('fact.seen')}>
          <Ago at={item.describedAt} />
        </Definition>
      </Definitions>
    </Panel>
  );
}
