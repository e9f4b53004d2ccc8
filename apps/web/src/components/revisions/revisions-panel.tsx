'use client';
import type { RevisionItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ActorText } from '@/components/timeline/actor-text';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useRevisions } from '@/lib/api/hooks';

/** What changed in a resource's configuration, newest first: path, before and after. */
export function RevisionsPanel({ id, title }: { id: string; title?: string }) {
  const t = useTranslations('timeline.revisions');
  const revisions = useRevisions(id);
  return (
    <Panel title={title ?? t('title')}>
      <Await query={revisions} height={200}>
        {({ items }) => {
          const changed = items.filter((item) => item.changes.length > 0);
          if (changed.length === 0) return <Empty title={t('none')} height={120} />;
          return (
            <ol className="flex flex-col gap-3">
              {changed.map((item) => (
                <Revision key={item.at} item={item} />
              ))}
            </ol>
          );
        }}
      </Await>
    </Panel>
  );
}

function Revision({ item }: { item: RevisionItem }) {
  return (
    <li>
      <p className="text-small text-muted">
        <Time at={item.at} />
        {item.actor === null ? null : <ActorText actor={item.actor} />}
      </p>
      <ul className="text-table">
        {item.changes.map((change) => (
          <Change key={change.path} change={change} />
        ))}
      </ul>
    </li>
  );
}

/** One changed value; lists show only what came and what went. */
export function Change({ change }: { change: RevisionItem['changes'][number] }) {
  const t = useTranslations('timeline.revisions');
  const { path, before, after } = change;
  if (Array.isArray(before) && Array.isArray(after)) {
    const text = (value: unknown): string => show(value);
    const gone = before.map(text).filter((value) => !after.map(text).includes(value));
    const come = after.map(text).filter((value) => !before.map(text).includes(value));
    return (
      <li className="[overflow-wrap:anywhere]">
        <span className="text-muted">{path}</span>{' '}
        {gone.map((value) => (
          <del key={value} className="mr-1.5 text-critical decoration-1">
            <span className="sr-only">{t('removed')} </span>
            {value}
          </del>
        ))}
        {come.map((value) => (
          <ins key={value} className="mr-1.5 font-semibold no-underline">
            <span aria-hidden>+ </span>
            <span className="sr-only">{t('added')} </span>
            {value}
          </ins>
        ))}
      </li>
    );
  }
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="text-muted">{path}</span> {show(before)} <span aria-hidden>→</span>
      <span className="sr-only">{t('became')}</span> <b className="font-semibold">{show(after)}</b>
    </li>
  );
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
