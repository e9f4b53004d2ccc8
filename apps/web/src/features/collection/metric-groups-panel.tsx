'use client';
import type { MetricGroup, MetricGroupList, SwitchMetricGroup } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty, ErrorState } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { ApiError } from '@/lib/api/client';
import { useApi, useSend } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { splitGroups } from './model/metric-groups';
import { useUsdRange } from './usd-range';

/** Metrics that wait for a person: what each group would show here, what it costs, and its switch. */
export function MetricGroupsPanel() {
  const t = useTranslations('collection.groups');
  const query = useApi<MetricGroupList>(
    '/collection/metric-groups',
    {},
    { topics: ['collection'], refetchSeconds: 60 },
  );
  return (
    <Panel title={t('title')} flush>
      <Await query={query} height={160}>
        {({ items }) => <Groups items={items} />}
      </Await>
    </Panel>
  );
}

function Groups({ items }: { items: readonly MetricGroup[] }) {
  const t = useTranslations('collection.groups');
  const send = useSend<MetricGroup>(['/collection']);
  const flip = ({ id, enabled, version }: MetricGroup): void => {
    const body: SwitchMetricGroup = { enabled: !enabled };
    send.mutate({ path: `/collection/metric-groups/${id}`, method: 'PATCH', body, version });
  };
  const columns = useColumns(flip, send.isPending);
  const { here, elsewhere, on, worth } = splitGroups(items);
  if (items.length === 0) return <Empty title={t('empty')} height={100} />;
  const lost = send.error instanceof ApiError && send.error.code === 'CONFLICT';
  return (
    <>
      <div className="px-3.5 pb-2">
        <p>{t('sentence', { on, worth })}</p>
        <p className="text-small text-muted">{t('note')}</p>
        {lost ? <p role="alert">{t('lost')}</p> : null}
        {send.error && !lost ? <ErrorState error={send.error} onRetry={() => send.reset()} /> : null}
      </div>
      {here.length > 0 ? (
        <DataTable caption={t('caption')} columns={columns} rows={here} rowId={(group) => group.id} />
      ) : null}
      {elsewhere.length > 0 ? (
        <details className="border-t border-line pt-1">
          <summary className="flex min-h-8 cursor-pointer items-center px-3.5 text-muted hover:text-text max-rail:min-h-11">
            {t('others', { count: elsewhere.length })}
          </summary>
          <DataTable caption={t('caption')} columns={columns} rows={elsewhere} rowId={(group) => group.id} />
        </details>
      ) : null}
    </>
  );
}

function useColumns(flip: (group: MetricGroup) => void, pending: boolean): Column<MetricGroup>[] {
  const t = useTranslations('collection.groups');
  const range = useUsdRange();
  return [
    { id: 'what', header: t('what'), cell: (group) => <What group={group} /> },
    {
      id: 'amount',
      header: t('amount'),
      align: 'right',
      wide: true,
      cell: ({ resources, series }) =>
        resources === null || series === null ? (
          <span className="text-muted">{t('uncounted')}</span>
        ) : (
          <span className="block">
            <span className="block">{series === 0 ? t('none') : integer(resources)}</span>
            {series === 0 ? null : (
              <span className="block text-small text-muted">{t('series', { series })}</span>
            )}
          </span>
        ),
    },
    {
      id: 'month',
      header: t('month'),
      align: 'right',
      cell: ({ monthUsd, backfillUsd, series }) =>
        monthUsd === null || backfillUsd === null ? (
          <span className="text-muted">{t('uncounted')}</span>
        ) : series === 0 ? (
          <span className="text-muted">–</span>
        ) : (
          <span className="block">
            <span className="block font-semibold">{range(monthUsd)}</span>
            <span className="block text-small text-muted">{t('backfill', { usd: range(backfillUsd) })}</span>
          </span>
        ),
    },
    {
      id: 'state',
      header: t('state'),
      cell: (group) => <Switch group={group} pending={pending} onFlip={() => flip(group)} />,
    },
  ];
}

function What({ group }: { group: MetricGroup }) {
  const t = useTranslations('collection.groups');
  const localised = useLocalised();
  return (
    <span className="block">
      <span className="block">
        <span className="font-semibold">{group.namespace}</span>
        <span className="text-muted">{` · ${useKindName()(group.kind)}`}</span>
        {group.source === 'file' ? <span className="text-muted">{` · ${t('file')}`}</span> : null}
      </span>
      <span className="block max-w-[72ch] text-small text-muted">
        {group.metrics.map(({ label }) => localised(label)).join(', ')}
      </span>
    </span>
  );
}

/** Kinds in the plural; one that only a catalogue file knows keeps the contract's word. */
function useKindName(): (kind: MetricGroup['kind']) => string {
  const t = useTranslations('collection.groups.kind');
  return (kind) => (t.has(kind as 'ebs_volume') ? t(kind as 'ebs_volume') : kind);
}

function Switch({ group, pending, onFlip }: { group: MetricGroup; pending: boolean; onFlip: () => void }) {
  const t = useTranslations('collection.groups');
  const name = `${group.namespace} ${useKindName()(group.kind)}`;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="whitespace-nowrap">
        <span className={group.enabled ? 'font-semibold' : 'text-muted'}>
          {t(group.enabled ? 'on' : 'off')}
        </span>
        {group.enabled && group.changedAt !== null ? (
          <Ago at={group.changedAt} className="block text-small text-muted" />
        ) : null}
      </span>
      <Button
        onClick={onFlip}
        disabled={pending}
        aria-label={t(group.enabled ? 'labelOff' : 'labelOn', { name })}
      >
        {t(group.enabled ? 'switchOff' : 'switchOn')}
      </Button>
    </span>
  );
}
