'use client';
// The page answers: did every job run, on time and without an error?
import type { JobItem, JobsAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLabels } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { JobRuns } from './job-runs';
import { JobsTable } from './jobs-table';

export function JobsPage() {
  const t = useTranslations('jobs');
  const l = useLocalised();
  const [labels] = useLabels();
  const cluster = useSearchParams().get('cluster');
  const query = useApi<JobsAnswer>(
    '/jobs',
    { ...labels, ...(cluster === null ? {} : { cluster }) },
    { topics: ['tasks'], refetchSeconds: 60 },
  );
  return (
    <Await query={query} height="page">
      {(data) => (
        <div className="flex flex-col gap-3.5">
          <PageHead title={t('title')} sentence={l(data.sentence)} figures={<Figures items={data.items} />} />
          <Jobs data={data} />
        </div>
      )}
    </Await>
  );
}

function Jobs({ data }: { data: JobsAnswer }) {
  const t = useTranslations('jobs');
  const [chosen, setChosen] = useState<string | null>(null);
  const job = data.items.find(({ id }) => id === chosen) ?? data.items[0];
  return (
    <>
      <Panel title={t('list')} hint={t('hint')} flush>
        {data.items.length === 0 ? (
          <Empty title={t('empty')} height={160}>
            {t('emptyHint')}
          </Empty>
        ) : (
          <JobsTable items={data.items} chosen={job?.id ?? null} onChoose={setChosen} />
        )}
        <p className="border-t border-line px-3.5 py-2.5 text-small text-muted">
          {data.knownFrom === null
            ? t('knownUnknown')
            : t.rich('knownFrom', { at: () => <Time at={data.knownFrom ?? ''} /> })}
          {data.truncated ? ` ${t('truncated')}` : ''}
        </p>
      </Panel>
      {job === undefined ? null : <JobRuns job={job} />}
    </>
  );
}

function Figures({ items }: { items: readonly JobItem[] }) {
  const t = useTranslations('jobs.figure');
  const failed = items.filter(({ state }) => state === 'failed').length;
  const missed = items.filter(({ state }) => state === 'missed').length;
  return (
    <>
      <Figure value={integer(items.length)} label={t('jobs')} />
      <Figure value={integer(failed)} label={t('failed')} tone={failed > 0 ? 'warning' : 'plain'} />
      <Figure value={integer(missed)} label={t('missed')} tone={missed > 0 ? 'warning' : 'plain'} />
    </>
  );
}
