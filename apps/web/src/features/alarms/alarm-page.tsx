'use client';
import { AlarmAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EventsPanel } from '@/components/timeline/events-panel';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { Badge } from '@/components/ui/badge';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { ResourceColumns, ResourceHead } from '@/features/fleet';
import { useResource } from '@/lib/api/hooks';
import { AlarmChart } from './alarm-chart';
import { ConditionText } from './condition-text';
import { kindOfId } from './model/kind-of';

/** Is it raised, since when, by which datapoints, and does anybody hear it? */
export function AlarmPage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={560}>
      {(item) => <AlarmDetail item={item} />}
    </Await>
  );
}

function AlarmDetail({ item }: { item: ResourceItem }) {
  const t = useTranslations('alarms');
  const parsed = useMemo(() => AlarmAttributes.safeParse(item.attributes), [item.attributes]);
  const details = parsed.success ? parsed.data : null;
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead
        item={item}
        list={{ href: '/alarms', name: t('title') }}
        badges={details?.actionsEnabled === false ? <Badge look="warning">{t('actions.off')}</Badge> : null}
        calm={t(item.state === 'INSUFFICIENT_DATA' ? 'page.noData' : 'page.calm')}
        more={details?.scaling === true ? t('page.scaling') : null}
      />
      <ResourceColumns
        main={
          <>
            {details === null ? null : <AlarmChart details={details} subject={details.subjectId} />}
            <EventsPanel resource={item.id} title={t('page.history')} />
          </>
        }
        side={details === null ? null : <Facts item={item} details={details} />}
      />
      <RevisionsPanel id={item.id} />
    </div>
  );
}

const MISSING = ['missing', 'breaching', 'notBreaching', 'ignore'] as const;

function Facts({ item, details }: { item: ResourceItem; details: AlarmAttributes }) {
  const t = useTranslations('alarms');
  const missing = MISSING.find((known) => known === details.treatMissingData);
  const rows = [
    [t('page.condition'), <ConditionText key="condition" details={details} />],
    [t('page.watches'), <Watches key="watches" item={item} />],
    [t('page.since'), details.stateSince === null ? '–' : <Time key="since" at={details.stateSince} />],
    [t('page.why'), details.stateReason ?? '–'],
    [t('page.missing'), missing === undefined ? '–' : t(`missing.${missing}`)],
    [t('page.actions'), details.actions.length === 0 ? t('actions.none') : details.actions.join(', ')],
    [t('page.description'), details.description ?? '–'],
  ] as const;
  return (
    <Panel title={t('page.condition')}>
      <FactsList rows={rows} />
    </Panel>
  );
}

function Watches({ item }: { item: ResourceItem }) {
  const t = useTranslations('alarms.page');
  if (item.parentId === null || item.parentName === null) return t('nothing');
  return (
    <ResourceLink kind={kindOfId(item.parentId)} id={item.parentId}>
      {item.parentName}
    </ResourceLink>
  );
}
