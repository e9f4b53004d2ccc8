'use client';
import type { DatabaseParameter, RdsInstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { Definition, Definitions, reading, ReadingText, seriesQuery, useListMetrics } from '@/features/fleet';
import { MaximumText } from './maximum-text';

/** What is set against what is used: connections, and PostgreSQL's ids and slots; then the parameters that matter. */
export function ParametersPanel({ id, details }: { id: string; details: RdsInstanceAttributes }) {
  const t = useTranslations('rds.parameters');
  const postgres = details.engine.includes('postgres');
  const queries = useMemo(
    () => [
      seriesQuery(id, 'DatabaseConnections', 'Maximum'),
      ...(postgres
        ? [
            seriesQuery(id, 'MaximumUsedTransactionIDs', 'Maximum'),
            seriesQuery(id, 'OldestReplicationSlotLag', 'Maximum'),
          ]
        : []),
    ],
    [id, postgres],
  );
  const metrics = useListMetrics(queries).data;
  return (
    <Panel title={t('title')} hint={details.parameterGroups.map(({ name }) => name).join(', ')}>
      <Definitions>
        <Definition name={t('connections')}>
          <ReadingText reading={reading(metrics, id, 'DatabaseConnections', 'Maximum', 'max')} />{' '}
          <span className="text-muted">{t('highest')}</span>
          <span className="block">
            <MaximumText details={details} />
          </span>
        </Definition>
        {postgres ? (
          <>
            <Definition name={t('transactions')}>
              <ReadingText reading={reading(metrics, id, 'MaximumUsedTransactionIDs', 'Maximum', 'latest')} />{' '}
              <span className="text-muted">{t('ofTransactions')}</span>
            </Definition>
            <Definition name={t('slots')}>
              <ReadingText reading={reading(metrics, id, 'OldestReplicationSlotLag', 'Maximum', 'latest')} />
            </Definition>
          </>
        ) : null}
      </Definitions>
      {details.parameters === null ? (
        <p className="pt-2 text-small text-muted">{t('unknown')}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2">
          {details.parameters
            .filter(({ name }) => name !== 'max_connections')
            .map((parameter) => (
              <Parameter key={parameter.name} parameter={parameter} />
            ))}
        </ul>
      )}
    </Panel>
  );
}

function Parameter({ parameter }: { parameter: DatabaseParameter }) {
  const t = useTranslations('rds.parameters');
  return (
    <li className="text-small">
      <span className="font-mono [overflow-wrap:anywhere]">{parameter.name} = </span>
      <b className="font-mono font-semibold [overflow-wrap:anywhere]">
        {parameter.value ?? parameter.formula ?? t('default')}
      </b>{' '}
      <span className="text-muted">
        {t(parameter.source === 'user' ? 'byPeople' : 'byRds')}
        {parameter.pendingReboot ? `, ${t('reboot')}` : ''}
      </span>
    </li>
  );
}
