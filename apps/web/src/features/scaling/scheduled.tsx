'use client';
import type { ScheduledScalingAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';

/** What moves the bounds by the clock. */
export function Scheduled({ actions }: { actions: readonly ScheduledScalingAttributes[] | null }) {
  const t = useTranslations('scaling.scheduled');
  if (actions === null) return <p className="text-muted">{t('unknown')}</p>;
  if (actions.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {actions.map((action) => (
        <li key={action.name} data-scheduled={action.name}>
          <p className="font-semibold [overflow-wrap:anywhere]">{action.name}</p>
          <p className="text-muted [overflow-wrap:anywhere]">
            <code className="font-mono text-small">{action.schedule}</code>{' '}
            {t('zone', { zone: action.timezone ?? 'UTC' })}
            {': '}
            {t('bounds', { minimum: action.minimum ?? '–', maximum: action.maximum ?? '–' })}
          </p>
        </li>
      ))}
    </ul>
  );
}
