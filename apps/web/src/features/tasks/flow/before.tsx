'use client';
import type { FlowAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { slower } from '../model/slower';

type Row = Pick<FlowAnswer['dwell'][number], 'p50' | 'p90' | 'p99' | 'previous'>;

/** The same percentiles in the time before, marked where half of the tasks or nine in ten have become slower. */
export function Before({ row, known }: { row: Row; known: boolean }) {
  const t = useTranslations('tasks.dwell');
  const locale = useLocale();
  const { previous } = row;
  if (!known || previous === null) {
    return <span className="text-faint">{t(known ? 'noneBefore' : 'notWatched')}</span>;
  }
  const time = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds, locale));
  const verdict = slower(row, previous);
  return (
    <span
      className="whitespace-nowrap text-muted"
      title={t('beforeCount', { count: integer(previous.count) })}
    >
      {[previous.p50, previous.p90, previous.p99].map(time).join(' / ')}
      {verdict === 'same' ? null : (
        <span className={verdict === 'slower' ? 'ml-2 font-semibold text-warning' : 'ml-2 text-ok'}>
          {t(verdict)}
        </span>
      )}
    </span>
  );
}
