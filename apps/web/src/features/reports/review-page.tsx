import type { CapacityReview } from '@danji/shared';
import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ActionsPanel } from './actions-panel';
import { DecisionsTable, RunsOutTable } from './decision-tables';
import { DeploymentsTable, ScalingTable, StopsTable, TotalsTable } from './behaviour-tables';
import { readReview, reviewPath, type ReviewParams } from './read-review';
import { SaturationTable, UsageTable } from './usage-tables';

/** Are we sized right, what will run out, and what do we decide today? Whole in its first HTML, for paper as well. */
export async function ReviewPage({ params }: { params: ReviewParams }) {
  const t = await getTranslations('reports');
  const review = await readReview(params);
  if ('problem' in review) {
    return (
      <div role="alert" className="py-6">
        <h1 className="text-title font-bold">{t('error.title')}</h1>
        <p className="text-muted">{review.problem}</p>
        <a className="link" href={reviewPath(params)}>
          {t('error.again')}
        </a>
      </div>
    );
  }
  return <Report review={review} params={{ ...params, week: review.week }} />;
}

/** A week is frozen hours after its end, or never when it lies far back: until then its numbers may still change. */
function stateOf({ frozen, asOf, to }: CapacityReview): 'frozen' | 'ended' | 'running' {
  if (frozen) return 'frozen';
  return asOf === to ? 'ended' : 'running';
}

async function Report({ review, params }: { review: CapacityReview; params: ReviewParams }) {
  const t = await getTranslations('reports');
  const locale = await getLocale();
  const text = ({ en, ko }: { en: string; ko: string }): string => (locale === 'ko' ? ko : en);
  const at = new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: review.zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(review.computedAt));
  const csv = (table: string): string => {
    const query = new URLSearchParams({ week: review.week, table });
    if (params.environment) query.set('environment', params.environment);
    if (params.team) query.set('team', params.team);
    return `/api/v1/reports/capacity.csv?${query}`;
  };
  const section = (key: 'decisions', table: string, children: ReactNode): ReactNode => (
    <Section
      title={t(`section.${key}`)}
      csv={csv(table)}
      csvLabel={t('trail.csvOf', { table: t(`section.${key}`) })}
    >
      {children}
    </Section>
  );
  return (
    <article className="review flex flex-col gap-4">
      <header>
        <Trail review={review} params={params} />
        <h1 className="text-title font-bold">{t('title', { week: review.week })}</h1>
        <p className="text-muted">{t(`state.${stateOf(review)}`, { at, zone: review.zone })}</p>
        {review.notes.map((note) => (
          <p key={note.en} className="text-small text-warning">
            {text(note)}
          </p>
        ))}
      </header>
      <Filters review={review} params={params} />
      <Section title={t('section.summary')}>
        <ul className="max-w-[90ch] list-disc pl-5">
          {review.summary.map((sentence) => (
            <li key={sentence.en}>{text(sentence)}</li>
          ))}
        </ul>
      </Section>
      {section('decisions', 'decisions', <DecisionsTable decisions={review.decisions} />)}
      {section('runsOut' as 'decisions', 'runs_out', <RunsOutTable items={review.runsOut} review={review} />)}
      <Section
        title={t('section.actions')}
        csv={csv('actions')}
        csvLabel={t('trail.csvOf', { table: t('section.actions') })}
      >
        <ActionsPanel actions={review.actions} week={review.week} decisions={review.decisions} />
      </Section>
      {section(
        'saturation' as 'decisions',
        'saturation',
        <SaturationTable items={review.saturation} review={review} />,
      )}
      {(['clusters', 'services', 'hosts', 'databases'] as const).map((key) => (
        <div key={key}>
          {section(key as 'decisions', key, <UsageTable rows={review[key]} review={review} />)}
        </div>
      ))}
      {section('stops' as 'decisions', 'stops', <StopsTable review={review} />)}
      {section(
        'deployments' as 'decisions',
        'deployments',
        <DeploymentsTable deployments={review.deployments} />,
      )}
      {section('scaling' as 'decisions', 'scaling', <ScalingTable items={review.scaling} />)}
      {section('totals' as 'decisions', 'totals', <TotalsTable totals={review.totals} />)}
    </article>
  );
}

async function Trail({ review, params }: { review: CapacityReview; params: ReviewParams }) {
  const t = await getTranslations('reports.trail');
  return (
    <nav aria-label={t('weeks')} className="no-print flex flex-wrap items-center gap-x-4 text-small">
      <Link
        className="link py-1"
        prefetch={false}
        href={reviewPath({ ...params, week: review.previousWeek })}
      >
        ‹ {t('before')}
      </Link>
      {review.nextWeek === null ? null : (
        <Link className="link py-1" prefetch={false} href={reviewPath({ ...params, week: review.nextWeek })}>
          {t('after')} ›
        </Link>
      )}
      <span className="text-faint">{t('print')}</span>
    </nav>
  );
}

/** By environment and team: plain links, so that paper and a phone without script have them too. */
async function Filters({ review, params }: { review: CapacityReview; params: ReviewParams }) {
  const t = await getTranslations('reports.filter');
  const { groups } = review.totals;
  const of = (key: 'environment' | 'team'): string[] =>
    [...new Set(groups.flatMap((group) => group[key] ?? []))].toSorted();
  const link = (label: string, to: ReviewParams, current: boolean): ReactNode => (
    <Link
      key={label}
      prefetch={false}
      href={reviewPath(to)}
      aria-current={current ? 'true' : undefined}
      className="link py-1 aria-[current=true]:font-semibold aria-[current=true]:text-text"
    >
      {label}
    </Link>
  );
  const all = { week: params.week ?? review.week };
  return (
    <nav aria-label={t('title')} className="no-print flex flex-wrap gap-x-3 text-small">
      {link(t('all'), all, !params.environment && !params.team)}
      {of('environment').map((each) =>
        link(each, { ...all, environment: each }, params.environment === each),
      )}
      {of('team').map((each) => link(each, { ...all, team: each }, params.team === each))}
    </nav>
  );
}

function Section({
  title,
  csv,
  csvLabel,
  children,
}: {
  title: string;
  csv?: string;
  csvLabel?: string;
  children: ReactNode;
}) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface px-3.5 py-3 print:border-0 print:px-0 [&:not(:has(tbody>tr:nth-child(14)))]:break-inside-avoid">
      <header className="mb-2 flex items-baseline gap-3">
        <h2 className="mr-auto text-base font-semibold">{title}</h2>
        {csv === undefined ? null : (
          <a className="link no-print text-small" href={csv} aria-label={csvLabel} download>
            CSV
          </a>
        )}
      </header>
      {children}
    </section>
  );
}
