'use client';
import type { Recommendation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Definition, Definitions } from '@/features/fleet';
import { changeRows, currentFacts, type ChangeRow } from './model/saving';
import { isSetting, settingText } from './model/setting';

/** What is, beside what should be. */
export function Proposal({ recommendation }: { recommendation: Recommendation }) {
  const t = useTranslations('recommendations');
  const rows = changeRows(recommendation);
  const others = currentFacts(recommendation);
  const columns: Column<ChangeRow>[] = [
    { id: 'what', header: t('detail.what'), cell: (row) => <Name name={row.name} /> },
    {
      id: 'current',
      header: t('detail.current'),
      align: 'right',
      cell: (row) => (
        <span className="text-muted">
          <Value name={row.name} value={row.current} />
        </span>
      ),
    },
    {
      id: 'proposed',
      header: t('detail.proposed'),
      align: 'right',
      cell: (row) =>
        row.changed ? (
          <b className="font-semibold">
            <Value name={row.name} value={row.proposed} />
          </b>
        ) : (
          <span className="text-faint">{t('detail.same')}</span>
        ),
    },
  ];
  return (
    <Panel title={t('detail.proposal')} flush>
      <DataTable
        caption={t('detail.proposalCaption')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.name}
      />
      {others.length > 0 ? (
        <div className="border-t border-line px-3.5 pt-2.5">
          <Definitions>
            {others.map(([name, value]) => (
              <Definition key={name} name={<Name name={name} />}>
                <Value name={name} value={value} />
              </Definition>
            ))}
          </Definitions>
        </div>
      ) : null}
    </Panel>
  );
}

function Name({ name }: { name: string }) {
  const t = useTranslations('recommendations.key');
  return isSetting(name) ? t(name) : <code className="font-mono text-small">{name}</code>;
}

function Value({ name, value }: { name: string; value: string | number | boolean | null }) {
  const t = useTranslations('recommendations.detail');
  const text = settingText(name, value);
  if (text.kind === 'text') return <span className="whitespace-nowrap">{text.text}</span>;
  return t(text.kind === 'unset' ? 'unset' : text.kind === 'on' ? 'yes' : 'no');
}
