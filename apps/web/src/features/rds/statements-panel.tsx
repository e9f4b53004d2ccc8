'use client';
import type { StatementItem, StatementsAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useStatements } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { formatValue, integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { LoadTable } from './load-table';

/** What the database was busy with by its own log, and since when a statement hurts. */
export function StatementsPanel({ id, insights }: { id: string; insights: boolean }) {
  const t = useTranslations('rds.statements');
  const [load, setLoad] = useState(false);
  const query = useStatements(id, load);
  return (
    <Panel
      title={t('title')}
      hint={t('hint')}
      flush
      actions={insights && !load ? <Button onClick={() => setLoad(true)}>{t('askLoad')}</Button> : null}
    >
      <Await query={query} height={200}>
        {(answer) => <Statements answer={answer} />}
      </Await>
    </Panel>
  );
}

function Statements({ answer }: { answer: StatementsAnswer }) {
  const t = useTranslations('rds.statements');
  const localised = useLocalised();
  const columns = useStatementColumns(answer.totalMilliseconds);
  return (
    <>
      <p className="px-3.5 pb-2 text-table">
        <Sentence answer={answer} />
      </p>
      {answer.items.length === 0 ? (
        <Empty title={t('empty')} height={120}>
          {answer.notes.map((note) => localised(note)).join(' ')}
        </Empty>
      ) : (
        <DataTable
          caption={t('caption')}
          columns={columns}
          rows={answer.items}
          rowId={(row) => row.template}
        />
      )}
      <p className="px-3.5 pt-2 text-small text-muted">
        {answer.coverage === null
          ? null
          : `${t('coverage', { percent: Math.floor(answer.coverage * 100) })} `}
        {answer.items.length === 0 ? null : answer.notes.map((note) => localised(note)).join(' ')}
      </p>
      <LoadTable load={answer.load} />
    </>
  );
}

/** The statement that began to hurt last, with what it took before; and locks and files where there were any. */
function Sentence({ answer }: { answer: StatementsAnswer }) {
  const t = useTranslations('rds.statements');
  const locale = useLocale();
  const hurting = answer.items.find(({ onset }) => onset !== null);
  const perMinute = (ms: number): string => duration(ms / 1000, locale);
  const [top] = answer.items;
  return (
    <>
      {top && answer.totalMilliseconds > 0 ? (
        <span data-top-statement>
          {t.rich('most', {
            percent: Math.round((100 * top.total) / answer.totalMilliseconds),
            statement: () => <code className="font-mono [overflow-wrap:anywhere]">{top.template}</code>,
          })}{' '}
        </span>
      ) : null}
      {hurting?.onset ? (
        <span className="font-semibold text-warning" data-onset={hurting.onset.at}>
          {t.rich('hurts', {
            before: perMinute(hurting.onset.before),
            after: perMinute(hurting.onset.after),
            at: () => <Time at={hurting.onset?.at ?? ''} />,
          })}
        </span>
      ) : answer.items.length > 0 ? (
        t('steady', { count: answer.total })
      ) : null}{' '}
      {t('locks', {
        deadlocks: answer.deadlocks.count,
        waits: answer.lockWaits.count,
        files: answer.temporaryFiles.count,
        size: formatValue(answer.temporaryFiles.bytes, 'bytes'),
      })}
      <EngineSentence answer={answer} />
    </>
  );
}

/** What the server did by itself and whom it refused, where there was any of it. */
function EngineSentence({ answer }: { answer: StatementsAnswer }) {
  const t = useTranslations('rds.statements');
  const locale = useLocale();
  const { autovacuum, checkpoints, connectionErrors } = answer;
  const seconds = (value: number): string => duration(value, locale);
  return (
    <>
      {connectionErrors.count > 0 ? (
        <span className="font-semibold text-critical">
          {' '}
          {t('refused', { count: connectionErrors.count, slots: connectionErrors.byReason.slots ?? 0 })}
        </span>
      ) : null}
      {autovacuum.longest ? (
        <>
          {' '}
          {t('autovacuum', {
            count: autovacuum.count,
            longest: seconds(autovacuum.longest.seconds),
            table: autovacuum.longest.table,
          })}
        </>
      ) : null}
      {checkpoints.longest === null ? null : (
        <>
          {' '}
          {t('checkpoints', {
            count: checkpoints.count,
            byWal: checkpoints.byWal,
            longest: seconds(checkpoints.longest),
          })}
        </>
      )}
    </>
  );
}

function useStatementColumns(total: number): Column<StatementItem>[] {
  const t = useTranslations('rds.statements');
  return useMemo(
    () => [
      { id: 'statement', header: t('statement'), cell: (row) => <Statement row={row} /> },
      { id: 'count', header: t('count'), align: 'right', wide: true, cell: (row) => integer(row.count) },
      { id: 'mean', header: t('mean'), align: 'right', wide: true, cell: (row) => seconds(row.mean) },
      { id: 'p95', header: t('p95'), align: 'right', wide: true, cell: (row) => seconds(row.p95) },
      {
        id: 'maximum',
        header: t('maximum'),
        align: 'right',
        wide: true,
        cell: (row) => seconds(row.maximum),
      },
      {
        id: 'total',
        header: t('total'),
        align: 'right',
        cell: (row) => (
          <span className="whitespace-nowrap">
            <b className="font-semibold">{seconds(row.total)}</b>{' '}
            <span className="text-small text-muted">
              {total > 0 ? `${Math.round((100 * row.total) / total)} %` : ''}
            </span>
          </span>
        ),
      },
      {
        id: 'before',
        header: t('before'),
        align: 'right',
        wide: true,
        cell: (row) => (row.before === null ? t('notRead') : seconds(row.before.total)),
      },
    ],
    [t, total],
  );
}

function seconds(milliseconds: number): ReactNode {
  return <span className="whitespace-nowrap">{formatValue(milliseconds / 1000, 's')}</span>;
}

function Statement({ row }: { row: StatementItem }) {
  const t = useTranslations('rds.statements');
  return (
    <span className="block min-w-40 py-0.5">
      <code className="block font-mono text-small [overflow-wrap:anywhere]">{row.template}</code>
      {row.onset ? (
        <span className="text-small font-semibold text-warning">
          {t('since')} <Time at={row.onset.at} />
        </span>
      ) : null}
    </span>
  );
}
