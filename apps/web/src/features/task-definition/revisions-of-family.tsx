'use client';
import { TaskDefinitionAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { attributesOf } from '@/lib/api/attributes';
import { useApi } from '@/lib/api/hooks';
import type { List } from '@danji/shared';
import { mib, vcpu } from '@/lib/format/value';
import { Differences } from './differences-list';

const MOST = 200;

/** A revision that AWS lists; without a description where Danji has not read it. */
interface Row {
  revision: number;
  /** ACTIVE or INACTIVE; null where the list of the family was not read. */
  status: string | null;
  item: ResourceItem | null;
  attributes: TaskDefinitionAttributes | null;
}

/** The known revisions of the family, and what differs between this one and another (by default the one before). */
export function RevisionsOfFamily({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: TaskDefinitionAttributes;
}) {
  const t = useTranslations('taskDefinition.revisions');
  const [chosen, setChosen] = useQueryState('with', parseAsInteger);
  const family = useApi<List<ResourceItem>>(
    '/resources',
    { kind: 'ecs_task_definition', q: attributes.family, deleted: true, limit: MOST },
    { topics: ['resources'] },
  );
  const rows = useMemo(
    () => rowsOf(family.data?.items ?? [], item, attributes),
    [family.data, item, attributes],
  );
  const described = rows.filter((row) => row.attributes !== null && row.revision !== attributes.revision);
  const before =
    described.find((row) => row.revision === chosen) ??
    described.find((row) => row.revision < attributes.revision) ??
    null;
  const columns = useColumns(
    attributes.revision,
    before?.revision ?? null,
    (revision) => void setChosen(revision),
  );
  return (
    <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
      <Panel title={t('title')} hint={<Known attributes={attributes} />} flush>
        <Await query={family} height={200}>
          {() =>
            rows.length === 0 ? (
              <Empty title={t('empty')} height={120} />
            ) : (
              <DataTable
                caption={t('title')}
                columns={columns}
                rows={rows}
                rowId={(row) => String(row.revision)}
                virtualFrom={20}
                maxHeight={420}
              />
            )
          }
        </Await>
      </Panel>
      <Panel
        title={
          before
            ? t('differences', { before: before.revision, after: attributes.revision })
            : t('differencesNone')
        }
      >
        {before?.attributes ? (
          <Differences before={before.attributes} after={attributes} />
        ) : (
          <Empty title={t('onlyOne')} height={120} />
        )}
      </Panel>
    </div>
  );
}

/** How many revisions AWS lists, and how old that list is. */
function Known({ attributes: { familyRevisions } }: { attributes: TaskDefinitionAttributes }) {
  const t = useTranslations('taskDefinition.revisions');
  if (familyRevisions === null) return <>{t('hint')}</>;
  const { newest, complete, readAt } = familyRevisions;
  return (
    <span data-known={newest.length}>
      {t(complete ? 'known' : 'knownNewest', { count: newest.length })}{' '}
      {t.rich('asOf', { age: () => <Ago at={readAt} /> })}
    </span>
  );
}

/** Every revision that AWS lists or Danji has described, the newest first. */
function rowsOf(
  items: readonly ResourceItem[],
  here: ResourceItem,
  { family, familyRevisions }: TaskDefinitionAttributes,
): Row[] {
  const rows = new Map<number, Row>();
  for (const { revision, status } of familyRevisions?.newest ?? []) {
    rows.set(revision, { revision, status, item: null, attributes: null });
  }
  for (const item of items) {
    const attributes = attributesOf(TaskDefinitionAttributes, item);
    if (!attributes || attributes.family !== family) continue;
    if (item.accountId !== here.accountId || item.region !== here.region) continue;
    const { revision } = attributes;
    rows.set(revision, { revision, status: rows.get(revision)?.status ?? item.state, item, attributes });
  }
  return [...rows.values()].sort((a, b) => b.revision - a.revision);
}

function useColumns(
  current: number,
  before: number | null,
  onCompare: (revision: number) => void,
): Column<Row>[] {
  const t = useTranslations('taskDefinition.revisions');
  return useMemo(
    () => [
      {
        id: 'revision',
        header: t('revision'),
        cell: ({ item, revision, status }) => (
          <span className="whitespace-nowrap">
            {revision === current ? (
              <b className="font-semibold">{t('this', { revision })}</b>
            ) : item ? (
              <ResourceLink kind={item.kind} id={item.id} className="link">
                {revision}
              </ResourceLink>
            ) : (
              revision
            )}{' '}
            {status === null || status === 'ACTIVE' ? null : <Badge>{status}</Badge>}
          </span>
        ),
      },
      {
        id: 'registered',
        header: t('registered'),
        cell: ({ attributes }) =>
          attributes === null ? (
            <span className="text-muted">{t('notRead')}</span>
          ) : attributes.registeredAt ? (
            <Time at={attributes.registeredAt} />
          ) : (
            '–'
          ),
      },
      {
        id: 'size',
        header: t('size'),
        wide: true,
        cell: ({ attributes }) => (
          <span className="text-muted">
            {attributes ? `${vcpu(attributes.cpu)}, ${mib(attributes.memory)}` : '–'}
          </span>
        ),
      },
      {
        id: 'users',
        header: t('users'),
        align: 'right',
        cell: ({ attributes }) => attributes?.usedBy.length ?? '–',
      },
      {
        id: 'compare',
        header: <span className="sr-only">{t('compare')}</span>,
        align: 'right',
        cell: ({ attributes, revision }) =>
          attributes === null || revision === current ? null : revision === before ? (
            <span className="text-muted">{t('compared')}</span>
          ) : (
            <button
              type="button"
              className="link"
              onClick={() => onCompare(revision)}
              aria-label={t('compareWith', { revision })}
            >
              {t('compare')}
            </button>
          ),
      },
    ],
    [t, current, before, onCompare],
  );
}
