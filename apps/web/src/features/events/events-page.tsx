'use client';
// The page answers: what happened, to what, and by whom?
import type { EventItem, List } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { NoteForm } from '@/components/timeline/note-form';
import { TimelineList } from '@/components/timeline/timeline-list';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Empty, ErrorState, Skeleton } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { useLabels, useRangeParams } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { EventFilterBar } from './event-filters';
import { isFiltered, useEventFilters, type EventFilters } from './use-event-filters';
import { useEventList, type EventPages } from './use-event-list';

/** Everything that happened in the range, of every kind, as one list. */
export function EventsPage() {
  const t = useTranslations('events');
  const [filters, setFilters] = useEventFilters();
  const pages = useEventList(filters);
  const change = useCallback((next: Partial<EventFilters>) => setFilters(next), [setFilters]);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead title={t('title')} sentence={<Sentence filters={filters} pages={pages} />} />
      <NoteForm />
      <Panel title={t('list')} hint={t('hint')}>
        <div className="mb-3">
          <EventFilterBar filters={filters} onChange={change} />
        </div>
        <Events pages={pages} filtered={isFiltered(filters)} />
      </Panel>
    </div>
  );
}

/** How much happened, how much of it went wrong, and what was last. */
function Sentence({ filters, pages }: { filters: EventFilters; pages: EventPages }) {
  const t = useTranslations('events.sentence');
  const l = useLocalised();
  const [labels] = useLabels();
  const range = useRangeParams();
  const trouble = useApi<List<EventItem>>(
    '/events',
    { ...labels, ...range, ...filters, severity: ['warning', 'critical'], fold: true, limit: 1 },
    { topics: ['events'] },
  );
  if (pages.loading || trouble.data === undefined) return ' ';
  const [newest] = pages.events;
  if (newest === undefined) return t('none');
  return (
    <>
      {pages.total === null
        ? t('atLeast', { count: pages.atLeast ?? 0 })
        : t('count', { count: pages.total })}{' '}
      {t('trouble', { count: trouble.data.total ?? trouble.data.atLeast ?? 0 })}{' '}
      {t('newest', { title: l(newest.title) })}
    </>
  );
}

function Events({ pages, filtered }: { pages: EventPages; filtered: boolean }) {
  const t = useTranslations('timeline');
  if (pages.loading) return <Skeleton height={480} />;
  if (pages.error && pages.events.length === 0)
    return <ErrorState error={pages.error} onRetry={pages.retry} height={240} />;
  if (pages.events.length === 0)
    return <Empty title={t(filtered ? 'emptyFiltered' : 'empty')} height={200} />;
  return (
    <div className={pages.dimmed ? 'opacity-60 transition-opacity' : undefined} aria-busy={pages.dimmed}>
      {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
      <TimelineList events={pages.events} />
      {pages.hasMore ? (
        <Button className="mt-3" onClick={pages.more} disabled={pages.loadingMore}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}
