'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useResources } from '@/lib/api/hooks';

/** Every log group that is known, and whether it is read. */
export function LogGroupList({
  off,
  onChange,
}: {
  off: readonly string[];
  onChange: (off: string[]) => void;
}) {
  const t = useTranslations('settings.logs.groups');
  const [text, setText] = useState('');
  const groups = useResources({ kind: 'log_group', limit: 500 });
  const toggle = (id: string, on: boolean): void =>
    onChange(on ? off.filter((one) => one !== id) : [...off, id]);
  return (
    <Panel
      title={t('title')}
      hint={t('hint')}
      actions={
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="h-7 w-44 min-w-0 rounded-control border border-control bg-surface px-2 text-table max-rail:h-11"
        />
      }
    >
      <Await query={groups} height={320}>
        {({ items }) => {
          const shown = items.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
          if (shown.length === 0) return <Empty title={t('empty')} height={96} />;
          return (
            <ul className="grid gap-x-6 gap-y-0.5 md:grid-cols-2">
              {shown.map(({ id, name }) => (
                <li key={id}>
                  <label className="flex min-h-7 items-center gap-2 text-table max-rail:min-h-11">
                    <input
                      type="checkbox"
                      className="size-3.5 accent-[var(--accent)]"
                      checked={!off.includes(id)}
                      onChange={(event) => toggle(id, event.target.checked)}
                    />
                    <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{name}</span>
                    {off.includes(id) ? <span className="text-small text-muted">{t('off')}</span> : null}
                  </label>
                </li>
              ))}
            </ul>
          );
        }}
      </Await>
    </Panel>
  );
}
