'use client';
import type { Overview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Fact, type FactSource } from '@/components/ui/fact';
import { Figure } from '@/components/ui/page-head';
import { integer } from '@/lib/format/value';
import { useLabels } from '@/lib/url/view';

type What = Extract<FactSource, { k: 'count' }>['what'];

/** The fleet in five counts, each with what is off about it. */
export function OverviewFigures({ overview }: { overview: Overview }) {
  const t = useTranslations('overview.figure');
  const [labels] = useLabels();
  const filter = {
    environment: labels.environment.join(','),
    team: labels.team.join(','),
    account: labels.account,
  };
  const count = (what: What, value: number, more: Record<string, string> = {}, window: object = {}) => (
    <Fact of={{ k: 'count', what, filter: { ...filter, ...more }, ...window }} value={value}>
      {integer(value)}
    </Fact>
  );
  const { counts, stopped } = overview;
  const moving = counts.tasks.starting + counts.tasks.stopping;
  const at = Date.parse(overview.at);
  const lastHour = { from: new Date(at - 3_600_000).toISOString(), to: overview.at };
  return (
    <div className="flex flex-wrap gap-x-7 gap-y-2">
      <Figure
        value={count('services', counts.services.total)}
        label={
          overview.servicesBelowDesired > 0 ? (
            <span className="text-warning">
              {t('belowDesired', { count: overview.servicesBelowDesired })}
            </span>
          ) : (
            t('services')
          )
        }
      />
      <Figure
        value={count('tasks', counts.tasks.running, { state: 'RUNNING' })}
        label={moving > 0 ? t('tasksMoving', { count: moving }) : t('tasks')}
      />
      <Figure
        value={count('stops', stopped.lastHour, {}, lastHour)}
        tone={stopped.abnormalLastHour > 0 ? 'critical' : 'plain'}
        label={
          stopped.previousHourKnown ? t('stopped', { previous: stopped.previousHour }) : t('stoppedOnly')
        }
      />
      <Figure value={count('instances', counts.instances.total)} label={t('instances')} />
      <Figure value={count('databases', counts.databases.total)} label={t('databases')} />
    </div>
  );
}
