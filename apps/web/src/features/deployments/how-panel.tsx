'use client';
import type { DeploymentDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { Ago } from '@/components/ui/time';
import { boundsKind, rolloutBounds } from '@/lib/rollout-bounds';
import { StrategyText } from './words';

/** How it is rolled out, in words: what the percentages allow, how traffic moves, what stops it. */
export function HowPanel({ item }: { item: DeploymentDetail }) {
  const t = useTranslations('deployments.how');
  const rows = [
    [t('strategy'), <StrategyText key="strategy" strategy={item.strategy} />] as const,
    ...useTraffic(item),
    ...useLimits(item),
    ...useEnds(item),
  ];
  return (
    <Panel title={t('title')} hint={item.detail ? <Ago at={item.detail.readAt} /> : null}>
      {item.detail ? null : <p className="mb-2 text-small text-muted">{t('notRead')}</p>}
      <FactsList rows={rows} />
    </Panel>
  );
}

type Rows = (readonly [name: string, value: string])[];

/** ARN to the name that people know. */
function groupName(arn: string | null): string {
  return arn?.split('/')[1] ?? '–';
}

function useTraffic({ detail }: DeploymentDetail): Rows {
  const t = useTranslations('deployments.how');
  if (detail === null) return [];
  const { plan, target, sources } = detail;
  const rows: Rows = [];
  if (plan?.stepPercent != null)
    rows.push([t('plan'), t('linear', { percent: plan.stepPercent, minutes: plan.stepMinutes ?? 0 })]);
  else if (plan?.canaryPercent != null)
    rows.push([t('plan'), t('canary', { percent: plan.canaryPercent, minutes: plan.canaryMinutes ?? 0 })]);
  else if (target.productionWeight !== null) rows.push([t('plan'), t('allAtOnce')]);
  if (target.productionWeight !== null)
    rows.push([
      t('weights'),
      t('weightsOf', { target: target.productionWeight, source: sources[0]?.productionWeight ?? 0 }),
    ]);
  for (const { production, alternate } of plan?.targetGroups ?? [])
    if (alternate !== null)
      rows.push([
        t('groups'),
        t('group', { production: groupName(production), alternate: groupName(alternate) }),
      ]);
  if (target.scalePercent !== null) rows.push([t('scale'), `${target.scalePercent} %`]);
  if (plan?.bakeMinutes != null) rows.push([t('bake'), t('minutes', { minutes: plan.bakeMinutes })]);
  if (plan)
    rows.push([
      t('hooks'),
      plan.hooks.length === 0
        ? t('none')
        : plan.hooks.map(({ name, stages }) => t('hookAt', { name, stages: stages.join(', ') })).join('; '),
    ]);
  return rows;
}

function useLimits(item: DeploymentDetail): Rows {
  const t = useTranslations('deployments.how');
  const words = useTranslations('service.rollout.width');
  const { minimumHealthyPercent: minimum, maximumPercent: maximum, desired, breaker } = item;
  const rows: Rows = [];
  if (minimum !== null && maximum !== null && desired > 0) {
    const bounds = rolloutBounds(desired, minimum, maximum);
    const moves = words(boundsKind(bounds), { stop: bounds.mayStopFirst, start: bounds.mayStartBeside });
    const { lower, upper } = bounds;
    rows.push([t('width'), t('widthOf', { minimum, maximum, desired, lower, upper, words: moves })]);
  }
  const count = t('breakerOn', { failed: item.failedTasks, threshold: breaker.threshold ?? '?' });
  const then = t(breaker.rollback ? 'breakerBack' : 'breakerStop');
  rows.push([t('breaker'), breaker.enabled ? `${count}; ${then}` : t('breakerOff')]);
  return rows;
}

function useEnds({ detail }: DeploymentDetail): Rows {
  const t = useTranslations('deployments.how');
  if (detail === null) return [];
  const { alarms, rollback } = detail;
  const told =
    alarms === null || alarms.names.length === 0
      ? t('none')
      : `${alarms.names.join(', ')} (${alarms.triggered.join(', ') || (alarms.status ?? t('unknown'))})`;
  return [
    [t('alarms'), told],
    [t('rollback'), rollback === null ? t('none') : (rollback.reason ?? t('unknown'))],
  ];
}
