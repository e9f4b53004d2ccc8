'use client';
import type { CapacityAnswer, MetricsAnswer, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Fact } from '@/components/ui/fact';
import { Meter } from '@/components/ui/meter';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { reading } from '@/features/fleet';
import { useMetrics, type ApiQuery } from '@/lib/api/hooks';
import { shortZone } from '@/lib/format/ids';
import { formatValue, mib, vcpu } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { clusterQueries } from './cluster-charts';
import { FargateUse } from './fargate-use';

const TIGHT = 0.9;

/** Reserved and used against what the hosts have, the same per zone, and what still fits. */
export function CapacityPanel({ item, query }: { item: ResourceItem; query: ApiQuery<CapacityAnswer> }) {
  const t = useTranslations('clusters.capacity');
  const l = useLocalised();
  return (
    <Panel title={t('title')} hint={(query.data?.hosts.length ?? 0) > 0 ? t('hint') : undefined}>
      <Await query={query} height={150}>
        {(capacity) =>
          capacity.hosts.length > 0 ? (
            <OnHosts item={item} capacity={capacity} />
          ) : capacity.unknownHosts > 0 ? (
            <Empty title={t('unknown')} height={150} />
          ) : (
            <>
              <FargateUse id={item.id} />
              {capacity.fargate ? <p className="mt-2 text-small text-muted">{l(capacity.fargate)}</p> : null}
            </>
          )
        }
      </Await>
    </Panel>
  );
}

function OnHosts({ item, capacity }: { item: ResourceItem; capacity: CapacityAnswer }) {
  const t = useTranslations('clusters.capacity');
  const l = useLocalised();
  const queries = useMemo(() => clusterQueries(item.id), [item.id]);
  const metrics = useMetrics(queries);
  return (
    <div className="flex flex-col gap-4">
      <Totals hosts={capacity.hosts} answer={metrics.data} id={item.id} />
      <div className="grid grid-cols-2 gap-5 max-rail:grid-cols-1">
        <Zones zones={capacity.zones} />
        <Fits capacity={capacity} />
      </div>
      {capacity.unknownHosts > 0 ? (
        <p className="text-small text-warning">{t('unknownHosts', { count: capacity.unknownHosts })}</p>
      ) : null}
      {capacity.fargate ? <p className="text-small text-muted">{l(capacity.fargate)}</p> : null}
    </div>
  );
}

/** Room for common sizes, and the largest task that still finds a host. */
function Fits({ capacity }: { capacity: CapacityAnswer }) {
  const t = useTranslations('clusters.capacity');
  const [largest, ...others] = capacity.largest;
  const hostOf = (id: string): CapacityAnswer['hosts'][number] | undefined =>
    capacity.hosts.find((host) => host.id === id);
  return (
    <div>
      <h3 className="mb-1 text-small text-muted">{t('fits')}</h3>
      <ul>
        {capacity.sizes.map((size) => (
          <li key={size.cpu} className="flex justify-between gap-3 py-0.5">
            <span className="text-muted">
              {vcpu(size.cpu)}, {mib(size.memory)}
            </span>
            <span className="font-semibold">{t('more', { count: size.more })}</span>
          </li>
        ))}
      </ul>
      <h3 className="mt-2 mb-1 text-small text-muted">{t('largest')}</h3>
      {largest ? (
        <ul data-largest={`${largest.cpu} ${largest.memory}`}>
          {[largest, ...others.slice(0, 2)].map((task) => (
            <li key={task.hostId} className="flex flex-wrap justify-between gap-x-3 py-0.5">
              <span className="font-semibold">
                {vcpu(task.cpu)}, {mib(task.memory)}
              </span>
              <HostName host={hostOf(task.hostId)} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">{t('nothingFits')}</p>
      )}
    </div>
  );
}

export function HostName({ host }: { host: CapacityAnswer['hosts'][number] | undefined }) {
  if (!host) return null;
  if (!host.ec2ResourceId) return <span className="font-mono text-small">{host.name}</span>;
  return (
    <ResourceLink kind="ec2_instance" id={host.ec2ResourceId} className="link font-mono text-small">
      {host.name}
    </ResourceLink>
  );
}

function Totals({
  hosts,
  answer,
  id,
}: {
  hosts: CapacityAnswer['hosts'];
  answer: MetricsAnswer | undefined;
  id: string;
}) {
  const t = useTranslations('clusters.capacity');
  return (
    <div className="flex flex-col gap-2.5">
      {(['cpu', 'memory'] as const).map((what) => {
        const registered = hosts.reduce((sum, host) => sum + host.registered[what], 0);
        const reserved = hosts.reduce((sum, host) => sum + host.reserved[what], 0);
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
              <span data-reserved={what} data-value={reserved}>
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

function Zones({ zones }: { zones: CapacityAnswer['zones'] }) {
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
                {t('zoneHosts', { hosts: zone.hosts })}
                {', '}
                {t('zoneFree', { cpu: vcpu(zone.free.cpu), memory: mib(zone.free.memory) })}
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
