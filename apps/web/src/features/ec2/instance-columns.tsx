'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Sparkline } from '@/components/charts';
import type { Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Ago } from '@/components/ui/time';
import { hourlyPrice, NameCell, ReadingText, WhyCell } from '@/features/fleet';
import { integer } from '@/lib/format/value';
import type { InstanceRow } from './model/instance-row';

/** Columns of the list of hosts; on the phone name, CPU and reason remain. */
export function useInstanceColumns(locale: string): Column<InstanceRow>[] {
  const t = useTranslations('ec2');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('table.name'),
        cell: (row) => (
          <NameCell kind="ec2_instance" row={row}>
            {row.name === row.instanceId ? null : (
              <span className="block font-mono text-small text-muted">{row.instanceId}</span>
            )}
          </NameCell>
        ),
      },
      { id: 'type', header: t('table.type'), wide: true, cell: (row) => <Type row={row} /> },
      {
        id: 'cpu',
        header: <span title={t('table.cpuHint')}>{t('table.cpu')}</span>,
        wide: true,
        width: '108px',
        cell: (row) => <Sparkline values={row.cpuValues} top={100} />,
      },
      {
        id: 'average',
        header: t('table.average'),
        align: 'right',
        wide: true,
        cell: (row) => <ReadingText reading={row.cpuAverage} className="text-muted whitespace-nowrap" />,
      },
      {
        id: 'max',
        header: t('table.max'),
        align: 'right',
        cell: (row) => <ReadingText reading={row.cpuMax} className="font-semibold whitespace-nowrap" />,
      },
      {
        id: 'credits',
        header: t('table.credits'),
        align: 'right',
        wide: true,
        cell: (row) => <Credits row={row} />,
      },
      { id: 'agent', header: t('table.agent'), wide: true, cell: (row) => <Agent row={row} /> },
      { id: 'tasks', header: t('table.tasks'), align: 'right', wide: true, cell: (row) => row.tasks ?? '–' },
      { id: 'zone', header: t('table.zone'), wide: true, cell: (row) => <Network row={row} /> },
      {
        id: 'age',
        header: t('table.age'),
        wide: true,
        cell: (row) =>
          row.details?.launchTime ? <Ago at={row.details.launchTime} className="whitespace-nowrap" /> : '–',
      },
      {
        id: 'price',
        header: t('table.price'),
        align: 'right',
        wide: true,
        cell: (row) =>
          row.details?.hourlyUsd == null ? (
            <span className="text-faint">{t('table.noPrice')}</span>
          ) : (
            <span className="whitespace-nowrap">
              {t('table.perHour', { usd: hourlyPrice(row.details.hourlyUsd, locale) })}
            </span>
          ),
      },
      { id: 'why', header: t('table.reason'), cell: (row) => <WhyCell row={row} usual="running" /> },
    ],
    [t, locale],
  );
}

function Type({ row }: { row: InstanceRow }) {
  const t = useTranslations('ec2.lifecycle');
  const lifecycle = row.details?.lifecycle;
  return (
    <span className="block whitespace-nowrap">
      {row.details?.instanceType ?? '–'}
      <span className="block text-small text-muted">
        {lifecycle === 'spot' || lifecycle === 'on-demand' ? t(lifecycle) : lifecycle}
      </span>
    </span>
  );
}

/** Under one credit the CPU is held at its baseline, or every minute above it is paid for. */
function Credits({ row }: { row: InstanceRow }) {
  const value = row.credits?.value ?? null;
  if (!row.credits || value === null) return <span className="text-faint">–</span>;
  return (
    <Fact
      of={row.credits.fact}
      value={value}
      className={value < 1 ? 'font-semibold text-warning' : undefined}
    >
      {integer(value)}
    </Fact>
  );
}

function Agent({ row }: { row: InstanceRow }) {
  const t = useTranslations('ec2.agent');
  return (
    <span className={row.agent === 'disconnected' ? 'font-semibold text-warning' : 'text-muted'}>
      {t(row.agent)}
    </span>
  );
}

function Network({ row }: { row: InstanceRow }) {
  return (
    <span className="block whitespace-nowrap" title={[row.details?.vpcId, row.details?.subnetId].join(' / ')}>
      {row.details?.availabilityZone?.split('-').at(-1) ?? '–'}
      <span
        className="block max-w-36 truncate text-small text-muted"
        title={row.details?.autoScalingGroup ?? ''}
      >
        {row.details?.autoScalingGroup ?? row.details?.subnetId ?? ''}
      </span>
    </span>
  );
}
