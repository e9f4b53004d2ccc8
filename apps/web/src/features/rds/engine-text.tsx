'use client';
import type { EngineLifecycle } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useNow } from '@/lib/clock';
import { engineSupport } from './model/engine-support';

const NAMES: Record<string, string> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  'aurora-postgresql': 'Aurora PostgreSQL',
  'aurora-mysql': 'Aurora MySQL',
};

/** Engine and version, and until when AWS supports it where that is known; loud only when it ends soon. */
export function EngineText({
  engine,
  version,
  lifecycle = null,
}: {
  engine: string;
  version: string;
  lifecycle?: EngineLifecycle | null;
}) {
  const t = useTranslations('rds.support');
  const now = useNow(3600);
  const support = now === null ? null : engineSupport(engine, version, now, lifecycle?.standardSupportEnds);
  return (
    <span className="block whitespace-nowrap">
      {NAMES[engine] ?? engine} {version}
      {support ? (
        <span className={`block text-small ${support.state === 'supported' ? 'text-muted' : 'text-warning'}`}>
          {t(support.state, { ends: support.ends })}
        </span>
      ) : null}
    </span>
  );
}
