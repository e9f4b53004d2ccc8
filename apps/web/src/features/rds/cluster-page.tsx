'use client';
import { RdsClusterAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Definition, Definitions, Mono, ResourceColumns, ResourceHead } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useAttention } from '@/lib/api/attention';
import { useResource } from '@/lib/api/hooks';
import { Members } from './cluster-members';
import { Restorable } from './database-facts';
import { EngineText } from './engine-text';
import { LifecyclePanel } from './lifecycle-panel';
import { WindowText } from './window-text';

/** Who writes, who reads, and how is it protected? */
export function DatabaseClusterPage({ id }: { id: string }) {
  useAttention(id);
  const query = useResource(id);
  return (
    <Await query={query} height={480}>
      {(item) => <Cluster item={item} />}
    </Await>
  );
}

function Cluster({ item }: { item: ResourceItem }) {
  const t = useTranslations('rds');
  const details = attributesOf(RdsClusterAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/rds', name: t('title') }}
        badges={null}
        calm={t('clusters.calm', {
          readers: details?.members.filter(({ writer }) => !writer).length ?? 0,
        })}
        more={null}
        figures={null}
        actions={null}
      />
      <ResourceColumns
        main={
          <>
            {details ? <Facts details={details} /> : null}
            <EventsPanel resource={item.id} title={t('page.events')} />
          </>
        }
        side={details ? <LifecyclePanel facts={details} /> : null}
      />
    </div>
  );
}

function Facts({ details }: { details: RdsClusterAttributes }) {
  const t = useTranslations('rds');
  return (
    <Panel title={t('page.facts')}>
      <Definitions>
        <Definition name={t('fact.engine')}>
          <EngineText engine={details.engine} version={details.engineVersion} lifecycle={details.lifecycle} />
        </Definition>
        <Definition name={t('clusters.members')}>
          <Members members={details.members} />
        </Definition>
        <Definition name={t('clusters.zones')}>{details.zones.join(', ') || '–'}</Definition>
        <Definition name={t('clusters.writerEndpoint')}>
          <Mono>{details.endpoint ?? '–'}</Mono>
        </Definition>
        <Definition name={t('clusters.readerEndpoint')}>
          <Mono>{details.readerEndpoint ?? '–'}</Mono>
        </Definition>
        <Definition name={t('fact.backups')}>
          {details.backupRetentionDays === null
            ? t('fact.unknown')
            : t('fact.backupsDays', { days: details.backupRetentionDays })}
        </Definition>
        <Definition name={t('fact.restorable')}>
          <Restorable details={details} />
        </Definition>
        <Definition name={t('fact.backupWindow')}>
          <WindowText text={details.backupWindow} />
        </Definition>
        <Definition name={t('fact.maintenanceWindow')}>
          <WindowText text={details.maintenanceWindow} />
        </Definition>
        <Definition name={t('fact.encrypted')}>{t(details.encrypted ? 'fact.yes' : 'fact.no')}</Definition>
        <Definition name={t('fact.deletion')}>
          {t(details.deletionProtection ? 'fact.yes' : 'fact.no')}
        </Definition>
      </Definitions>
    </Panel>
  );
}
