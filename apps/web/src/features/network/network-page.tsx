'use client';
import type { ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useAsOf } from '@/components/ui/as-of';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Await, Empty } from '@/components/ui/states';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { GroupsPanel } from './groups-panel';
import { groupRows, vpcViews } from './model/network';
import { VpcPanel } from './vpc-panel';

const MOST = 500;
/** What may stand in a subnet or carry a group. */
const USERS = [
  'ecs_service',
  'ec2_instance',
  'rds_instance',
  'rds_cluster',
  'load_balancer',
  'security_group',
];
const NONE: readonly ResourceItem[] = [];

/** Does every network have room, is it balanced over its zones, and who may come in from outside? */
export function NetworkPage() {
  const subnets = useResources({ kind: 'subnet', limit: MOST, sort: '-status' });
  const { at } = useAsOf();
  const groups = useResources({ kind: 'security_group', limit: MOST, sort: '-status', at });
  const users = useResources({ kind: USERS, limit: MOST, sort: 'name' });
  const names = useMemo(
    () =>
      new Map(
        [...(users.data?.items ?? NONE), ...(groups.data?.items ?? NONE)].map(({ id, name }) => [id, name]),
      ),
    [users.data, groups.data],
  );
  const vpcs = useMemo(() => vpcViews(subnets.data?.items ?? NONE), [subnets.data]);
  const rows = useMemo(() => groupRows(groups.data?.items ?? NONE), [groups.data]);
  return (
    <div className="flex flex-col gap-3.5">
      <Head
        subnets={subnets.data?.items ?? null}
        groups={groups.data?.items ?? null}
        totals={{ subnets: subnets.data?.total ?? null, groups: groups.data?.total ?? null }}
      />
      <Await query={subnets} height={420}>
        {() =>
          vpcs.length === 0 ? (
            <NoSubnets />
          ) : (
            <div className="flex flex-col gap-3.5">
              {vpcs.map((vpc) => (
                <VpcPanel key={`${vpc.accountId} ${vpc.vpcId}`} vpc={vpc} names={names} />
              ))}
            </div>
          )
        }
      </Await>
      <Await query={groups} height={320}>
        {() => <GroupsPanel rows={rows} names={names} />}
      </Await>
    </div>
  );
}

function NoSubnets() {
  const t = useTranslations('network.subnet');
  return (
    <Empty title={t('empty')} height={160}>
      {t('emptyHint')}
    </Empty>
  );
}

function Head({
  subnets,
  groups,
  totals,
}: {
  subnets: readonly ResourceItem[] | null;
  groups: readonly ResourceItem[] | null;
  totals: { subnets: number | null; groups: number | null };
}) {
  const t = useTranslations('network');
  const tight = subnets?.filter(({ status }) => status === 'warning' || status === 'critical') ?? [];
  const open = groups?.filter(({ status }) => status === 'warning' || status === 'critical') ?? [];
  return (
    <PageHead
      title={t('title')}
      sentence={
        subnets === null || groups === null ? (
          ' '
        ) : subnets.length + groups.length === 0 ? (
          t('sentence.none')
        ) : tight.length + open.length === 0 ? (
          t('sentence.calm')
        ) : (
          <>
            <Trouble about="tight" items={tight} /> <Trouble about="open" items={open} />
          </>
        )
      }
      figures={
        subnets === null || groups === null ? null : (
          <>
            <Count what="subnets" value={totals.subnets ?? subnets.length} />
            <Count what="security_groups" value={totals.groups ?? groups.length} />
          </>
        )
      }
    />
  );
}

function Trouble({ about, items }: { about: 'tight' | 'open'; items: readonly ResourceItem[] }) {
  const t = useTranslations('network.sentence');
  const localised = useLocalised();
  const [worst] = items;
  if (!worst) return null;
  const reason = worst.reasons[0];
  return t.rich(about, {
    count: items.length,
    name: worst.name,
    reason: localised(reason?.text) || reason?.message || worst.state,
    bad: (chunks) => <b className="font-semibold text-warning">{chunks}</b>,
    worst: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}

function Count({ what, value }: { what: 'subnets' | 'security_groups'; value: number }) {
  const t = useTranslations('network.figures');
  return (
    <Figure
      value={
        <Fact of={{ k: 'count', what, filter: {} }} value={value}>
          {integer(value)}
        </Fact>
      }
      label={t(what)}
    />
  );
}
