'use client';
import type { List, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AsOfControl, AsOfNote } from '@/components/ui/as-of';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import type { ApiQuery } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { fleetTrouble, type FleetRow, type FleetTrouble } from './trouble';

/** A list asks for three or four series a row, and the API takes 500 in one request. */
export const FLEET_ROWS = 120;

/** The fleets that a list page shows: each has a message file with the same sentences and table texts. */
type FleetName = 'ec2' | 'rds' | 'loadBalancing';
const COUNTED = { ec2: 'instances', rds: 'databases', loadBalancing: 'loadBalancers' } as const;

interface Props<Row extends FleetRow> {
  fleet: FleetName;
  query: ApiQuery<List<ResourceItem>>;
  /** What the list shows of the items of `query`, in its order. */
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** Figures between how many there are and how many need a look. */
  figures?: ReactNode;
  height: number;
  actions?: ReactNode;
  /** Beside or under the table. */
  children?: ReactNode;
}

/** The list of a whole fleet: a sentence about its worst, the counts, the table. */
export function FleetListPage<Row extends FleetRow>(props: Props<Row>) {
  const { fleet, query, rows } = props;
  const t = useTranslations(fleet);
  const trouble = fleetTrouble(rows);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        title={t('title')}
        sentence={query.data ? <Sentence fleet={fleet} trouble={trouble} /> : ' '}
        figures={
          query.data ? (
            <>
              <FleetCount fleet={fleet} value={query.data.total ?? rows.length} label={t('figures.all')} />
              {props.figures}
              <TroubleFigure fleet={fleet} trouble={trouble} />
            </>
          ) : null
        }
      />
      <Panel
        title={t('table.title')}
        hint={t('table.hint')}
        actions={
          <>
            {props.actions}
            <AsOfControl />
          </>
        }
        flush
      >
        <AsOfNote />
        <Await query={query} height={props.height}>
          {(list) => <Table {...props} list={list} />}
        </Await>
      </Panel>
      {props.children}
    </div>
  );
}

function Table<Row extends FleetRow>({
  fleet,
  rows,
  columns,
  list,
}: Props<Row> & { list: List<ResourceItem> }) {
  const t = useTranslations(fleet);
  if (list.items.length === 0)
    return (
      <Empty title={t('table.empty')} height={240}>
        {t('table.emptyHint')}
      </Empty>
    );
  return (
    <>
      <DataTable caption={t('table.caption')} columns={columns} rows={rows} rowId={(row) => row.id} />
      {list.nextCursor !== null ? (
        <p className="border-t border-line px-3.5 pt-2.5 text-small text-muted">
          {t('table.truncated', { shown: rows.length, total: list.total ?? rows.length })}
        </p>
      ) : null}
    </>
  );
}

function Sentence({ fleet, trouble }: { fleet: FleetName; trouble: FleetTrouble }) {
  const t = useTranslations(fleet);
  const localised = useLocalised();
  const { worst } = trouble;
  if (trouble.key === 'none') return t('sentence.none');
  if (worst === null)
    return t.rich('sentence.calm', {
      total: trouble.total,
      n: (chunks) => <b className="font-semibold">{chunks}</b>,
    });
  const reason = worst.item.reasons[0];
  return t.rich('sentence.trouble', {
    count: trouble.critical + trouble.warning,
    name: worst.name,
    reason: localised(reason?.text) || reason?.message || worst.state,
    bad: (chunks) => (
      <b className={`font-semibold ${trouble.critical > 0 ? 'text-critical' : 'text-warning'}`}>{chunks}</b>
    ),
    worst: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}

/** How many resources of a fleet pass a filter, as a large figure that a proof can count again. */
export function FleetCount({
  fleet,
  value,
  label,
  filter = {},
  tone = 'plain',
}: {
  fleet: FleetName;
  value: number;
  label: string;
  filter?: Record<string, string>;
  tone?: 'plain' | 'critical' | 'warning';
}) {
  return (
    <Figure
      value={
        <Fact of={{ k: 'count', what: COUNTED[fleet], filter }} value={value}>
          {integer(value)}
        </Fact>
      }
      tone={tone}
      label={label}
    />
  );
}

function TroubleFigure({ fleet, trouble }: { fleet: FleetName; trouble: FleetTrouble }) {
  const t = useTranslations(fleet);
  if (trouble.worst === null) return null;
  return (
    <FleetCount
      fleet={fleet}
      value={trouble.critical + trouble.warning}
      label={t('figures.critical')}
      filter={{ status: 'critical,warning' }}
      tone={trouble.critical > 0 ? 'critical' : 'warning'}
    />
  );
}
