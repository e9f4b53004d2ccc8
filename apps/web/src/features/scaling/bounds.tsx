'use client';
import { useTranslations } from 'next-intl';
import { Meter } from '@/components/ui/meter';

/** Where a count stands between its minimum and its maximum. */
export function Bounds({
  id,
  minimum,
  maximum,
  desired,
  running,
}: {
  id: string;
  minimum: number;
  maximum: number;
  desired: number;
  running: number;
}) {
  const t = useTranslations('scaling');
  const full = desired >= maximum && maximum > 0;
  return (
    <span className="block min-w-28" data-bounds={id} data-value={`${minimum} ${desired} ${maximum}`}>
      <span className="whitespace-nowrap">
        <b className={`font-semibold ${full ? 'text-warning' : ''}`}>{desired}</b>
        <span className="text-muted">
          {' '}
          {t('between', { minimum, maximum })}
          {running === desired ? '' : `, ${t('running', { count: running })}`}
        </span>
      </span>
      <Meter
        part={maximum === 0 ? 0 : desired / maximum}
        tone={full ? 'warning' : 'plain'}
        label={t('meter', { desired, minimum, maximum })}
        className="mt-1 w-28"
      />
    </span>
  );
}
