'use client';
import type { DeploymentDetail, RolloutStage } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';

/** What was observed of the rollout each time that something moved, and what ECS said meanwhile. */
export function StagesPanel({ item }: { item: DeploymentDetail }) {
  const t = useTranslations('deployments.stages');
  return (
    <Panel title={t('title')} hint={t('hint')}>
      {item.stages.length === 0 ? (
        <Empty title={t('empty')} height={90} />
      ) : (
        <ol className="flex flex-col gap-1.5 text-table">
          {item.stages.map((stage) => (
            <Stage key={stage.at} stage={stage} />
          ))}
        </ol>
      )}
      {item.steps.length === 0 ? null : (
        <details className="mt-3" open={item.stages.length <= 1}>
          <summary className="min-h-6 cursor-pointer text-small text-muted">{t('said')}</summary>
          <ol className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-small">
            {item.steps.map((step) => (
              <li key={`${step.at}${step.type}${step.message}`} className="contents">
                <Time at={step.at} className="whitespace-nowrap text-muted" />
                <span className="[overflow-wrap:anywhere]">{step.message || step.type}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Panel>
  );
}

function Stage({ stage: s }: { stage: RolloutStage }) {
  const t = useTranslations('deployments.stages');
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3">
      <Time at={s.at} className="text-small whitespace-nowrap text-muted" />
      <span className="min-w-0 [overflow-wrap:anywhere]" data-stage={s.stage ?? s.status ?? ''}>
        {s.stage ?? s.status}
        {s.stage !== null && s.status !== null ? (
          <span className="text-small text-faint"> {s.status}</span>
        ) : null}
        {s.failures !== null && s.failures > 0 ? (
          <span className="text-small text-critical"> {t('failures', { count: s.failures })}</span>
        ) : null}
      </span>
      {s.productionWeight === null ? <span /> : <Weight percent={s.productionWeight} test={s.testWeight} />}
    </li>
  );
}

/** Share of the production traffic that the new revision gets. */
function Weight({ percent, test }: { percent: number; test: number | null }) {
  const t = useTranslations('deployments.stages');
  return (
    <span className="flex w-28 items-center gap-2 text-small" title={t('traffic')}>
      <span className="sr-only">{t('traffic')}</span>
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
        <span
          className="block h-full"
          style={{ width: `${Math.max(0, Math.min(100, percent))}%`, background: 'var(--series-4)' }}
        />
      </span>
      <span
        className="whitespace-nowrap"
        title={test === null ? undefined : t('test', { percent: test })}
      >{`${percent} %`}</span>
    </span>
  );
}
