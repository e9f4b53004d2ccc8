'use client';
import { CanaryAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { Definition, Definitions, ResourceCharts, ResourceColumns, ResourceHead } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';
import { canarySpecs } from './chart-specs';
import { LastRun } from './canary-line';
import { ResourceName } from './resource-name';

/** Does the script that uses a service from outside still succeed? */
export function CanaryPage({ id }: { id: string }) {
  const query = useResource(id);
  return (
    <Await query={query} height={480}>
      {(item) => <Canary item={item} />}
    </Await>
  );
}

function Canary({ item }: { item: ResourceItem }) {
  const t = useTranslations('loadBalancing.canary');
  const all = useTranslations('loadBalancing');
  const canary = attributesOf(CanaryAttributes, item);
  const chart = useTranslations('loadBalancing.chart');
  const specs = useMemo(() => canarySpecs(chart), [chart]);
  return (
    <div className="flex flex-col gap-3.5">
      <ResourceHead item={item} list={{ href: '/load-balancers', name: all('title') }} calm={t('calm')} />
      <ResourceColumns
        main={
          <>
            <ResourceCharts resource={item.id} specs={specs} />
            <EventsPanel resource={item.id} title={t('events')} />
          </>
        }
        side={canary ? <Facts canary={canary} state={item.state} /> : null}
      />
    </div>
  );
}

function Facts({ canary, state }: { canary: CanaryAttributes; state: string }) {
  const t = useTranslations('loadBalancing.canary');
  return (
    <Panel title={t('facts')}>
      <Definitions>
        <Definition name={t('service')}>
          {canary.serviceId ? <ResourceName kind="ecs_service" id={canary.serviceId} /> : t('noService')}
        </Definition>
        <Definition name={t('run')}>
          <LastRun canary={canary} />
        </Definition>
        <Definition name={t('schedule')}>{canary.schedule ?? '–'}</Definition>
        <Definition name={t('state')}>{[state, canary.stateReason].filter(Boolean).join(': ')}</Definition>
        <Definition name={t('runtime')}>{canary.runtime ?? '–'}</Definition>
        <Definition name={t('created')}>{canary.createdAt ? <Time at={canary.createdAt} /> : '–'}</Definition>
      </Definitions>
    </Panel>
  );
}
