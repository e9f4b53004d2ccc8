'use client';
import type { UsageAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode } from 'react';
import { ChartPanel, prepareBars } from '@/components/charts';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import type { ApiQuery } from '@/lib/api/hooks';
import { drawnAs, marksOfUse, stackOf, type UsageMetric } from './model/stack';
import { UsageSentence } from './usage-sentence';
import { UsageTable } from './usage-table';
import { useUsage } from './use-usage';

interface Props {
  /** An EC2 instance, a container instance or a service. */
  id: string | null;
  title?: string;
  actions?: ReactNode;
}

/** Who uses this host: a sentence, CPU and memory per task stacked, and the tasks as a table. */
export function UsagePanel({ id, title, actions }: Props) {
  const t = useTranslations('usage');
  const query = useUsage(id);
  return (
    <section aria-label={title ?? t('title')} data-usage={id ?? ''} className="flex flex-col gap-3.5">
      <Panel
        title={title ?? t('title')}
        hint={query.shortened ? t('lastDay') : query.data ? <Coverage answer={query.data} /> : undefined}
        actions={actions}
        flush
      >
        {id === null ? (
          <Empty title={t('noHost')} height={80} />
        ) : (
          <Await query={query} height={220}>
            {(answer) => (
              <>
                <div className="px-3.5 pb-2">
                  <UsageSentence answer={answer} />
                </div>
                {answer.tasks.length === 0 ? (
                  <Empty title={t('noTasks')} height={80} />
                ) : (
                  <UsageTable answer={answer} />
                )}
                {answer.otherTasks > 0 ? (
                  <p className="px-3.5 pt-2 text-small text-muted">
                    {t('more', { count: answer.otherTasks })}
                  </p>
                ) : null}
              </>
            )}
          </Await>
        )}
      </Panel>
      {id !== null && query.data?.state !== 'not_ecs' && query.data?.state !== 'insights_off' ? (
        <div className="grid grid-cols-2 gap-3.5 max-rail:grid-cols-1">
          <Stack query={query} metric="cpu" />
          <Stack query={query} metric="memory" />
        </div>
      ) : null}
    </section>
  );
}

function Coverage({ answer: { state, coverage } }: { answer: UsageAnswer }) {
  const t = useTranslations('usage');
  if (state === 'insights_off' || state === 'not_ecs' || coverage === null) return null;
  if (coverage >= 0.995) return <>{t('source')}</>;
  return <span className="text-warning">{t('partial', { percent: Math.round(coverage * 100) })}</span>;
}

function Stack({ query, metric }: { query: ApiQuery<UsageAnswer>; metric: UsageMetric }) {
  const t = useTranslations('usage');
  const answer = query.data;
  const model = useMemo(() => {
    if (!answer) return null;
    const range = { from: Date.parse(answer.from), to: Date.parse(answer.to) };
    const bars = stackOf(answer, metric, (count) => t('others', { count }));
    return prepareBars(answer.t, answer.step, range, bars, drawnAs(answer, metric).unit);
  }, [answer, metric, t]);
  const marks = useMemo(
    () =>
      answer
        ? marksOfUse(answer, {
            started: (name) => t('mark.started', { name }),
            stopped: (name) => t('mark.stopped', { name }),
            onset: t('mark.onset'),
          })
        : [],
    [answer, t],
  );
  const unit = answer ? drawnAs(answer, metric).unit : 'percent';
  return (
    <ChartPanel
      title={t(`chart.${metric}`)}
      hint={unit === 'percent' ? t('ofHost') : t('perMinute')}
      model={model}
      query={query}
      marks={marks}
      height={196}
      emptyText={t('emptyChart')}
      level={3}
    />
  );
}
