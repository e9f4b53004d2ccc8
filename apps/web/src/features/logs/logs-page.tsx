'use client';
import type { LogAnswer, TemplateAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page-head';
import { Await } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useHref, useLabels, useRangeParams } from '@/lib/url/view';
import { FilterBar } from './filter-bar';
import { LevelsChart } from './levels-chart';
import { LinesPanel } from './lines-panel';
import { TemplatesPanel } from './templates-panel';
import { useLogFilters } from './use-log-filters';
import { useLogLines } from './use-log-lines';

/** What did it write? Counts by level, the kinds of lines, and the lines themselves. */
export function LogsPage() {
  const t = useTranslations('logs');
  const href = useHref();
  const [filters, setFilters] = useLogFilters();
  const [labels] = useLabels();
  const range = useRangeParams();
  const pages = useLogLines(filters);
  const { resource, level, q, revision, against } = filters;
  const templates = useApi<TemplateAnswer>(
    '/logs/templates',
    { ...labels, ...range, resource, level, q, revision, against },
    { topics: ['logs'] },
  );
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        title={t('title')}
        sentence={<Sentence counts={pages.head?.counts} />}
        figures={
          <Link href={href('/settings/logs')} className="link text-small" prefetch={false}>
            {t('settings')}
          </Link>
        }
      />
      <FilterBar filters={filters} onFilter={setFilters} />
      <LevelsChart pages={pages} />
      <Await query={templates} height={300}>
        {(answer) => <TemplatesPanel answer={answer} filters={filters} onFilter={setFilters} />}
      </Await>
      <LinesPanel pages={pages} filters={filters} />
    </div>
  );
}

/** How many lines, how many of them loud, and how much of the log that is. */
function Sentence({ counts }: { counts: LogAnswer['counts'] | undefined }) {
  const t = useTranslations('logs.sentence');
  if (!counts) return ' ';
  const sum = (values: readonly (number | null)[] | undefined): number =>
    (values ?? []).reduce<number>((total, value) => total + (value ?? 0), 0);
  const all = Object.values(counts.levels).reduce((total, values) => total + sum(values), 0);
  const read = counts.coverage.filter((share) => share !== null);
  if (read.length === 0) return t('unread');
  const share = Math.floor((100 * sum(read)) / read.length);
  const errors = sum(counts.levels.error) + sum(counts.levels.fatal);
  return (
    <>
      {t('lines', {
        lines: integer(all),
        errors: integer(errors),
        warnings: integer(sum(counts.levels.warn)),
      })}{' '}
      {share >= 99 ? null : t('coverage', { share })}
    </>
  );
}
