'use client';
import { LOG_LEVELS } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { useResource, useResources } from '@/lib/api/hooks';
import { useSettledText } from '@/lib/use-settled-text';
import type { LogFilters } from './use-log-filters';

const WRITERS = ['ecs_service', 'rds_instance', 'log_group'];

/** Whose lines, of which level, with which words. */
export function FilterBar({
  filters,
  onFilter,
}: {
  filters: LogFilters;
  onFilter: (next: Partial<LogFilters>) => void;
}) {
  const t = useTranslations('logs.filter');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextFilter value={filters.q ?? ''} onChange={(q) => onFilter({ q: q === '' ? null : q })} />
      <SourceMenu
        chosen={filters.resource}
        onChange={(resource) => onFilter({ resource, revision: null, against: null })}
      />
      <ChoiceMenu
        name={t('level')}
        none={t('anyLevel')}
        choices={LOG_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
        chosen={filters.level}
        onChange={(level) => onFilter({ level })}
      />
    </div>
  );
}

function SourceMenu({ chosen, onChange }: { chosen: string | null; onChange: (id: string | null) => void }) {
  const t = useTranslations('logs.filter');
  const [asked, setAsked] = useState(false);
  const found = useResources({ kind: WRITERS, limit: 500 }, { enabled: asked });
  const one = useResource(chosen !== null && !chosen.startsWith('task-') ? chosen : null);
  const items = found.data?.items ?? [];
  const current = one.data && !items.some(({ id }) => id === chosen) ? [one.data] : [];
  return (
    <ChoiceMenu
      name={t('source')}
      none={t('anySource')}
      single
      choices={[...current, ...items].map(({ id, name, kind }) => ({
        value: id,
        label: name,
        hint: kind === 'ecs_service' ? t('service') : kind === 'rds_instance' ? t('database') : t('group'),
      }))}
      chosen={chosen === null ? [] : [chosen]}
      onChange={([id]) => onChange(id ?? null)}
      onOpen={() => setAsked(true)}
    />
  );
}

function TextFilter({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useTranslations('logs.filter');
  const [text, setText] = useSettledText(value, onChange);
  return (
    <input
      type="search"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      placeholder={t('text')}
      aria-label={t('text')}
      className="h-7 w-72 rounded-control border border-control bg-surface px-2.5 text-table placeholder:text-faint max-rail:h-11 max-phone:w-full"
    />
  );
}
