'use client';
import type { IncidentItem, Status } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { StatusIcon } from '@/components/ui/status';
import { Ago, Time } from '@/components/ui/time';
import { cn } from '@/components/ui/cn';
import { useNow } from '@/lib/clock';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';

export const SEVERITY_STATUS: Readonly<Record<IncidentItem['severity'], Status>> = {
  critical: 'critical',
  warning: 'warning',
  info: 'info',
};

/** One incident of the list: what, how much, since when, and who has it. */
export function IncidentCard({
  incident,
  focused,
  selected,
  onSelect,
}: {
  incident: IncidentItem;
  focused: boolean;
  selected: boolean;
  onSelect: (selected: boolean) => void;
}) {
  const t = useTranslations('alerts');
  const localised = useLocalised();
  const href = useHref();
  return (
    <li
      data-incident={incident.id}
      className={cn(
        'flex items-start gap-2.5 border-b border-l-2 border-line border-l-transparent px-3.5 py-2.5 last:border-b-0',
        focused && 'bg-sunken',
        incident.severity === 'critical' && incident.state === 'open' && 'border-l-critical',
      )}
    >
      <label className="grid min-h-6 min-w-6 place-items-center max-rail:min-h-11 max-rail:min-w-8">
        <input
          type="checkbox"
          checked={selected}
          onChange={({ target }) => onSelect(target.checked)}
          aria-label={t('list.select', { title: localised(incident.title) })}
        />
      </label>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <StatusIcon status={SEVERITY_STATUS[incident.severity]} />
          <span className="sr-only">{t(`severity.${incident.severity}`)}</span>
          <Link
            href={href(`/alerts/${incident.id}`)}
            prefetch={false}
            aria-current={focused ? 'true' : undefined}
            className="font-semibold underline-offset-2 [overflow-wrap:anywhere] hover:underline"
          >
            {localised(incident.title)}
          </Link>
          <EnvironmentBadge environment={incident.environment} />
          <Marks incident={incident} />
        </p>
        <p className="text-table text-muted">{localised(incident.symptom)}</p>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-small text-faint">
          {[incident.subject.parentName, incident.team].filter(Boolean).join(' · ')}
          <span>
            {incident.alerts > 1
              ? t('list.alerts', { count: incident.alerts, firing: incident.firing })
              : null}
          </span>
          {incident.notes > 0 ? <span>{t('list.notes', { count: incident.notes })}</span> : null}
        </p>
      </div>
      <div className="shrink-0 text-right text-small">
        <Ago at={incident.firedAt} className="block text-muted" />
        <Owner incident={incident} />
      </div>
    </li>
  );
}

export function Owner({ incident }: { incident: IncidentItem }) {
  const t = useTranslations('alerts.list');
  if (incident.owner !== null) return <span className="font-semibold">{incident.owner}</span>;
  return incident.state === 'open' ? <span className="text-warning">{t('nobody')}</span> : null;
}

/** What sets an incident apart from a plain open one. */
export function Marks({ incident }: { incident: IncidentItem }) {
  const t = useTranslations('alerts.mark');
  const now = useNow(30);
  const snoozed = incident.snoozedUntil;
  return (
    <>
      {incident.unknown > 0 ? <Badge>{t('unknown', { count: incident.unknown })}</Badge> : null}
      {incident.acknowledgedAt !== null ? (
        <Badge>{t('acknowledged', { by: incident.acknowledgedBy ?? '' })}</Badge>
      ) : null}
      {incident.silencedBy !== null ? <Badge>{t('silenced')}</Badge> : null}
      {snoozed !== null && now !== null && Date.parse(snoozed) > now ? (
        <Badge>
          {t('snoozed')} <Time at={snoozed} />
        </Badge>
      ) : null}
      {incident.state === 'resolved' ? <Badge>{t('resolved')}</Badge> : null}
      {incident.state === 'merged' ? <Badge>{t('merged')}</Badge> : null}
      {incident.notifies ? null : <Badge title={t('quietWhy')}>{t('quiet')}</Badge>}
    </>
  );
}
