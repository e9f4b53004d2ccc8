'use client';
import type { EventItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TimelineList } from '@/components/timeline/timeline-list';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';

/** What changed in the fleet within the range, all kinds in one list. */
export function ChangesPanel({ events }: { events: readonly EventItem[] }) {
  const t = useTranslations('overview');
  const timeline = useTranslations('timeline');
  const [kinds, setKinds] = useState<string[]>([]);
  const present = [...new Set(events.map((event) => event.kind))];
  const shown = kinds.length === 0 ? events : events.filter((event) => kinds.includes(event.kind));
  return (
    <Panel
      title={t('changes')}
      actions={
        <ChoiceMenu
          name={timeline('kinds')}
          none={timeline('allKinds')}
          choices={present.map((kind) => ({ value: kind, label: timeline(`kind.${kind}`) }))}
          chosen={kinds}
          onChange={setKinds}
        />
      }
    >
      {shown.length === 0 ? (
        <Empty title={timeline(kinds.length > 0 ? 'emptyFiltered' : 'empty')} height={180} />
      ) : (
        <div className="max-h-[640px] overflow-y-auto" tabIndex={0} role="region" aria-label={t('changes')}>
          <TimelineList events={shown} />
        </div>
      )}
    </Panel>
  );
}
