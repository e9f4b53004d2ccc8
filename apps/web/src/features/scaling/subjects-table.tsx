'use client';
import type { ScalingSubject } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago } from '@/components/ui/time';
import { formatValue } from '@/lib/format/value';
import { Bounds } from './bounds';
import { Findings } from './findings';

/** Services and groups: where each stands between its bounds, what moves it, what is wrong. */
export function SubjectsTable({ items }: { items: readonly ScalingSubject[] }) {
  const t = useTranslations('scaling');
  const columns = useColumns();
  return <DataTable caption={t('subjects')} columns={columns} rows={items} rowId={(item) => item.id} />;
}

function useColumns(): Column<ScalingSubject>[] {
  const t = useTranslations('scaling.table');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        cell: (item) => (
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <ResourceLink kind={item.kind} id={item.id}>
                {item.name}
              </ResourceLink>
              <EnvironmentBadge environment={item.environment} />
            </span>
            <span className="block text-small text-muted">
              {item.kind === 'auto_scaling_group' ? t('group') : (item.parentName ?? '')}
            </span>
            <span className="block text-small rail:hidden">
              <PolicyWords item={item} />
              <Findings findings={item.findings} />
            </span>
          </span>
        ),
      },
      {
        id: 'bounds',
        header: t('bounds'),
        cell: (item) => (
          <Bounds
            minimum={item.minimum}
            maximum={item.maximum}
            desired={item.desired}
            running={item.running}
            id={item.id}
          />
        ),
      },
      { id: 'policies', header: t('policies'), wide: true, cell: (item) => <PolicyWords item={item} /> },
      {
        id: 'protected',
        header: t('protected'),
        wide: true,
        align: 'right',
        cell: (item) => <Protected item={item} />,
      },
      {
        id: 'activities',
        header: t('activities'),
        wide: true,
        align: 'right',
        cell: (item) => (
          <>
            {item.activities}
            {item.lastActivityAt ? (
              <span className="block text-small whitespace-nowrap text-muted">
                <Ago at={item.lastActivityAt} />
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: 'findings',
        header: t('findings'),
        wide: true,
        cell: (item) =>
          item.findings.length === 0 ? (
            <span className="text-muted">–</span>
          ) : (
            <Findings findings={item.findings} />
          ),
      },
    ],
    [t],
  );
}

function PolicyWords({ item }: { item: ScalingSubject }) {
  const t = useTranslations('scaling.table');
  if (item.policies === null) return <span className="text-muted">{t('unknown')}</span>;
  const scheduled = item.scheduled?.length ?? 0;
  return (
    <span className="block max-w-[34ch] text-small [overflow-wrap:anywhere]">
      {item.policies.length === 0 && scheduled === 0 ? (
        <span className="text-muted">{t('noPolicies')}</span>
      ) : null}
      {item.policies.map((policy) => (
        <span key={policy.name} className="block">
          {policy.target === null
            ? `${policy.name} (${policy.type})`
            : t('tracks', { metric: policy.metric ?? policy.name, target: policy.target })}
          {policy.value === null ? '' : ` ${t('now', { value: formatValue(policy.value, 'percent') })}`}
          {policy.disableScaleIn ? <span className="text-warning"> {t('noScaleIn')}</span> : null}
        </span>
      ))}
      {scheduled > 0 ? (
        <span className="block text-muted">{t('scheduled', { count: scheduled })}</span>
      ) : null}
    </span>
  );
}

function Protected({ item }: { item: ScalingSubject }) {
  const t = useTranslations('scaling.table');
  if (item.protected === null) return <span className="text-muted">{t('unknown')}</span>;
  return (
    <>
      {item.protected}
      {item.protectedAt ? (
        <span className="block text-small whitespace-nowrap text-muted">
          <Ago at={item.protectedAt} />
        </span>
      ) : null}
    </>
  );
}
