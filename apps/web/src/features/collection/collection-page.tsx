'use client';
import type { CollectionCost, CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Await } from '@/components/ui/states';
import { useApi, useCollection } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { compact, integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { AcceptCostPanel } from './accept-cost-panel';
import { BackfillPanel } from './backfill-panel';
import { CompletenessPanel } from './completeness-panel';
import { CostPanel } from './cost-panel';
import { EventQueuesPanel } from './event-queues-panel';
import { JobsPanel } from './jobs-panel';
import { collectionSentence, type CollectionSentence } from './model/progress';
import { MetricGroupsPanel } from './metric-groups-panel';
import { PermissionsPanel } from './permissions-panel';
import { StoragePanel } from './storage-panel';
import { useUsdRange } from './usd-range';

/** What is collected, how complete is it, and what does watching cost? */
export function CollectionPage() {
  const query = useCollection();
  const cost = useApi<CollectionCost>('/collection/cost', {}, { topics: ['collection'], refetchSeconds: 60 });
  return (
    <div className="flex flex-col gap-3.5">
      <Head status={query.data} cost={cost.data} />
      <Await query={query} height={360}>
        {(status) => <Status status={status} />}
      </Await>
      <PermissionsPanel />
      <CompletenessPanel />
      <MetricGroupsPanel />
      <CostPanel query={cost} />
    </div>
  );
}

function Status({ status }: { status: CollectionStatus }) {
  const localised = useLocalised();
  return (
    <div className="flex flex-col gap-3.5">
      {status.notes.map((note) => (
        <p key={note.en} className="text-muted">
          {localised(note)}
        </p>
      ))}
      {status.metrics.state === 'waiting_for_acceptance' && status.metrics.estimate ? (
        <AcceptCostPanel estimate={status.metrics.estimate} pollSeconds={status.pollSeconds} />
      ) : null}
      <div className="grid gap-3.5 rail:grid-cols-2">
        <BackfillPanel backfill={status.backfill} />
        <StoragePanel status={status} />
      </div>
      <JobsPanel scopes={status.scopes} />
      <EventQueuesPanel scopes={status.scopes} />
    </div>
  );
}

function Head({ status, cost }: { status: CollectionStatus | undefined; cost: CollectionCost | undefined }) {
  const t = useTranslations('collection');
  const locale = useLocale();
  const range = useUsdRange();
  if (!status) return <PageHead title={t('title')} sentence=" " />;
  const sentence = collectionSentence(status);
  const age = sentence.ageSeconds;
  return (
    <PageHead
      title={t('title')}
      sentence={<Sentence sentence={sentence} />}
      figures={
        <>
          <Figure value={integer(status.metrics.seriesCount)} label={t('figures.series')} />
          <Figure value={age === null ? t('figures.none') : duration(age, locale)} label={t('figures.age')} />
          <Figure value={compact(status.storage.samples)} label={t('figures.samples')} />
          {cost ? <Figure value={range(cost.monthToDateUsd)} label={t('figures.month')} /> : null}
        </>
      }
    />
  );
}

function Sentence({ sentence }: { sentence: CollectionSentence }) {
  const t = useTranslations('collection.sentence');
  const locale = useLocale();
  const { key, ageSeconds, etaSeconds } = sentence;
  return t.rich(key, {
    scopes: sentence.scopes,
    percent: Math.floor(sentence.percent),
    eta: etaSeconds === null ? 'none' : duration(etaSeconds, locale),
    age: ageSeconds === null ? '–' : duration(ageSeconds, locale),
    bad: (chunks) => <b className="font-semibold text-warning">{chunks}</b>,
    b: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}
