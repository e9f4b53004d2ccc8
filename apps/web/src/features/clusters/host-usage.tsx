'use client';
import type { CapacityAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { reading, seriesQuery, useListMetrics } from '@/features/fleet';
import { UsagePanel } from '@/features/usage';
import type { ApiQuery } from '@/lib/api/hooks';
import { formatValue } from '@/lib/format/value';

/** Who uses a host of the cluster: the hottest one first, any other by choice. */
export function HostUsage({ query }: { query: ApiQuery<CapacityAnswer> }) {
  const t = useTranslations('usage');
  const [chosen, setChosen] = useQueryState('host', parseAsString);
  const hosts = useMemo(() => query.data?.hosts ?? [], [query.data]);
  const queries = useMemo(
    () =>
      hosts.flatMap(({ ec2ResourceId }) =>
        ec2ResourceId ? [seriesQuery(ec2ResourceId, 'CPUUtilization', 'Average')] : [],
      ),
    [hosts],
  );
  const { data: metrics } = useListMetrics(queries);
  const byHeat = useMemo(() => {
    const heat = (id: string | null): number | null =>
      id === null ? null : (reading(metrics, id, 'CPUUtilization', 'Average', 'latest')?.value ?? null);
    return hosts
      .map((host) => ({ host, cpu: heat(host.ec2ResourceId) }))
      .toSorted((a, b) => (b.cpu ?? -1) - (a.cpu ?? -1) || a.host.name.localeCompare(b.host.name));
  }, [hosts, metrics]);
  const shown = byHeat.find(({ host }) => host.id === chosen) ?? (metrics ? byHeat[0] : undefined);
  if (hosts.length === 0) return null;
  return (
    <UsagePanel
      id={shown?.host.id ?? null}
      title={shown ? t('hostOf', { host: shown.host.name }) : t('title')}
      actions={
        <ChoiceMenu
          name={t('chooseHost')}
          none={shown?.host.name ?? t('chooseHost')}
          choices={byHeat.map(({ host, cpu }) => ({
            value: host.id,
            label: host.name,
            hint: formatValue(cpu, 'percent'),
          }))}
          chosen={chosen ? [chosen] : []}
          onChange={([next]) => void setChosen(next ?? null)}
          single
        />
      }
    />
  );
}
