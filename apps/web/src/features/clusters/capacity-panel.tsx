'use client';
import type { ClusterAttributes, MetricsAnswer, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Fact } from '@/components/ui/fact';
import { Meter } from '@/components/ui/meter';
import { Panel } from '@/components/ui/panel';
import { Empty, Skeleton } from '@/components/ui/states';
import { reading } from '@/features/fleet';
import { useMetrics } from '@/lib/api/hooks';
import { shortZone } from '@/lib/format/ids';
import { formatValue, mib, vcpu } from '@/lib/format/value';
import { FargateUse } from './fargate-use';
import { clusterQueries } from './cluster-charts';
import { byZone, fits, type Amounts, type Host } from './model/room';

const SIZES: readonly Amounts[] = [
  { cpu: 256, memory: 512 },
  { cpu: 512, memory: 1024 },
  { cpu: 1024, memory: 2048 },
  { cpu: 2048, memory: 4096 },
];
const TIGHT = 0.9;

/** Reserved and used against what the hosts have, the same per zone, and what still fits. */
export function CapacityPanel({
  item,
  attributes,
  hosts,
  loading,
}: {
  item: ResourceItem;
  attributes: ClusterAttributes | null;
  hosts: readonly Host[];
  loading: boolean;
}) {
  const t = useTranslations('clusters.capacity');
  const queries = useMemo(() => clusterQueries(item.id), [item.id]);
  const metrics = useMetrics(queries, { enabled: hosts.length > 0 });
  const zones = useMemo(() => byZone(hosts), [hosts]);
  return (
    <Panel title={t('title')} hint={hosts.length > 0 ? t('hint') : undefined}>
      {loading ? (
        <Skeleton height={150} />
      ) : hosts.length === 0 ? (
        attributes && attributes.registeredInstances === 0 ? (
          <FargateUse id={item.id} />
        ) : (
          <Empty title={t('unknown')} height={150} />
        )
      ) : (
        <div className="flex flex-col gap-4">
          <Totals hosts={hosts} answer={metrics.data} id={item.id} />
          <div className="grid grid-cols-2 gap-5 max-rail:grid-cols-1">
            <Zones zones={zones} />
            <div>
              <h3 className="mb-1 text-small text-muted">{t('fits')}</h3>
              <ul>
                {SIZES.map((size) => (
                  <li key={size.cpu} className="flex justify-between gap-3 py-0.5">
                    <span className="text-muted">
                      {vcpu(size.cpu)}, {mib(size.memory)}
                    </span>
                    <span className="font-semibold">{t('more', { count: fits(hosts, size) })}</span>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        </div>
      )}
    </Panel>
  );
}

function Totals({
  hosts,
  answer,
  id,
}: {
  hosts: readonly Host[];
  answer: MetricsAnswer | undefined;
  id: string;
}) {
  const t = useTranslations('clusters.capacity');
  return (
    <div className="flex flex-col gap-2.5">
      {(['cpu', 'memory'] as const).map((what) => {
        const registered = hosts.reduce((sum, host) => sum + host.registered[what], 0);
        const reserved = hosts.reduce((sum, host) => sum + host.registered[what] - host.remaining[what], 0);
        const share = registered === 0 ? 0 : reserved / registered;
        const used = reading(
          answer,
          id,
          what === 'cpu' ? 'CPUUtilization' : 'MemoryUtilization',
          'Average',
          'latest',
        );
        const amount = (value: number): string => (what === 'cpu' ? vcpu(value) : mib(value));
        return (
          <div key={what} className="grid grid-cols-[72px_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{t(what)}</span>
            <Meter
              part={share}
              inner={used?.value === null || used?.value === undefined ? null : used.value / 100}
              tone={share >= TIGHT ? 'warning' : 'plain'}
              label={t('bar', {
                percent: Math.round(share * 100),
                used: formatValue(used?.value, 'percent'),
              })}
              className="h-3"
            />
            <span />
            <span className="flex flex-wrap gap-x-4 text-small text-muted">
              <span>
                {t('reserved')} <b className="font-semibold text-text">{Math.round(share * 100)} %</b> (
                {amount(reserved)})
              </span>
              <span>
                {t('used')}{' '}
                {used ? (
                  <Fact of={used.fact} value={used.value} className="font-semibold text-text">
                    {formatValue(used.value, 'percent')}
                  </Fact>
                ) : (
                  '–'
                )}
              </span>
              <span>
                {t('free')} <b className="font-semibold text-text">{amount(registered - reserved)}</b>
              </span>
            </span>
          </div>
        );
      })}
    </div>
  );
}

function Zones({ zones }: { zones: ReturnType<typeof byZone> }) {
  const t = useTranslations('clusters.capacity');
  return (
    <div>
      <h3 className="mb-1 text-small text-muted">{t('zones')}</h3>
      <ul>
        {zones.map((zone) => {
          const share = zone.registered.cpu === 0 ? 0 : zone.reserved.cpu / zone.registered.cpu;
          return (
            <li
              key={zone.zone}
              className="grid grid-cols-[auto_minmax(0,1fr)_72px_40px] items-center gap-2 py-0.5"
            >
              <span title={zone.zone}>{shortZone(zone.zone)}</span>
              <span className="text-small text-muted">
                {t('zoneHosts', { hosts: zone.hosts, tasks: zone.tasks })}
              </span>
              <Meter
                part={share}
                label={t('zoneBar', { zone: zone.zone, percent: Math.round(share * 100) })}
              />
              <span className="text-right">{Math.round(share * 100)} %</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
