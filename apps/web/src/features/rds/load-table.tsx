'use client';
import type { DatabaseLoadAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';

/** What Performance Insights says, where it was asked; its refusal where it refused. */
export function LoadTable({ load }: { load: DatabaseLoadAnswer }) {
  const t = useTranslations('rds.load');
  if (load.state === 'not_asked') return null;
  if (load.state !== 'asked') {
    return (
      <p className="px-3.5 pt-1 text-small text-muted">
        {t(load.state)} {load.message === null ? null : <span className="font-mono">{load.message}</span>}
      </p>
    );
  }
  return (
    <div className="px-3.5 pt-3">
      <h3 className="text-table font-semibold">
        {t('title', { load: load.average === null ? '–' : load.average.toFixed(2) })}
      </h3>
      <div className="mt-1 grid gap-x-6 gap-y-2 md:grid-cols-[2fr_1fr]">
        <Shares
          title={t('statements')}
          rows={load.statements.map(({ text, load: value }) => [text, value])}
          total={load.average}
        />
        <Shares
          title={t('waits')}
          rows={load.waits.map(({ name, type, load: value }) => [
            type === null || type === name ? name : `${type}:${name}`,
            value,
          ])}
          total={load.average}
        />
      </div>
    </div>
  );
}

function Shares({
  title,
  rows,
  total,
}: {
  title: string;
  rows: readonly (readonly [text: string, load: number])[];
  total: number | null;
}) {
  const t = useTranslations('rds.load');
  return (
    <table className="w-full text-small">
      <caption className="pb-1 text-left text-muted">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([text, load]) => (
          <tr key={text}>
            <td className="py-0.5 pr-2 font-mono [overflow-wrap:anywhere]">{text}</td>
            <td className="py-0.5 text-right whitespace-nowrap">
              {load.toFixed(2)}{' '}
              <span className="text-muted">{total ? `${Math.round((100 * load) / total)} %` : ''}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
