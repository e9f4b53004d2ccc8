'use client';
import type { LoadBalancerAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { ResourceName } from './resource-name';
import { ruleRows, type Rule, type RuleRow } from './model/rules';

/** Listeners and their rules, in the order in which requests meet them. */
export function RulesPanel({ listeners }: { listeners: LoadBalancerAttributes['listeners'] }) {
  const t = useTranslations('loadBalancing.rules');
  const rows = useMemo(() => ruleRows(listeners ?? []), [listeners]);
  const columns = useColumns();
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {listeners === null ? (
        <Empty title={t('unread')} height={100} />
      ) : rows.length === 0 ? (
        <Empty title={t('none')} height={100} />
      ) : (
        <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => row.key} />
      )}
    </Panel>
  );
}

function useColumns(): Column<RuleRow>[] {
  const t = useTranslations('loadBalancing.rules');
  return useMemo(
    () => [
      {
        id: 'listener',
        header: t('listener'),
        cell: (row) => (
          <span className="whitespace-nowrap">
            {row.listener} <span className="text-muted">{row.rule.priority}</span>
          </span>
        ),
      },
      { id: 'when', header: t('when'), cell: (row) => <Conditions rule={row.rule} /> },
      { id: 'then', header: t('then'), cell: (row) => <Action rule={row.rule} /> },
    ],
    [t],
  );
}

/** `host api.example.com and path /checkout/*`. */
export function Conditions({ rule }: { rule: Rule }) {
  const t = useTranslations('loadBalancing.rules');
  if (rule.conditions.length === 0) return <span className="text-muted">{t('always')}</span>;
  return (
    <span className="[overflow-wrap:anywhere]">
      {rule.conditions.map(({ field, values }, i) => (
        <span key={field} className="block">
          {i > 0 ? `${t('and')} ` : ''}
          <span className="text-muted">{field}</span>{' '}
          <span className="font-mono text-small">{values.join(', ')}</span>
        </span>
      ))}
    </span>
  );
}

function Action({ rule }: { rule: Rule }) {
  const t = useTranslations('loadBalancing.rules');
  if (rule.targetGroups.length === 0) return <span className="text-muted">{rule.action}</span>;
  return (
    <span>
      {rule.targetGroups.map(({ id, resourceId, weight }) => (
        <span key={id} className="block">
          {resourceId === null ? id : <ResourceName kind="target_group" id={resourceId} />}
          {rule.targetGroups.length > 1 && weight !== null ? (
            <span className="text-muted"> {t('weight', { weight })}</span>
          ) : null}
        </span>
      ))}
    </span>
  );
}
