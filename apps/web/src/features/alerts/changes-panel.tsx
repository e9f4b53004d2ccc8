'use client';
import type { IncidentDetail, ProbableChange } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Meter } from '@/components/ui/meter';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { resourcePath, useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';

/** What changed in the half hour before, most probable cause first, each one click from its page. */
export function ChangesPanel({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts.changes');
  return (
    <Panel title={t('title')} hint={t('hint')}>
      {incident.changes.length === 0 ? (
        <Empty title={t('none')} height={72} />
      ) : (
        <ol className="flex flex-col gap-2">
          {incident.changes.map((change, i) => (
            <Change key={change.id} change={change} first={i === 0} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Change({ change, first }: { change: ProbableChange; first: boolean }) {
  const t = useTranslations('alerts.changes');
  const localised = useLocalised();
  const minutes = Math.abs(change.minutesBefore);
  return (
    <li className="flex items-start gap-2.5">
      <span className="mt-1.5 w-10 shrink-0" title={t('score', { percent: Math.round(change.score * 100) })}>
        <Meter
          part={change.score}
          className="w-10 min-w-0!"
          label={t('score', { percent: Math.round(change.score * 100) })}
        />
      </span>
      <div className="min-w-0">
        <p className={first ? 'font-semibold' : undefined}>
          <ChangeLink change={change}>{localised(change.title)}</ChangeLink>
        </p>
        <p className="text-small text-muted">
          {t(change.minutesBefore >= 0 ? 'before' : 'after', { minutes })} · <Time at={change.at} /> ·{' '}
          {t(`kind.${change.kind}`)} · {t(`relation.${change.relation}`)}
          {change.actor === null ? '' : ` · ${change.actor.name}`}
        </p>
      </div>
    </li>
  );
}

function ChangeLink({ change, children }: { change: ProbableChange; children: ReactNode }) {
  const href = useHref();
  const path = pathOf(change);
  if (path === null) return <span className="[overflow-wrap:anywhere]">{children}</span>;
  return (
    <Link className="link [overflow-wrap:anywhere]" href={href(path)} prefetch={false}>
      {children}
    </Link>
  );
}

function pathOf({ link, resource }: ProbableChange): string | null {
  if (link === null) return null;
  if (link.kind === 'deployment') return `/deployments/${encodeURIComponent(link.id)}`;
  if (link.kind === 'task') return `/tasks/${encodeURIComponent(link.id)}`;
  if (link.kind === 'logs') return `/logs?resource=${encodeURIComponent(link.id)}`;
  return resource === null ? null : resourcePath(resource.kind, resource.id);
}
