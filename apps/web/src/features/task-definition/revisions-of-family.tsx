'use client';
import { TaskDefinitionAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { Change } from '@/components/revisions/revisions-panel';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { attributesOf } from '@/lib/api/attributes';
import { useApi } from '@/lib/api/hooks';
import type { List } from '@danji/shared';
import { mib, vcpu } from '@/lib/format/value';
import { differences } from './model/differences';

const MOST = 200;

interface Row {
  item: ResourceItem;
  attributes: TaskDefinitionAttributes;
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
  const rows = useMemo(() => {
    const same = (family.data?.items ?? []).flatMap((each): Row[] => {
      const found = attributesOf(TaskDefinitionAttributes, each);
      return found &&
        found.family === attributes.family &&
        each.accountId === item.accountId &&
        each.region === item.region
        ? [{ item: each, attributes: found }]
        : [];
    });
    return same.sort((a, b) => b.attributes.revision - a.attributes.revision);
  }, [family.data, attributes.family, item.accountId, item.region]);
  const before =
    rows.find((row) => row.attributes.revision === chosen) ??
    rows.find((row) => row.attributes.revision < attributes.revision) ??
    null;
  const columns = useColumns(
    attributes.revision,
    before?.attributes.revision ?? null,
    (revision) => void setChosen(revision),
  );
  return (
    <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
      <Panel title={t('title')} hint={t('hint')} flush>
        <Await query={family} height={200}>
          {() =>
            rows.length === 0 ? (
              <Empty title={t('empty')} height={120} />
            ) : (
              <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => row.item.id} />
            )
          }
        </Await>
      </Panel>
      <Panel
        title={
          before
            ? t('differences', { before: before.attributes.revision, after: attributes.revision })
            : t('differencesNone')
        }
      >
        {before ? (
          <Differences before={before.attributes} after={attributes} />
        ) : (
          <Empty title={t('onlyOne')} height={120} />
        )}
      </Panel>
    </div>
  );
}

function Differences({
  before,
  after,
}: {
  before: TaskDefinitionAttributes;
  after: TaskDefinitionAttributes;
}) {
  const t = useTranslations('taskDefinition.revisions');
  const found = useMemo(() => differences(before, after), [before, after]);
  if (found.length === 0) return <Empty title={t('same')} height={120} />;
  return (
    <ul className="flex flex-col gap-1 text-table">
      {found.map((difference) => (
        <Change key={difference.path} change={difference} />
      ))}
    </ul>
  );
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
        cell: ({ item, attributes }) =>
          attributes.revision === current ? (
            <b className="font-semibold">{t('this', { revision: attributes.revision })}</b>
          ) : (
            <ResourceLink kind={item.kind} id={item.id} className="link">
              {attributes.revision}
            </ResourceLink>
          ),
      },
      {
        id: 'registered',
        header: t('registered'),
        cell: ({ attributes }) => (attributes.registeredAt ? <Time at={attributes.registeredAt} /> : '–'),
      },
      {
        id: 'size',
        header: t('size'),
        wide: true,
        cell: ({ attributes }) => (
          <span className="text-muted">
            {vcpu(attributes.cpu)}, {mib(attributes.memory)}
          </span>
        ),
      },
      { id: 'users', header: t('users'), align: 'right', cell: ({ attributes }) => attributes.usedBy.length },
      {
        id: 'compare',
        header: <span className="sr-only">{t('compare')}</span>,
        align: 'right',
        cell: ({ attributes }) =>
          attributes.revision === current ? null : attributes.revision === before ? (
            <span className="text-muted">{t('compared')}</span>
          ) : (
            <button type="button" className="link" onClick={() => onCompare(attributes.revision)}>
              {t('compare')}
            </button>
          ),
      },
    ],
    [t, current, before, onCompare],
  );
}
