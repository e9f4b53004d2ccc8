'use client';
import type { LogLine } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { Empty, ErrorState, Skeleton } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { LineContext } from './line-context';
import { LineRow } from './line-row';
import { LiveLines } from './live-lines';
import type { LogFilters } from './use-log-filters';
import type { LogPages } from './use-log-lines';

/** The kept lines, newest first, each with what stands around it; or, live, every line of one group as it comes. */
export function LinesPanel({ pages, filters }: { pages: LogPages; filters: LogFilters }) {
  const t = useTranslations('logs.lines');
  const [live, setLive] = useState(false);
  const group = filters.resource?.startsWith('lg-') ? filters.resource : (pages.lines[0]?.groupId ?? null);
  const follows = live && filters.resource !== null && group !== null;
  return (
    <Panel
      title={t('title')}
      hint={follows ? t('following') : t('hint')}
      actions={
        <Button
          aria-pressed={follows}
          disabled={filters.resource === null || group === null}
          title={filters.resource === null ? t('chooseFirst') : undefined}
          onClick={() => setLive(!live)}
        >
          {t(follows ? 'stop' : 'follow')}
        </Button>
      }
    >
      {follows ? <LiveLines group={group} filters={filters} /> : <KeptLines pages={pages} />}
    </Panel>
  );
}

function KeptLines({ pages }: { pages: LogPages }) {
  const t = useTranslations('logs.lines');
  const [open, setOpen] = useState<LogLine | null>(null);
  const { head } = pages;
  if (head === undefined) {
    return pages.error ? (
      <ErrorState error={pages.error} onRetry={() => void pages.refetch()} height={320} />
    ) : (
      <Skeleton height={320} />
    );
  }
  if (pages.lines.length === 0) {
    return (
      <Empty title={t('empty')} height={120}>
        {head.keptFrom ? (
          <>
            {t('keptFrom')} <Time at={head.keptFrom} />
          </>
        ) : null}
      </Empty>
    );
  }
  return (
    <div className={pages.isPlaceholderData ? 'opacity-60' : undefined}>
      <ol className="flex flex-col gap-0.5" aria-label={t('title')}>
        {pages.lines.map((line) => (
          <LineRow
            key={`${line.groupId} ${line.id}`}
            line={line}
            open={open?.id === line.id}
            onOpen={() => setOpen(open?.id === line.id ? null : line)}
          >
            {open?.id === line.id ? <LineContext line={line} /> : null}
          </LineRow>
        ))}
      </ol>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        {pages.hasMore ? (
          <Button onClick={pages.more} disabled={pages.loadingMore}>
            {t('more')}
          </Button>
        ) : null}
        <span className="text-small text-muted">
          {t('shown', { shown: pages.lines.length, total: head.total ?? head.atLeast ?? pages.lines.length })}
        </span>
      </div>
    </div>
  );
}
