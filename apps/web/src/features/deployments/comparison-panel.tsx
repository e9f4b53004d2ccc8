'use client';
import type { RolloutComparison, RolloutSide } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { compact, integer, mib, vcpu } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { VerdictBadge } from './words';

/** Old against new by task: what is worse first in words, then every fact of both sides in a table. */
export function ComparisonPanel({ comparison }: { comparison: RolloutComparison }) {
  const t = useTranslations('deployments');
  const l = useLocalised();
  return (
    <Panel
      title={t('comparison.title')}
      hint={
        <span data-state={comparison.state}>
          {t('comparison.hint')}; {t(`state.${comparison.state}`)}
          {comparison.state === 'live' && comparison.finalAt !== null ? (
            <>, {t.rich('finalAt', { time: () => <Time at={comparison.finalAt ?? ''} /> })}</>
          ) : null}
        </span>
      }
    >
      <ul className="mb-3 flex flex-col gap-1 text-table">
        {comparison.findings.map((finding) => (
          <li key={finding.what} data-finding={finding.what} data-verdict={finding.verdict}>
            <VerdictBadge verdict={finding.verdict} /> {l(finding.text)}
          </li>
        ))}
      </ul>
      <Sides comparison={comparison} />
      <Mixed mixed={comparison.mixed} />
    </Panel>
  );
}

function Mixed({ mixed }: { mixed: RolloutComparison['mixed'] }) {
  const t = useTranslations('deployments.comparison');
  if (mixed === null) return null;
  const { from, to } = mixed;
  return (
    <p className="mt-2 text-small text-muted">
      {to === null
        ? t.rich('mixedOpen', { from: () => <Time at={from} /> })
        : t.rich('mixed', { from: () => <Time at={from} />, to: () => <Time at={to} /> })}
    </p>
  );
}

function Sides({ comparison }: { comparison: RolloutComparison }) {
  const t = useTranslations('deployments.comparison');
  const { old, new: fresh } = comparison;
  const rows = useRows();
  const name = (side: RolloutSide): string =>
    side.revisions.length === 0 ? t('noRevision') : side.revisions.join(', ');
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('title')}>
      <table className="w-full text-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr className="text-left text-small text-muted">
            <th scope="col" className="py-1 pr-4 font-semibold">
              {t('fact')}
            </th>
            <th scope="col" className="py-1 pr-4 font-semibold">
              {t('old', { revisions: name(old) })}
            </th>
            <th scope="col" className="py-1 font-semibold">
              {t('new', { revisions: name(fresh) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, label, cell]) => (
            <tr key={key} data-fact={key} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-4 text-left font-normal text-muted">
                {label}
              </th>
              <td className="py-1 pr-4">{cell(old)}</td>
              <td className="py-1">{cell(fresh)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Row = readonly [key: string, label: string, cell: (side: RolloutSide) => ReactNode];
const STARTING = ['provision', 'prepare', 'pull', 'start'] as const;

function useRows(): Row[] {
  const t = useTranslations('deployments.comparison');
  const causes = useTranslations('tasks.cause');
  const locale = useLocale();
  const lines = (side: RolloutSide, count: number | null): ReactNode => {
    if (count === null) return <span className="text-faint">{t('notRead')}</span>;
    if (side.taskMinutes <= 0) return integer(count);
    return t('perMinute', { count: integer(count), rate: compact(count / side.taskMinutes) });
  };
  return [
    ['tasks', t('tasks'), (side) => integer(side.tasks)],
    ['running', t('running'), (side) => integer(side.running)],
    ['starting', t('starting'), (side) => integer(side.starting)],
    [
      'startup',
      t('startup'),
      ({ startup }) =>
        startup === null
          ? '–'
          : t('startupOf', {
              p50: duration(startup.p50, locale),
              p90: duration(startup.p90, locale),
              count: startup.count,
            }),
    ],
    ...STARTING.map((phase): Row => [
      phase,
      `· ${t(`phase.${phase}`)}`,
      ({ startup }) => {
        const found = startup?.phases.find((each) => each.phase === phase);
        return found ? duration(found.p50, locale) : '–';
      },
    ]),
    [
      'stops',
      t('stops'),
      (side) => (
        <span className={side.abnormalStops > 0 ? 'font-semibold text-critical' : undefined}>
          {t('stopsOf', { abnormal: side.abnormalStops, stops: side.stops })}
        </span>
      ),
    ],
    ['failedToStart', t('failedToStart'), (side) => integer(side.failedToStart)],
    [
      'causes',
      t('causes'),
      (side) =>
        side.causes.length === 0
          ? '–'
          : side.causes.map(({ cause, count }) => `${causes(cause)} ${integer(count)}`).join(', '),
    ],
    [
      'cpu',
      t('cpu'),
      ({ use }) => (use === null ? <span className="text-faint">{t('useNotRead')}</span> : vcpu(use.cpu)),
    ],
    [
      'memory',
      t('memory'),
      ({ use }) =>
        use === null ? <span className="text-faint">{t('useNotRead')}</span> : mib(Math.round(use.memory)),
    ],
    ['errors', t('errors'), (side) => lines(side, side.levels && side.levels.error + side.levels.fatal)],
    ['warnings', t('warnings'), (side) => lines(side, side.levels && side.levels.warn)],
    [
      'lines',
      t('lines'),
      (side) => lines(side, side.levels && Object.values(side.levels).reduce((sum, n) => sum + n, 0)),
    ],
  ];
}
