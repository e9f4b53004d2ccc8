'use client';
import { INCIDENT_TABS, type IncidentItem, type IncidentList } from '@danji/shared';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty, ErrorState } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { useHref, useLabels, useZone } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { ActBar, UndoBar } from './act-bar';
import { AlertsTrail } from './alerts-trail';
import { IncidentCard } from './incident-card';
import { useActs } from './use-acts';
import { useIncidentKeys } from './use-incident-keys';

const MOST = 100;

/** What is wrong, since when, and who has it? */
export function IncidentsPage() {
  const t = useTranslations('alerts');
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(INCIDENT_TABS).withDefault('open'));
  const [labels] = useLabels();
  const { zone } = useZone();
  const query = useApi<IncidentList>(
    '/incidents',
    { tab, ...labels, tz: zone, limit: MOST },
    { topics: ['incidents', 'alerts'], refetchSeconds: 30 },
  );
  const counts = query.data?.counts;
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<AlertsTrail />}
        title={t('title')}
        sentence={<Sentence list={query.data} tab={tab} />}
      />
      <div role="tablist" aria-label={t('tabs.all')} className="flex gap-1 border-b border-line">
        {INCIDENT_TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === tab}
            onClick={() => void setTab(each)}
            className={cn(
              '-mb-px h-8 border-b-2 border-transparent px-2.5 text-muted hover:text-text max-rail:h-11',
              each === tab && 'border-text font-semibold text-text',
            )}
          >
            {t(`tabs.${each}`)} {counts === undefined ? '' : counts[each]}
          </button>
        ))}
      </div>
      <Await query={query} height={360}>
        {(list) => <Incidents key={tab} list={list} tab={tab} />}
      </Await>
    </div>
  );
}

function Sentence({ list, tab }: { list: IncidentList | undefined; tab: string }) {
  const t = useTranslations('alerts.sentence');
  const localised = useLocalised();
  if (list === undefined) return ' ';
  if (list.counts.open === 0) return t('calm', { silenced: list.counts.silenced });
  const first = tab === 'open' ? list.items[0] : undefined;
  const unowned = list.items.filter(({ owner, state }) => owner === null && state === 'open').length;
  return (
    <>
      {t('open', { count: list.counts.open, unowned: tab === 'open' ? unowned : 0 })}{' '}
      {first === undefined ? null : (
        <b className="font-semibold text-text">
          {localised(first.title)}, {localised(first.symptom)}.
        </b>
      )}
    </>
  );
}

function Incidents({ list, tab }: { list: IncidentList; tab: string }) {
  const t = useTranslations('alerts');
  const router = useRouter();
  const href = useHref();
  const acts = useActs();
  const [focus, setFocus] = useState(-1);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { items } = list;
  const chosen = items.filter(({ id }) => selected.has(id));
  const focused: IncidentItem | undefined = items[focus];
  const select = (id: string, on: boolean): void => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };
  const keys = useMemo(() => {
    const move = (by: number): void => setFocus((at) => Math.min(items.length - 1, Math.max(0, at + by)));
    return {
      j: () => move(1),
      k: () => move(-1),
      Enter: () => (focused === undefined ? undefined : router.push(href(`/alerts/${focused.id}`))),
      x: () => (focused === undefined ? undefined : select(focused.id, !selected.has(focused.id))),
      // Those that are chosen, else the one in focus; where all are acknowledged it takes that back.
      a: () => {
        const those = chosen.length > 0 ? chosen : focused === undefined ? [] : [focused];
        const acknowledged = those.some(({ acknowledgedAt }) => acknowledgedAt === null);
        acts.run(those, { kind: 'ack', acknowledged });
      },
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items, focused, selected, acts, router, href]);
  useIncidentKeys(keys);
  if (items.length === 0) return <Nothing tab={tab} />;
  return (
    <>
      {chosen.length > 0 ? (
        <Panel
          title={t('list.chosen', { count: chosen.length })}
          actions={
            <Button look="quiet" onClick={() => setSelected(new Set())}>
              {t('list.none')}
            </Button>
          }
        >
          <ActBar items={chosen} acts={acts} />
        </Panel>
      ) : null}
      <Panel
        title={t(`tabs.${tab as 'open'}`)}
        hint={<span className="max-rail:hidden">{t('list.keys')}</span>}
        flush
      >
        <ul aria-label={t('title')}>
          {items.map((incident, i) => (
            <IncidentCard
              key={incident.id}
              incident={incident}
              focused={i === focus}
              selected={selected.has(incident.id)}
              onSelect={(on) => select(incident.id, on)}
            />
          ))}
        </ul>
        {list.nextCursor === null ? null : (
          <p className="px-3.5 pt-2 text-small text-muted">
            {t('list.more', { shown: items.length, total: list.total ?? items.length })}
          </p>
        )}
      </Panel>
      {chosen.length === 0 && acts.error !== null ? <ErrorState error={acts.error} /> : null}
      <UndoBar acts={acts} />
    </>
  );
}

function Nothing({ tab }: { tab: string }) {
  const t = useTranslations('alerts.empty');
  const href = useHref();
  return (
    <Panel title="">
      <Empty title={t(tab as 'open')} height={200}>
        <Link href={href('/alerts/rules')} className="link">
          {t('watched')}
        </Link>
      </Empty>
    </Panel>
  );
}
