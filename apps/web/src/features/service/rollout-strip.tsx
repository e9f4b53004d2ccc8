'use client';
import type { ResourceItem, ServiceAttributes, TaskItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { ResourceLink } from '@/components/ui/resource-link';
import { Skeleton } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useDeployments } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { boundsKind, rolloutBounds } from '@/lib/rollout-bounds';
import { BreakerMeter } from './breaker-meter';
import { blocksOf, rollbackCommand } from './model/rollout';
import { RevisionBlocks } from './revision-blocks';

/** The rollout at a glance: from which revision to which, who serves, what the percentages allow, how near the breaker is. */
export function RolloutStrip({
  item,
  attributes,
  tasks,
}: {
  item: ResourceItem;
  attributes: ServiceAttributes;
  /** The living tasks; null while they are loading. */
  tasks: readonly TaskItem[] | null;
}) {
  const t = useTranslations('service.rollout');
  const locale = useLocale();
  const deployments = useDeployments({ service: item.id, limit: 5 });
  const rollout = attributes.rollout;
  const current = deployments.data?.items.find((d) => d.id === rollout?.deploymentId) ?? null;
  const blocks = useMemo(() => (tasks === null ? null : blocksOf(tasks)), [tasks]);
  if (!rollout) return null;
  const active = rollout.state === 'IN_PROGRESS';
  const previous = rollout.previousRevision;
  const undo =
    previous === null || !active
      ? null
      : rollbackCommand(attributes.clusterName, item.name, attributes.family, previous, item.region);
  return (
    <section
      aria-label={t('label')}
      className="grid grid-cols-[minmax(0,200px)_minmax(0,1fr)_minmax(0,300px)] items-center gap-x-7 gap-y-3 rounded-card border border-line bg-surface px-3.5 py-3 max-wide:grid-cols-1"
    >
      <div className="min-w-0">
        <h2 className="font-bold">
          {previous === null || previous === rollout.revision
            ? t('single', { revision: rollout.revision })
            : t('pair', { previous, revision: rollout.revision })}
        </h2>
        <p className="text-small text-muted">
          <Time at={rollout.startedAt} />{' '}
          {current?.rollback ? t('rollback') : t(`state.${stateKey(rollout.state)}`)}
          {current?.seconds ? `, ${duration(current.seconds, locale)}` : ''}
          {active && rollout.stage ? (
            <span data-stage={rollout.stage} className="block">
              {t('stage', { stage: rollout.stage })}
            </span>
          ) : null}
        </p>
        {attributes.taskDefinitionId ? (
          <p className="truncate text-small">
            <ResourceLink kind="ecs_task_definition" id={attributes.taskDefinitionId} className="link">
              {attributes.family}:{attributes.revision}
            </ResourceLink>
          </p>
        ) : null}
      </div>
      <div className="min-w-0">
        {blocks === null ? (
          <Skeleton height={35} />
        ) : (
          <RevisionBlocks blocks={blocks} current={rollout.revision} />
        )}
        <p className="mt-1.5 text-small text-muted">
          <Width attributes={attributes} />
        </p>
      </div>
      <div className="min-w-0">
        <BreakerMeter attributes={attributes} />
        {undo ? (
          <div className="mt-1 flex items-center gap-2 text-small">
            <code className="min-w-0 flex-1 truncate font-mono text-[11px] text-muted" title={undo}>
              {undo}
            </code>
            <CopyButton text={undo} label={t('copyRollback', { revision: previous ?? 0 })} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

function stateKey(state: string | null): 'IN_PROGRESS' | 'COMPLETED' | 'FAILED' | 'unknown' {
  return state === 'IN_PROGRESS' || state === 'COMPLETED' || state === 'FAILED' ? state : 'unknown';
}

/** The rollout's width in words: what minimum and maximum percent let happen at this size. */
function Width({ attributes }: { attributes: ServiceAttributes }) {
  const t = useTranslations('service.rollout');
  const { minimumHealthyPercent: minimum, maximumPercent: maximum, desired } = attributes;
  if (minimum === null || maximum === null) return null;
  const bounds = rolloutBounds(desired, minimum, maximum);
  return (
    <>
      {t('percent', { minimum, maximum })}
      {desired > 0
        ? `: ${t(`width.${boundsKind(bounds)}`, { stop: bounds.mayStopFirst, start: bounds.mayStartBeside })}`
        : ''}
    </>
  );
}
