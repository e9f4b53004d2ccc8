'use client';
import type { PendingMaintenance, RdsInstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { Definition, Definitions } from '@/features/fleet';

type Facts = Pick<RdsInstanceAttributes, 'lifecycle' | 'upgradeTargets' | 'pendingMaintenance'>;

/** Until when the engine is supported, what it may be upgraded to, and what AWS means to do by itself. */
export function LifecyclePanel({ facts }: { facts: Facts }) {
  const t = useTranslations('rds.lifecycle');
  const { lifecycle, pendingMaintenance: pending } = facts;
  return (
    <Panel title={t('title')}>
      <Definitions>
        <Definition name={t('standard')}>{dayOf(lifecycle?.standardSupportEnds) ?? t('unknown')}</Definition>
        <Definition name={t('extended')}>{dayOf(lifecycle?.extendedSupportEnds) ?? t('unknown')}</Definition>
        <Definition name={t('minor')}>
          <Targets targets={facts.upgradeTargets} major={false} />
        </Definition>
        <Definition name={t('major')}>
          <Targets targets={facts.upgradeTargets} major />
        </Definition>
        <Definition name={t('pending')}>
          {pending === null ? (
            t('unknown')
          ) : pending.length === 0 ? (
            t('none')
          ) : (
            <ul className="flex flex-col gap-1.5">
              {pending.map((action) => (
                <li key={`${action.action} ${action.autoAppliedAfter ?? ''}`}>
                  <Action action={action} />
                </li>
              ))}
            </ul>
          )}
        </Definition>
      </Definitions>
    </Panel>
  );
}

function dayOf(iso: string | null | undefined): string | null {
  return iso?.slice(0, 10) ?? null;
}

/** The newest ones; the rest on hover. */
function Targets({ targets, major }: { targets: Facts['upgradeTargets']; major: boolean }) {
  const t = useTranslations('rds.lifecycle');
  if (targets === null) return <>{t('unknown')}</>;
  const fitting = targets.filter((target) => target.major === major).map(({ version }) => version);
  if (fitting.length === 0) return <>{t(major ? 'none' : 'newest')}</>;
  const shown = fitting.slice(-3).reverse();
  return (
    <span title={fitting.join(', ')}>
      {shown.join(', ')}
      {fitting.length > shown.length ? (
        <span className="text-muted"> {t('more', { count: fitting.length - shown.length })}</span>
      ) : null}
    </span>
  );
}

function Action({ action }: { action: PendingMaintenance }) {
  const t = useTranslations('rds.lifecycle');
  return (
    <>
      <span className="font-semibold">{action.action}</span>
      {action.description ? <span className="block text-small text-muted">{action.description}</span> : null}
      <span className="block text-small">
        {action.forcedApply ? (
          <>
            {t('forced')} <Time at={action.forcedApply} />
          </>
        ) : action.currentApply ? (
          <>
            {t('applies')} <Time at={action.currentApply} />
          </>
        ) : action.autoAppliedAfter ? (
          <>
            {t('after')} <Time at={action.autoAppliedAfter} />
          </>
        ) : (
          t('optional')
        )}
      </span>
    </>
  );
}
