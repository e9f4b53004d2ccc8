'use client';
import { EbsVolumeAttributes, type Ec2InstanceAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Empty } from '@/components/ui/states';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { VolumeCharts } from './volume-charts';

type Volume = NonNullable<Ec2InstanceAttributes['volumes']>[number];
interface Row extends Volume {
  details: EbsVolumeAttributes | null;
}

const NONE: readonly ResourceItem[] = [];
/** Charts of so many volumes; each has a page of its own. */
const CHARTED = 4;

/** The volumes of an instance, with charts of those that publish metrics. */
export function VolumesPanel({ item, volumes }: { item: ResourceItem; volumes: readonly Volume[] | null }) {
  const t = useTranslations('ec2.volume');
  const known = useResources(
    { kind: 'ebs_volume', parent: item.id, limit: 100 },
    { enabled: (volumes?.length ?? 0) > 0 },
  );
  const rows = useMemo(() => rowsOf(volumes ?? [], known.data?.items ?? NONE), [volumes, known.data]);
  const columns = useColumns();
  return (
    <Panel title={t('title')} flush>
      {volumes === null ? (
        <Empty title={t('unknown')} height={80} />
      ) : rows.length === 0 ? (
        <Empty title={t('none')} height={80} />
      ) : (
        <>
          <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => row.id} />
          <div className="px-3.5 pt-3">
            {rows
              .slice(0, CHARTED)
              .map((row) =>
                row.resourceId ? (
                  <VolumeCharts key={row.id} resource={row.resourceId} name={row.device ?? row.id} />
                ) : null,
              )}
          </div>
        </>
      )}
    </Panel>
  );
}

function rowsOf(volumes: readonly Volume[], items: readonly ResourceItem[]): Row[] {
  const byId = new Map(items.map((each) => [each.id, each]));
  return volumes.map((volume) => {
    const found = byId.get(volume.resourceId ?? '');
    return { ...volume, details: found ? attributesOf(EbsVolumeAttributes, found) : null };
  });
}

function useColumns(): Column<Row>[] {
  const t = useTranslations('ec2.volume');
  const common = useTranslations('common');
  return useMemo(
    () => [
      {
        id: 'device',
        header: t('device'),
        cell: (row) => (
          <>
            <ResourceLink kind="ebs_volume" id={row.resourceId ?? ''}>
              {row.device ?? row.id}
            </ResourceLink>
            <span className="block font-mono text-small text-muted">{row.id}</span>
          </>
        ),
      },
      { id: 'type', header: t('type'), cell: (row) => row.type ?? '–' },
      {
        id: 'size',
        header: t('size'),
        align: 'right',
        cell: (row) => (row.sizeGiB === null ? '–' : `${integer(row.sizeGiB)} GiB`),
      },
      { id: 'iops', header: t('iops'), align: 'right', cell: (row) => integer(row.iops) },
      {
        id: 'throughput',
        header: t('throughput'),
        align: 'right',
        wide: true,
        cell: ({ details }) => (details?.throughput == null ? '–' : `${integer(details.throughput)} MiB/s`),
      },
      {
        id: 'encrypted',
        header: t('encrypted'),
        wide: true,
        cell: ({ details }) =>
          details === null ? common('unknown') : common(details.encrypted ? 'yes' : 'no'),
      },
    ],
    [t, common],
  );
}
