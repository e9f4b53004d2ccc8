'use client';
// The page answers: does everything that scales have room, and does its scaling work?
import type { ScalingOverview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { TimelineList } from '@/components/timeline/timeline-list';
import { useApi, useEvents } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLabels, useRangeParams } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { SubjectsTable } from './subjects-table';

const NEWEST = 40;

export function ScalingPage() {
  const t = useTranslations('scaling');
  const l = useLocalised();
  const [labels] = useLabels();
  const range = useRangeParams();
  const overview = useApi<ScalingOverview>(
    '/scaling/overview',
    { ...range, ...labels },
    { topics: ['scaling', 'resources'], refetchSeconds: 60 },
  );
  return (
    <Await query={overview} height="page">
      {(data) => (
        <div className="flex flex-col gap-3.5">
          <PageHead title={t('title')} sentence={l(data.sentence)} figures={<Figures data={data} />} />
          <Panel title={t('subjects')} hint={t('subjectsHint')} flush>
            {data.items.length === 0 ? (
              <Empty title={t('empty')} height={160}>
                {t('emptyHint', { count: data.notScaling })}
              </Empty>
            ) : (
              <SubjectsTable items={data.items} />
            )}
          </Panel>
          <Newest />
        </div>
      )}
    </Await>
  );
}

function Figures({ data }: { data: ScalingOverview }) {
  const t = useTranslations('scaling.figure');
  const activities = data.items.reduce((sum, item) => sum + item.activities, 0);
  const services = data.items.filter((item) => item.kind === 'ecs_service').length;
  return (
    <>
      <Figure value={integer(services)} label={t('services')} />
      <Figure value={integer(data.items.length - services)} label={t('groups')} />
      <Figure
        value={
          <Fact
            of={{ k: 'count', what: 'scaling', filter: {}, from: data.from, to: data.to }}
            value={activities}
          >
            {integer(activities)}
          </Fact>
        }
        label={t('activities')}
      />
    </>
  );
}

/** What scaling did lately, over everything. */
function Newest() {
  const t = useTranslations('scaling.activity');
  const [labels] = useLabels();
  const events = useEvents({ ...labels, kinds: 'scaling', limit: NEWEST });
  return (
    <Panel title={t('title')} hint={t('newest', { count: NEWEST })}>
      <Await query={events} height={200}>
        {({ items }) =>
          items.length === 0 ? <Empty title={t('empty')} height={120} /> : <TimelineList events={items} />
        }
      </Await>
    </Panel>
  );
}
