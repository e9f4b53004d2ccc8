'use client';
import { EVENT_KINDS, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { useResource, useResources } from '@/lib/api/hooks';
import { useSettledText } from '@/lib/use-settled-text';
import { isFiltered, type EventFilters } from './use-event-filters';

const MOST = 500;
const NONE: EventFilters = {
  kinds: [],
  severity: [],
  cluster: null,
  service: null,
  resource: null,
  actor: null,
  q: null,
};

/** What the timeline is narrowed to besides the top bar: kinds, trouble, cluster, service, who, text. */
export function EventFilterBar({
  filters,
  onChange,
}: {
  filters: EventFilters;
  onChange: (next: Partial<EventFilters>) => void;
}) {
  const t = useTranslations('events.filter');
  const timeline = useTranslations('timeline');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextFilter name={timeline('search')} value={filters.q} onChange={(q) => onChange({ q })} />
      <ChoiceMenu
        name={timeline('kinds')}
        none={timeline('allKinds')}
        choices={EVENT_KINDS.map((kind) => ({ value: kind, label: timeline(`kind.${kind}`) }))}
        chosen={filters.kinds}
        onChange={(next) => onChange({ kinds: EVENT_KINDS.filter((kind) => next.includes(kind)) })}
      />
      <ResourceChoice
        kind="ecs_cluster"
        chosen={filters.cluster}
        onChange={(cluster) => onChange({ cluster })}
      />
      <ResourceChoice
        kind="ecs_service"
        chosen={filters.service}
        onChange={(service) => onChange({ service })}
      />
      <TextFilter name={t('actor')} value={filters.actor} onChange={(actor) => onChange({ actor })} />
      <label className="flex min-h-7 items-center gap-2 text-table max-rail:min-h-11">
        <input
          type="checkbox"
          className="size-3.5 accent-[var(--accent)]"
          checked={filters.severity.length > 0}
          onChange={({ target }) => onChange({ severity: target.checked ? ['warning', 'critical'] : [] })}
        />
        {t('trouble')}
      </label>
      {filters.resource === null ? null : (
        <ResourceChip id={filters.resource} onRemove={() => onChange({ resource: null })} />
      )}
      {isFiltered(filters) ? (
        <Button look="quiet" onClick={() => onChange(NONE)}>
          {t('clear')}
        </Button>
      ) : null}
    </div>
  );
}

/** One cluster or service by its name; the list is asked for when the menu opens or something is chosen. */
function ResourceChoice({
  kind,
  chosen,
  onChange,
}: {
  kind: 'ecs_cluster' | 'ecs_service';
  chosen: string | null;
  onChange: (id: string | null) => void;
}) {
  const t = useTranslations('events.filter');
  const [opened, setOpened] = useState(false);
  const query = useResources({ kind, limit: MOST, sort: 'name' }, { enabled: opened || chosen !== null });
  return (
    <ChoiceMenu
      single
      name={t(kind)}
      none={t(`any_${kind}`)}
      choices={(query.data?.items ?? []).map(choiceOf)}
      chosen={chosen === null ? [] : [chosen]}
      onChange={([id]) => onChange(id ?? null)}
      onOpen={() => setOpened(true)}
    />
  );
}

function choiceOf({ id, name, parentName, accountAlias }: ResourceItem) {
  const hint = [accountAlias, parentName].filter((text) => text).join(' / ');
  return { value: id, label: name, ...(hint === '' ? {} : { hint }) };
}

function ResourceChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const t = useTranslations('events.filter');
  const resource = useResource(id);
  const name = resource.data?.name ?? id;
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={t('remove', { name })}
      className="inline-flex h-7 max-w-60 items-center gap-1.5 rounded-control bg-accent-bg px-2 text-table text-accent max-rail:h-11"
    >
      <span className="truncate">{name}</span>
      <span aria-hidden>✕</span>
    </button>
  );
}

function TextFilter({
  name,
  value,
  onChange,
}: {
  name: string;
  value: string | null;
  onChange: (text: string | null) => void;
}) {
  const [text, setText] = useSettledText(value ?? '', (next) => onChange(next === '' ? null : next));
  return (
    <input
      type="search"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      placeholder={name}
      aria-label={name}
      className="h-7 w-44 min-w-0 rounded-control border border-control bg-surface px-2 text-table max-rail:h-11 max-rail:flex-1"
    />
  );
}
