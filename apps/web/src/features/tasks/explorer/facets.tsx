'use client';
import type { TaskList } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { integer } from '@/lib/format/value';
import { FACETS, selectedValues, toggleFacet, type Facet, type TaskFilters } from '../model/task-filters';
import { useFilterWords } from './use-filter-words';

interface Props {
  facets: TaskList['facets'];
  filters: TaskFilters;
  onFilter: (next: TaskFilters) => void;
}

const SHOWN = 6;

/** Counts per cluster, service, state, reason, zone, launch type and stop code, beside the table on wide screens. */
export function FacetColumn({ facets, filters, onFilter }: Props) {
  const t = useTranslations('tasks.facet');
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4 max-wide:hidden">
      {FACETS.map((facet) => (
        <FacetList
          key={facet}
          facet={facet}
          values={facets?.[facet] ?? []}
          chosen={selectedValues(filters, facet)}
          onToggle={(value) => onFilter(toggleFacet(filters, facet, value))}
        />
      ))}
    </section>
  );
}

function FacetList({
  facet,
  values,
  chosen,
  onToggle,
}: {
  facet: Facet;
  values: { value: string; label: string; count: number }[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const t = useTranslations('tasks.facet');
  const words = useFilterWords();
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const shown = all ? values : values.filter((each, i) => i < SHOWN || chosen.includes(each.value));
  const hidden = values.length - shown.length;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small font-semibold text-muted">{t(facet)}</legend>
      {shown.map((each) => (
        <label
          key={each.value}
          className="flex min-h-6 cursor-pointer items-center gap-2 rounded-control px-1 text-table hover:bg-sunken"
        >
          <input
            type="checkbox"
            className="size-3.5 accent-[var(--accent)]"
            checked={chosen.includes(each.value)}
            onChange={() => onToggle(each.value)}
          />
          <span className="min-w-0 flex-1 truncate" title={words(facet, each.value, each.label)}>
            {words(facet, each.value, each.label)}
          </span>
          <span className="text-small text-muted">{integer(each.count)}</span>
        </label>
      ))}
      {hidden > 0 || all ? (
        <button
          type="button"
          className="min-h-6 px-1 text-small text-accent hover:underline"
          onClick={() => setAll(!all)}
        >
          {all ? t('fewer') : t('more', { n: hidden })}
        </button>
      ) : null}
    </fieldset>
  );
}

/** The same filters as menus, where there is no room for a column. */
export function FacetMenus({ facets, filters, onFilter }: Props) {
  const t = useTranslations('tasks.facet');
  const words = useFilterWords();
  return (
    <div className="flex flex-wrap gap-2 wide:hidden">
      {FACETS.map((facet) => {
        const single = facet === 'cluster' || facet === 'service';
        return (
          <ChoiceMenu
            key={facet}
            name={t(facet)}
            none={t(facet)}
            single={single}
            choices={(facets?.[facet] ?? []).map((each) => ({
              value: each.value,
              label: words(facet, each.value, each.label),
              hint: integer(each.count),
            }))}
            chosen={selectedValues(filters, facet)}
            onChange={(next) => onFilter({ ...filters, [facet]: single ? (next[0] ?? null) : next })}
          />
        );
      })}
    </div>
  );
}
