'use client';
import type { TaskList } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useSettledText } from '@/lib/use-settled-text';
import { NO_FILTERS, chips, type Chip, type TaskFilters } from '../model/task-filters';
import { useFilterWords } from './use-filter-words';

/** The text filter, the switch for abnormal ends, and every active filter as a chip that goes away by a click. */
export function FilterBar({
  filters,
  facets,
  onFilter,
}: {
  filters: TaskFilters;
  facets: TaskList['facets'];
  onFilter: (next: TaskFilters) => void;
}) {
  const t = useTranslations('tasks.facet');
  const words = useFilterWords();
  const active = chips(filters);
  const wordOf = (chip: Chip): string => {
    if (chip.name === 'abnormal') return t('abnormal');
    const label = facets?.[chip.name]?.find((each) => each.value === chip.value)?.label;
    return words(chip.name, chip.value, label);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextFilter
        value={filters.q ?? ''}
        onChange={(q) => onFilter({ ...filters, q: q === '' ? null : q })}
      />
      <label className="flex min-h-7 items-center gap-2 text-table max-rail:min-h-11">
        <input
          type="checkbox"
          className="size-3.5 accent-[var(--accent)]"
          checked={filters.abnormal === true}
          onChange={(event) => onFilter({ ...filters, abnormal: event.target.checked ? true : null })}
        />
        {t('abnormal')}
      </label>
      {active
        .filter((chip) => chip.name !== 'abnormal' && chip.name !== 'q')
        .map((chip) => (
          <button
            key={chip.key}
            type="button"
            onClick={() => onFilter(chip.without)}
            aria-label={t('remove', { name: t(chip.name), value: wordOf(chip) })}
            className="inline-flex h-7 max-w-60 items-center gap-1.5 rounded-control bg-accent-bg px-2 text-table text-accent max-rail:h-11"
          >
            <span className="truncate">{wordOf(chip)}</span>
            <span aria-hidden>✕</span>
          </button>
        ))}
      {active.length > 1 ? (
        <Button look="quiet" onClick={() => onFilter(NO_FILTERS)}>
          {t('clear')}
        </Button>
      ) : null}
    </div>
  );
}

function TextFilter({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useTranslations('tasks.facet');
  const [text, setText] = useSettledText(value, onChange);
  return (
    <input
      type="search"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      placeholder={t('search')}
      aria-label={t('searchLabel')}
      className="h-7 w-64 rounded-control border border-line-strong bg-surface px-2.5 text-table placeholder:text-faint max-rail:h-11 max-phone:w-full"
    />
  );
}
