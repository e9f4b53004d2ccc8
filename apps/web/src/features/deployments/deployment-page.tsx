'use client';
// The page answers: how does this rollout stand, and is the new revision worse than the one before?
import type { DeploymentDetail, RolloutComparison } from '@danji/shared';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { CommitLinks } from '@/components/timeline/commit-links';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { Figure, PageHead } from '@/components/ui/page-head';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { now } from '@/lib/clock';
import { duration } from '@/lib/format/time';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { RolloutTemplates } from '@/features/logs';
import { CommandsPanel } from './commands-panel';
import { ComparisonPanel } from './comparison-panel';
import { ConfigPanel } from './config-panel';
import { HowPanel } from './how-panel';
import { MetricsPanel } from './metrics-panel';
import { StagesPanel } from './stages-panel';
import { useComparison, useDeployment } from './use-deployment';
import { StrategyText, VerdictBadge } from './words';

export function DeploymentPage({ id }: { id: string }) {
  const rollout = useDeployment(id);
  const comparison = useComparison(id);
  return (
    <Await query={rollout} height="page">
      {(item) => (
        <div className="flex flex-col gap-3.5">
          <Head item={item} comparison={comparison.data ?? null} />
          <Await query={comparison} height={320}>
            {(data) => <ComparisonPanel comparison={data} />}
          </Await>
          <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
            <div className="flex min-w-0 flex-col gap-3.5">
              <StagesPanel item={item} />
              <RolloutTemplates rollout={item} />
              {comparison.data ? <MetricsPanel metrics={comparison.data.metrics} /> : null}
            </div>
            <div className="flex min-w-0 flex-col gap-3.5">
              <CommandsPanel item={item} />
              <HowPanel item={item} />
              <ConfigPanel item={item} />
            </div>
          </div>
        </div>
      )}
    </Await>
  );
}

function Head({ item, comparison }: { item: DeploymentDetail; comparison: RolloutComparison | null }) {
  const t = useTranslations('deployments');
  const l = useLocalised();
  const names = { service: item.serviceName, previous: item.previousRevision ?? 0, revision: item.revision };
  return (
    <PageHead
      trail={<Trail item={item} />}
      title={item.previousRevision === null ? t('page.single', names) : t('page.pair', names)}
      badges={
        <>
          <EnvironmentBadge environment={item.environment} />
          <Badge>
            <StrategyText strategy={item.strategy} />
          </Badge>
          {item.rollback ? <Badge look="warning">{t('rollback')}</Badge> : null}
          <Badge look={item.rolloutState === 'FAILED' ? 'critical' : 'plain'}>
            {item.detail?.status ?? item.rolloutState ?? item.status}
          </Badge>
          <CommitLinks commits={item.commits} />
        </>
      }
      sentence={
        comparison ? (
          <span data-verdict={comparison.verdict}>
            <VerdictBadge verdict={comparison.verdict} /> {l(comparison.sentence)}
          </span>
        ) : null
      }
      figures={<Figures item={item} comparison={comparison} />}
    />
  );
}

const LINK = 'inline-flex min-h-6 items-center underline-offset-2 hover:underline hover:text-text';

function Trail({ item }: { item: DeploymentDetail }) {
  const t = useTranslations('deployments');
  const href = useHref();
  return (
    <nav aria-label={t('trail')}>
      <ol className="flex flex-wrap items-center gap-x-1.5">
        <li>
          <Link href={href('/deployments')} className={LINK} prefetch={false}>
            {t('trail')}
          </Link>
        </li>
        <li className="before:mr-1.5 before:text-faint before:content-['/']">{item.region}</li>
        <li className="before:mr-1.5 before:text-faint before:content-['/']">
          <ResourceLink kind="ecs_cluster" id={item.clusterId} className={LINK}>
            {item.clusterName}
          </ResourceLink>
        </li>
        <li className="before:mr-1.5 before:text-faint before:content-['/']">
          <ResourceLink kind="ecs_service" id={item.serviceId} className={LINK}>
            {item.serviceName}
          </ResourceLink>
        </li>
        <li className="before:mr-1.5 before:text-faint before:content-['/']">
          <Time at={item.createdAt} />
        </li>
      </ol>
    </nav>
  );
}

function Figures({ item, comparison }: { item: DeploymentDetail; comparison: RolloutComparison | null }) {
  const t = useTranslations('deployments.page');
  const locale = useLocale();
  const seconds = item.seconds ?? (now() - Date.parse(item.createdAt)) / 1000;
  const threshold = item.breaker.threshold;
  return (
    <>
      {comparison ? (
        <>
          <Figure value={comparison.new.running} label={t('figureNew')} />
          <Figure value={comparison.old.running} label={t('figureOld')} />
        </>
      ) : null}
      <Figure
        value={item.failedTasks}
        unit={threshold === null ? undefined : t('figureOf', { threshold })}
        label={t('figureFailed')}
        tone={item.failedTasks > 0 ? 'critical' : 'plain'}
      />
      <Figure
        value={duration(seconds, locale)}
        label={t(item.seconds === null ? 'figureSoFar' : 'figureTook')}
      />
    </>
  );
}
