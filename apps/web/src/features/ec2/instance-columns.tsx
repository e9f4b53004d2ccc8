'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Sparkline } from '@/components/charts';
import type { Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago } from '@/components/ui/time';
import { hourlyPrice, NameCell, ReadingText, WhyCell } from '@/features/fleet';
import { integer } from '@/lib/format/value';
import { ImageAgeText } from './image-panel';
import { spotSaving, type InstanceRow } from './model/instance-row';

/** 24 px high, so that a finger meets the one that it means. */
const LINK = 'inline-block min-h-6 max-w-full truncate align-bottom leading-6 hover:underline';

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
      { id: 'max', header: t('table.max'), align: 'right', cell: (row) => <Load row={row} /> },
      {
        id: 'credits',
        header: t('table.credits'),
        align: 'right',
        wide: true,
        cell: (row) => <Credits row={row} />,
      },
      { id: 'agent', header: t('table.agent'), wide: true, cell: (row) => <Agent row={row} /> },
      { id: 'network', header: t('table.network'), wide: true, cell: (row) => <Network row={row} /> },
      { id: 'image', header: t('table.image'), wide: true, cell: (row) => <Image row={row} /> },
      { id: 'group', header: t('table.group'), wide: true, cell: (row) => <Group row={row} /> },
      {
        id: 'price',
        header: t('table.price'),
        align: 'right',
        wide: true,
        cell: (row) => <Price row={row} locale={locale} />,
      },
      { id: 'why', header: t('table.reason'), cell: (row) => <WhyCell row={row} usual="running" /> },
    ],
    [t, locale],
  );
}

/** The highest minute, and the average under it. */
function Load({ row }: { row: InstanceRow }) {
  const t = useTranslations('ec2.table');
  return (
    <span className="block whitespace-nowrap">
      <ReadingText reading={row.cpuMax} className="font-semibold" />
      <span className="block text-small text-muted max-rail:hidden">
        {t('average')} <ReadingText reading={row.cpuAverage} />
      </span>
    </span>
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
  const t = useTranslations('ec2');
  return (
    <span className={row.agent === 'disconnected' ? 'font-semibold text-warning' : 'text-muted'}>
      {t(`agent.${row.agent}`)}
      {row.tasks === null ? null : (
        <span className="block text-small font-normal whitespace-nowrap text-muted">
          {t('table.taskCount', { count: row.tasks })}
        </span>
      )}
    </span>
  );
}

/** Zone and reach, and the subnet by name. */
function Network({ row }: { row: InstanceRow }) {
  const t = useTranslations('ec2.reach');
  const { subnet, availabilityZone, subnetId, vpcId } = row.details ?? {};
  const reach = subnet?.public == null ? 'unknown' : subnet.public ? 'public' : 'private';
  return (
    <span className="block whitespace-nowrap" title={[vpcId, subnetId].filter(Boolean).join(' / ')}>
      {availabilityZone?.split('-').at(-1) ?? '–'}, {t(reach)}
      <span className="block max-w-32 truncate text-small text-muted">
        {subnet?.resourceId ? (
          <ResourceLink kind="subnet" id={subnet.resourceId} className={LINK}>
            {subnet.name ?? subnet.id}
          </ResourceLink>
        ) : (
          (subnetId ?? '')
        )}
      </span>
    </span>
  );
}

function Image({ row }: { row: InstanceRow }) {
  const t = useTranslations('ec2.image');
  const image = row.details?.image ?? null;
  const name = image?.name ?? row.details?.imageId ?? '–';
  return (
    <span className="block max-w-32">
      <span className="block truncate" title={name}>
        {image?.resourceId ? (
          <ResourceLink kind="image" id={image.resourceId} className={LINK}>
            {name}
          </ResourceLink>
        ) : (
          name
        )}
      </span>
      <span className="block text-small whitespace-nowrap text-muted">
        {image?.missing ? (
          <span className="text-warning">{t('missingShort')}</span>
        ) : (
          <ImageAgeText createdAt={image?.createdAt} short />
        )}
      </span>
    </span>
  );
}

/** The Auto Scaling group that started it, and when. */
function Group({ row }: { row: InstanceRow }) {
  const group = row.details?.autoScalingGroup;
  return (
    <span className="block">
      <span className="block max-w-36 truncate" title={group ?? ''}>
        {group && row.item.parentId ? (
          <ResourceLink kind="auto_scaling_group" id={row.item.parentId} className={LINK}>
            {group}
          </ResourceLink>
        ) : (
          (group ?? '–')
        )}
      </span>
      <span className="block text-small whitespace-nowrap text-muted">
        {row.details?.launchTime ? <Ago at={row.details.launchTime} /> : null}
      </span>
    </span>
  );
}

/** What it costs now: the Spot price and what it saves, else the list price. */
function Price({ row, locale }: { row: InstanceRow; locale: string }) {
  const t = useTranslations('ec2.table');
  const prices = row.details;
  const now = prices?.spotUsd ?? (prices?.lifecycle === 'spot' ? null : (prices?.hourlyUsd ?? null));
  const saving = prices ? spotSaving(prices) : null;
  return (
    <span className="block whitespace-nowrap">
      {now === null ? (
        <span className="text-faint">{t('noPrice')}</span>
      ) : (
        t('perHour', { usd: hourlyPrice(now, locale) })
      )}
      {saving === null ? null : (
        <span className="block text-small text-muted">
          {t('saves', { percent: Math.round(saving * 100) })}
        </span>
      )}
    </span>
  );
}
