'use client';
import { useTranslations } from 'next-intl';
import { ErrorState } from '@/components/ui/states';
import { LineRow } from './line-row';
import type { LogFilters } from './use-log-filters';
import { useTail } from './use-tail';

/** Every line of a group as it comes, newest first; the filters of the page choose among them. */
export function LiveLines({ group, filters }: { group: string; filters: LogFilters }) {
  const t = useTranslations('logs.live');
  const { lines, answer, error } = useTail(group);
  const wanted = filters.q?.toLowerCase() ?? '';
  const shown = lines.filter(
    ({ level, message }) =>
      (filters.level.length === 0 || filters.level.includes(level)) && message.toLowerCase().includes(wanted),
  );
  if (error) return <ErrorState error={error} height={120} />;
  const state = answer?.state ?? 'nothing';
  return (
    <>
      <p role="status" className="mb-1.5 text-small text-muted">
        {state !== 'read' && state !== 'nothing'
          ? t(`state.${state}`, { message: answer?.message ?? '' })
          : t('shown', { shown: shown.length, all: lines.length })}{' '}
        {answer?.missed ? t('missed') : null}
      </p>
      <ol
        className="flex max-h-[560px] flex-col gap-0.5 overflow-y-auto"
        tabIndex={0}
        aria-label={t('title')}
      >
        {shown.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </ol>
    </>
  );
}
