'use client';
import { EVENT_KINDS, type EventKind } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useEvents } from '@/lib/api/hooks';
import { NoteForm } from './note-form';
import { TimelineList } from './timeline-list';

const FIRST = 50;
const MOST = 500;

/** Everything that happened to a resource and below it within the range, filtered by kind and text. */
export function EventsPanel({ resource, title, level }: { resource: string; title: string; level?: 2 | 3 }) {
  const t = useTranslations('timeline');
  const [kinds, setKinds] = useState<string[]>([]);
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(FIRST);
  const events = useEvents({ resource, kinds, q: text, fold: true, limit }, { ids: [resource] });
  const isKind = (value: string): value is EventKind => EVENT_KINDS.some((kind) => kind === value);
  return (
    <Panel
      title={title}
      {...(level ? { level } : {})}
      actions={
        <>
          <input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t('search')}
            aria-label={t('search')}
            className="h-7 w-40 min-w-0 rounded-control border border-control bg-surface px-2 text-table max-rail:h-11"
          />
          <ChoiceMenu
            name={t('kinds')}
            none={t('allKinds')}
            choices={EVENT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            chosen={kinds}
            onChange={(next) => setKinds(next.filter(isKind))}
          />
        </>
      }
    >
      <div className="mb-2.5">
        <NoteForm resource={resource} />
      </div>
      <Await query={events} height={200}>
        {(list) =>
          list.items.length === 0 ? (
            <Empty title={t(kinds.length > 0 || text !== '' ? 'emptyFiltered' : 'empty')} height={120} />
          ) : (
            <>
              <TimelineList events={list.items} here={resource} />
              {list.nextCursor !== null && limit < MOST ? (
                <Button className="mt-2" onClick={() => setLimit(Math.min(MOST, limit * 3))}>
                  {t('more')}
                </Button>
              ) : null}
            </>
          )
        }
      </Await>
    </Panel>
  );
}
