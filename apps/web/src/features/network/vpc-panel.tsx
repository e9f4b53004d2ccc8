'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Meter } from '@/components/ui/meter';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { UsedBy } from '@/features/fleet';
import { integer } from '@/lib/format/value';
import { FreeAddresses, useAccessText } from './free-addresses';
import { nativeIdOf, type SubnetRow, type VpcView, type ZoneLoad } from './model/network';

/** One network: how its zones are loaded, and its subnets by zone. */
export function VpcPanel({ vpc, names }: { vpc: VpcView; names: ReadonlyMap<string, string> }) {
  const t = useTranslations('network.vpc');
  const columns = useSubnetColumns(names);
  const hint = [vpc.cidr, vpc.accountAlias ?? vpc.accountId, vpc.region].filter(Boolean).join(' · ');
  return (
    <Panel title={vpc.name ?? vpc.vpcId} hint={hint} flush>
      <Zones vpc={vpc} />
      <DataTable
        caption={t('caption', { name: vpc.name ?? vpc.vpcId })}
        columns={columns}
        rows={vpc.subnets}
        rowId={(row) => row.item.id}
      />
    </Panel>
  );
}

/** Zone balance: how many network interfaces (instances, tasks, load balancers, databases) each zone carries. */
function Zones({ vpc }: { vpc: VpcView }) {
  const t = useTranslations('network.vpc');
  const most = Math.max(1, ...vpc.zones.map(({ interfaces }) => interfaces ?? 0));
  return (
    <div className="px-3.5 pb-3">
      <ul className="grid gap-x-6 gap-y-2 rail:grid-cols-3">
        {vpc.zones.map((zone) => (
          <Zone key={zone.zone} zone={zone} most={most} />
        ))}
      </ul>
      {vpc.uneven ? <p className="mt-1.5 text-small text-muted">{t('uneven', vpc.uneven)}</p> : null}
    </div>
  );
}

function Zone({ zone, most }: { zone: ZoneLoad; most: number }) {
  const t = useTranslations('network.vpc');
  const load =
    zone.interfaces === null ? t('interfacesUnknown') : t('interfaces', { count: zone.interfaces });
  return (
    <li className="text-table">
      <span className="flex justify-between gap-3">
        <b className="font-semibold">{zone.zone}</b>
        <span className="text-muted">{t('zoneLoad', { load, free: integer(zone.free) })}</span>
      </span>
      <Meter className="mt-1" part={(zone.interfaces ?? 0) / most} label={`${zone.zone}: ${load}`} />
    </li>
  );
}

/** On the phone the name, with the access under it, and free addresses remain. */
function useSubnetColumns(names: ReadonlyMap<string, string>): Column<SubnetRow>[] {
  const t = useTranslations('network.subnet');
  const access = useAccessText();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: (row) => <Name row={row} /> },
      {
        id: 'zone',
        header: t('zone'),
        wide: true,
        cell: ({ details }) => <span className="whitespace-nowrap">{details.availabilityZone}</span>,
      },
      { id: 'access', header: t('access'), wide: true, cell: ({ details }) => access(details) },
      {
        id: 'cidr',
        header: t('cidr'),
        wide: true,
        cell: ({ details }) => <span className="font-mono text-small">{details.cidr}</span>,
      },
      {
        id: 'free',
        header: t('addresses'),
        cell: ({ item, details }) => <FreeAddresses details={details} low={item.status === 'warning'} />,
      },
      {
        id: 'interfaces',
        header: t('interfaces'),
        align: 'right',
        wide: true,
        cell: ({ details }) => integer(details.interfaces),
      },
      {
        id: 'usedBy',
        header: t('usedBy'),
        wide: true,
        cell: ({ details }) => <UsedBy ids={details.usedBy} names={names} shown={4} />,
      },
    ],
    [t, access, names],
  );
}

function Name({ row }: { row: SubnetRow }) {
  const access = useAccessText();
  const id = nativeIdOf(row.item);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusMark status={row.item.status} quiet />
      <span className="min-w-0">
        <ResourceLink kind="subnet" id={row.item.id}>
          {row.item.name}
        </ResourceLink>
        <span className="block text-small text-muted rail:hidden">{access(row.details)}</span>
        {row.item.name === id ? null : (
          <span className="block font-mono text-small whitespace-nowrap text-muted max-rail:hidden">
            {id}
          </span>
        )}
      </span>
    </span>
  );
}
