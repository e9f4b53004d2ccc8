'use client';
import type { OverviewProblem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Sparkline } from '@/components/charts';
import { EnvironmentBadge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusIcon } from '@/components/ui/status';
import { Ago } from '@/components/ui/time';
import { withoutSubject } from '@/lib/format/ids';
import { useLocalised } from '@/lib/use-localised';

/** One thing that is wrong: which, since when, its curve, and the likely reason in a sentence. */
export function ProblemCard({ problem }: { problem: OverviewProblem }) {
  const t = useTranslations('overview');
  const status = useTranslations('common.status');
  const kind = useTranslations('common.kind');
  const l = useLocalised();
  const critical = problem.status === 'critical';
  const kindName = kind.has(problem.resourceKind as 'ecs_service')
    ? kind(problem.resourceKind as 'ecs_service')
    : '';
  const trail = [problem.accountAlias, problem.region, problem.parentName ?? kindName]
    .filter(Boolean)
    .join(' / ');
  return (
    <li
      className={cn(
        'relative grid grid-cols-[minmax(0,280px)_112px_minmax(0,1fr)_auto] items-center gap-x-5 gap-y-1 overflow-hidden rounded-card border border-line bg-surface py-2.5 pr-3.5 pl-[18px] max-rail:grid-cols-1',
        "before:absolute before:inset-y-0 before:left-0 before:w-1 before:content-['']",
        critical ? 'before:bg-critical' : 'before:bg-warning-mark',
      )}
    >
      <div className="min-w-0">
        <div className="flex items-center gap-1.5">
          <StatusIcon status={problem.status} />
          <span className="sr-only">{status(problem.status)}</span>
          <ResourceLink
            kind={problem.resourceKind}
            id={problem.resourceId}
            className="truncate text-head font-bold underline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            {problem.name}
          </ResourceLink>
          <EnvironmentBadge environment={problem.environment} />
        </div>
        <div className="truncate text-small text-muted">{trail}</div>
      </div>
      <div className="max-rail:hidden">
        {problem.spark ? (
          <Sparkline
            values={problem.spark.values}
            width={112}
            height={28}
            colour={critical ? 'critical' : 'warning'}
          />
        ) : null}
      </div>
      <p className="min-w-0 text-table [overflow-wrap:anywhere]">
        {withoutSubject(l(problem.sentence), problem.name)}
      </p>
      <div className="text-right text-small whitespace-nowrap text-muted max-rail:text-left">
        {problem.since ? t.rich('began', { age: () => <Ago at={problem.since ?? ''} /> }) : null}
      </div>
    </li>
  );
}
