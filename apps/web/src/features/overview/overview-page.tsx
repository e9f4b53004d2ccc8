'use client';
// The page answers: is anything wrong now, and where?
import type { Overview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Highlighted } from '@/components/ui/highlighted';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await } from '@/components/ui/states';
import { cn } from '@/components/ui/cn';
import { useOverview } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import { ChangesPanel } from './changes-panel';
import { EdgePanel } from './edge-panel';
import { FleetPanel } from './fleet-panel';
import { OverviewFigures } from './figures';
import { ProblemCard } from './problem-card';
import { StartsChart } from './starts-chart';

/** So many problems are shown as cards; the rest folds behind a count, worst first. */
const CARDS = 6;

export function OverviewPage() {
  const query = useOverview();
  return (
    <Await query={query} height="page">
      {(overview) => <Content overview={overview} query={query} />}
    </Await>
  );
}

function Content({ overview, query }: { overview: Overview; query: ReturnType<typeof useOverview> }) {
  const t = useTranslations('overview');
  const [shown, rest] = [overview.problems.slice(0, CARDS), overview.problems.slice(CARDS)];
  return (
    <div className={cn('flex flex-col gap-3.5', overview.freshness.stale && 'opacity-70')}>
      <header className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <Headline overview={overview} />
        <OverviewFigures overview={overview} />
      </header>
      {shown.length > 0 ? (
        <ul className="flex flex-col gap-2" aria-label={t('problems')}>
          {shown.map((problem) => (
            <ProblemCard key={problem.resourceId} problem={problem} />
          ))}
        </ul>
      ) : null}
      {rest.length > 0 ? (
        <details className="text-table">
          <summary className="cursor-pointer text-muted">{t('moreProblems', { count: rest.length })}</summary>
          <ul className="mt-2 flex flex-col gap-2">
            {rest.map((problem) => (
              <ProblemCard key={problem.resourceId} problem={problem} />
            ))}
          </ul>
        </details>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)] items-start gap-3.5 max-wide:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-3.5">
          <FleetPanel overview={overview} />
          <EdgePanel overview={overview} />
          <StartsChart overview={overview} query={query} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <ChangesPanel events={overview.changes} />
        </div>
      </div>
    </div>
  );
}

/** The sentence of the moment; what is in trouble stands out in it and leads there. */
function Headline({ overview }: { overview: Overview }) {
  const l = useLocalised();
  return (
    <div className="min-w-0 flex-1 basis-[420px]">
      <h1 className="text-title font-bold tracking-[-0.01em]">
        <Highlighted
          text={l(overview.sentence)}
          highlights={overview.problems.map((problem) => ({
            text: problem.name,
            render: (name) => (
              <ResourceLink
                kind={problem.resourceKind}
                id={problem.resourceId}
                className={cn(
                  'underline decoration-line-strong decoration-1 underline-offset-4',
                  problem.status === 'critical' && 'text-critical',
                  problem.status === 'warning' && 'text-warning',
                )}
              >
                {name}
              </ResourceLink>
            ),
          }))}
        />
      </h1>
      <p className="text-muted">{l(overview.subline)}</p>
    </div>
  );
}
