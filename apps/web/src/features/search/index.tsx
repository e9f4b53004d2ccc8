'use client';
import { useTranslations } from 'next-intl';
import { CONTROL } from '@/components/ui/choice-menu';
import { sendShellCommand } from '@/components/shell/commands';

export function SearchTrigger() {
  const t = useTranslations('shell');
  return (
    <button
      type="button"
      className={`${CONTROL} w-full text-muted`}
      onClick={() => sendShellCommand('search')}
    >
      <span className="truncate">{t('search')}</span>
      <kbd className="ml-auto rounded border border-line px-1 text-[10px] text-faint max-rail:hidden">⌘K</kbd>
    </button>
  );
}

export function SearchDialog() {
  return null;
}
