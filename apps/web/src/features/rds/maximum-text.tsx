'use client';
import type { RdsInstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';

/** The maximum of connections, and from what it is known. */
export function MaximumText({ details }: { details: RdsInstanceAttributes }) {
  const t = useTranslations('rds.maximum');
  const { maxConnections: max, maxConnectionsFrom: from, parameters } = details;
  if (max === null || from === null) return <>{t('unknown')}</>;
  const formula = parameters?.find(({ name }) => name === 'max_connections')?.formula ?? null;
  return (
    <>
      {t(from, { max })}
      {formula === null ? null : (
        <span className="block font-mono text-small text-muted [overflow-wrap:anywhere]">{formula}</span>
      )}
    </>
  );
}
