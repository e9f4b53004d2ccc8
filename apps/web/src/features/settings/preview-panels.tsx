'use client';
import { LABELS, type Label, type LabelPreview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';

type Change = LabelPreview['changes']['items'][number];
type Labels = Change['after'];

/** Which resources would carry other labels. */
export function ChangesPanel({ changes }: { changes: LabelPreview['changes'] }) {
  const t = useTranslations('settings.changes');
  const label = useTranslations('settings.rule.label');
  const columns: Column<Change>[] = [
    {
      id: 'name',
      header: t('resource'),
      cell: (row) => (
        <ResourceLink kind={row.kind} id={row.id}>
          {row.name}
        </ResourceLink>
      ),
    },
    ...LABELS.map((name): Column<Change> => ({
      id: name,
      header: label(name),
      cell: (row) => <Step before={row.before[name]} after={row.after[name]} />,
    })),
  ];
  return (
    <Panel title={t('title')} hint={t('hint', { total: changes.total })} flush>
      {changes.total === 0 ? (
        <p className="px-3.5 pb-1 text-muted">{t('none')}</p>
      ) : (
        <DataTable caption={t('title')} columns={columns} rows={changes.items} rowId={(row) => row.id} />
      )}
      {changes.total > changes.items.length ? (
        <p className="px-3.5 pt-2 text-small text-muted">{t('more', { shown: changes.items.length })}</p>
      ) : null}
    </Panel>
  );
}

function Step({ before, after }: { before: Labels[Label]; after: Labels[Label] }) {
  if (before === after) return <span className="text-muted">{after ?? '–'}</span>;
  return (
    <span>
      <s className="text-muted">{before ?? '–'}</s> → <b className="font-semibold">{after ?? '–'}</b>
    </span>
  );
}

/** How many resources carry each value, before and after. */
export function CountsPanel({ counts, changed }: { counts: LabelPreview['counts']; changed: boolean }) {
  const t = useTranslations('settings.counts');
  const label = useTranslations('settings.rule.label');
  return (
    <Panel title={t('title')}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        {LABELS.map((name) => (
          <table key={name} className="w-full self-start text-table">
            <caption className="mb-1 text-left font-semibold">{label(name)}</caption>
            <thead className="text-small text-muted">
              <tr>
                <th className="text-left font-normal">{t('value')}</th>
                <th className="text-right font-normal">{t('now')}</th>
                {changed ? <th className="text-right font-normal">{t('then')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {counts
                .filter((count) => count.label === name)
                .map(({ value, before, after }) => (
                  <tr key={value ?? ''} className="tabular-nums">
                    <td className="[overflow-wrap:anywhere]">
                      {value ?? <i className="text-muted">{t('without')}</i>}
                    </td>
                    <td className="text-right text-muted">{before}</td>
                    {changed ? (
                      <td className={`text-right ${before === after ? 'text-muted' : 'font-semibold'}`}>
                        {after}
                      </td>
                    ) : null}
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </Panel>
  );
}

/** What no rule matches, one label at a time. */
export function UnmatchedPanel({ unmatched }: { unmatched: LabelPreview['unmatched'] }) {
  const t = useTranslations('settings.unmatched');
  const label = useTranslations('settings.rule.label');
  const [shown, setShown] = useState<Label>('team');
  const current = unmatched.find((each) => each.label === shown);
  return (
    <Panel
      title={t('title')}
      actions={unmatched.map((each) => (
        <Button
          key={each.label}
          look={each.label === shown ? 'plain' : 'quiet'}
          aria-pressed={each.label === shown}
          onClick={() => setShown(each.label)}
        >
          {label(each.label)} {each.total}
        </Button>
      ))}
    >
      {current === undefined || current.total === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <ul className="columns-[220px] gap-6 text-table">
          {current.items.map((item) => (
            <li key={item.id} className="break-inside-avoid py-0.5 [overflow-wrap:anywhere] max-rail:py-2">
              <ResourceLink kind={item.kind} id={item.id} className="underline-offset-2 hover:underline">
                {item.name}
              </ResourceLink>
              <span className="ml-1.5 text-small text-muted">{item.kind}</span>
            </li>
          ))}
        </ul>
      )}
      {current && current.total > current.items.length ? (
        <p className="pt-2 text-small text-muted">
          {t('more', { shown: current.items.length, total: current.total })}
        </p>
      ) : null}
    </Panel>
  );
}
