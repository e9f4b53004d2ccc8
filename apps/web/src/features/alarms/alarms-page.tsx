'use client';
import type { ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { AsOfControl, AsOfNote, useAsOf } from '@/components/ui/as-of';
import { Button } from '@/components/ui/button';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { AlarmTable } from './alarm-table';
import { alarmRows, type AlarmRow } from './model/alarm-row';
import { kindOfId } from './model/kind-of';

const NONE: readonly ResourceItem[] = [];
const MOST = 500;

/** Which alarms are raised, since when, on what, and does anybody hear them? */
export function AlarmsPage() {
  const t = useTranslations('alarms');
  const { at } = useAsOf();
  const query = useResources({ kind: 'alarm', limit: MOST, sort: '-status', at });
  const items = query.data?.items ?? NONE;
  const { own, scaling } = useMemo(() => alarmRows(items), [items]);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        title={t('title')}
        sentence={query.data ? <Sentence rows={own} total={items.length} /> : ' '}
        figures={query.data ? <Figures rows={own} total={query.data.total ?? items.length} /> : null}
      />
      <Panel title={t('own.title')} hint={t('own.hint')} actions={<AsOfControl />} flush>
        <AsOfNote />
        <Await query={query} height={360}>
          {(list) =>
            own.length === 0 ? (
              <Empty title={t('table.empty')} height={160} />
            ) : (
              <>
                <AlarmTable rows={own} caption={t('own.caption')} kindOf={kindOfId} />
                {list.nextCursor === null ? null : (
                  <p className="border-t border-line px-3.5 pt-2.5 text-small text-muted">
                    {t('table.truncated', { shown: items.length, total: list.total ?? items.length })}
                  </p>
                )}
              </>
            )
          }
        </Await>
      </Panel>
      {scaling.length === 0 ? null : <ScalingAlarms rows={scaling} />}
    </div>
  );
}

/** Quiet: they are in ALARM whenever scaling works. */
function ScalingAlarms({ rows }: { rows: readonly AlarmRow[] }) {
  const t = useTranslations('alarms.scaling');
  const [open, setOpen] = useState(false);
  const raised = rows.filter(({ item }) => item.state === 'ALARM').length;
  return (
    <Panel title={t('title')} hint={t('hint')} flush={open}>
      {open ? (
        <AlarmTable rows={rows} caption={t('caption')} kindOf={kindOfId} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('show', { count: rows.length, raised })}</Button>
      )}
    </Panel>
  );
}

function Sentence({ rows, total }: { rows: readonly AlarmRow[]; total: number }) {
  const t = useTranslations('alarms.sentence');
  if (total === 0) return t('none');
  const raised = rows.filter(({ item }) => item.state === 'ALARM');
  const first = [...raised].sort((a, b) => (b.since ?? '').localeCompare(a.since ?? ''))[0];
  if (first === undefined) {
    return t.rich('calm', {
      total: rows.length,
      unknown: rows.filter(({ item }) => item.state === 'INSUFFICIENT_DATA').length,
      n: (chunks) => <b className="font-semibold">{chunks}</b>,
    });
  }
  const { since } = first;
  return t.rich('raised', {
    count: raised.length,
    name: first.name,
    since: () => (since === null ? null : t.rich('since', { at: () => <Time key="at" at={since} /> })),
    bad: (chunks) => <b className="font-semibold text-critical">{chunks}</b>,
    worst: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}

function Figures({ rows, total }: { rows: readonly AlarmRow[]; total: number }) {
  const t = useTranslations('alarms.figures');
  const raised = rows.filter(({ item }) => item.status === 'critical').length;
  const unknown = rows.filter(({ item }) => item.status === 'unknown').length;
  return (
    <>
      <Figure
        value={
          <Fact of={{ k: 'count', what: 'alarms', filter: {} }} value={total}>
            {integer(total)}
          </Fact>
        }
        label={t('all')}
      />
      <Figure value={integer(raised)} tone={raised > 0 ? 'critical' : 'plain'} label={t('raised')} />
      <Figure value={integer(unknown)} label={t('unknown')} />
    </>
  );
}
