'use client';
import { useTranslations } from 'next-intl';
import { sendShellCommand } from '@/components/shell/commands';

/** Looks like a field, opens the search. */
export function SearchTrigger() {
  const t = useTranslations('search');
  return (
    <button
      type="button"
      onClick={() => sendShellCommand('search')}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-7 w-full min-w-0 items-center justify-between gap-2 rounded-control border border-line-strong bg-surface px-2.5 text-table text-muted hover:bg-sunken max-rail:h-11"
    >
      <span className="truncate">
        <span className="max-phone:hidden">{t('trigger')}</span>
        <span className="phone:hidden">{t('triggerShort')}</span>
      </span>
      <kbd className="rounded-[4px] border border-line px-1 font-sans text-axis text-faint max-rail:hidden">
        ⌘K
      </kbd>
    </button>
  );
}
