'use client';
import type { AlertItem, IncidentDetail } from '@danji/shared';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useMemo } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusIcon } from '@/components/ui/status';
import { Await } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { useHref, useZone } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { ActBar, UndoBar } from './act-bar';
import { AlertsTrail } from './alerts-trail';
import { ChangesPanel } from './changes-panel';
import { CheckCharts } from './check-charts';
import { Marks, Owner, SEVERITY_STATUS } from './incident-card';
import { NotePanel } from './note-panel';
import { SilencePanel } from './silence-panel';
import { useActs } from './use-acts';
import { useIncidentKeys } from './use-incident-keys';

/** What is wrong, what changed before it, and is somebody on it? Also answers to the id of one of its alerts. */
export function IncidentPage({ id }: { id: string }) {
  return id.startsWith('alt-') ? <OfAlert id={id} /> : <Incident id={id} />;
}

/** An alert has no page of its own: what people act on is its incident. */
function OfAlert({ id }: { id: string }) {
  const query = useApi<AlertItem>(`/alerts/${encodeURIComponent(id)}`);
  const router = useRouter();
  const href = useHref();
  const incident = query.data?.incidentId ?? null;
  useEffect(() => {
    if (incident !== null) router.replace(href(`/alerts/${incident}`));
  }, [incident, router, href]);
  const localised = useLocalised();
  return (
    <Await query={query} height={400}>
      {(alert) => (
        <PageHead
          trail={<AlertsTrail />}
          title={localised(alert.title)}
          sentence={localised(alert.condition)}
        />
      )}
    </Await>
  );
}

function Incident({ id }: { id: string }) {
  const { zone } = useZone();
  const query = useApi<IncidentDetail>(
    `/incidents/${encodeURIComponent(id)}`,
    { tz: zone },
    { topics: ['incidents', 'alerts'], refetchSeconds: 30 },
  );
  return (
    <Await query={query} height={640}>
      {(incident) => <Whole incident={incident} />}
    </Await>
  );
}

function Whole({ incident }: { incident: IncidentDetail }) {
  const acts = useActs();
  const t = useTranslations('alerts');
  const localised = useLocalised();
  const items = useMemo(() => [incident], [incident]);
  const router = useRouter();
  const href = useHref();
  const keys = useMemo(
    () => ({
      a: () => acts.run(items, { kind: 'ack', acknowledged: incident.acknowledgedAt === null }),
      Escape: () => router.push(href('/alerts')),
    }),
    [acts, items, incident.acknowledgedAt, router, href],
  );
  useIncidentKeys(keys);
  return (
    <div className="flex flex-col gap-3.5">
      <Head incident={incident} />
      {incident.mergedInto === null ? null : (
        <p className="rounded-control bg-sunken px-3 py-2">
          {t('merged')}{' '}
          <Link className="link" href={href(`/alerts/${incident.mergedInto}`)}>
            {t('mergedInto')}
          </Link>
        </p>
      )}
      <ActBar items={items} acts={acts} />
      <div className="grid items-start gap-3.5 wide:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <ChangesPanel incident={incident} />
          <CheckCharts incident={incident} />
          <LinesPanel incident={incident} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <AlertsPanel incident={incident} />
          <NotePanel incident={incident} />
          <SilencePanel incident={incident} />
          <Panel title={t('documentation')}>
            <p className="text-table">{localised(incident.documentation)}</p>
          </Panel>
        </div>
      </div>
      <UndoBar acts={acts} />
    </div>
  );
}

function Head({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts');
  const localised = useLocalised();
  const { subject, storm } = incident;
  return (
    <PageHead
      trail={<AlertsTrail />}
      title={
        <>
          <StatusIcon status={SEVERITY_STATUS[incident.severity]} className="size-5" />
          {localised(incident.title)}
        </>
      }
      badges={
        <>
          <EnvironmentBadge environment={incident.environment} />
          <Marks incident={incident} />
        </>
      }
      sentence={
        <>
          <b className="font-semibold text-text">{localised(incident.symptom)}</b>{' '}
          <ResourceLink kind={(storm ?? subject).kind} id={(storm ?? subject).id} className="link">
            {[subject.parentName, (storm ?? subject).name].filter(Boolean).join(' / ')}
          </ResourceLink>
        </>
      }
      figures={
        <>
          <Figure value={<Ago at={incident.firedAt} />} label={t('fired')} />
          <Figure value={<Owner incident={incident} />} label={t('owner')} />
        </>
      }
    />
  );
}

function AlertsPanel({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts');
  const localised = useLocalised();
  return (
    <Panel title={t('alertsIn', { count: incident.alerts })}>
      <ul className="flex flex-col gap-1.5">
        {incident.alertItems.slice(0, 12).map((alert) => (
          <li key={alert.id} className="text-table">
            <StatusIcon status={alert.state === 'resolved' ? 'ok' : SEVERITY_STATUS[alert.severity]} />{' '}
            <ResourceLink kind={alert.resource.kind} id={alert.resource.id}>
              {alert.resource.name}
            </ResourceLink>
            : {localised(alert.condition)}
            <span className="block text-small text-muted">
              {t(`state.${alert.state}`)} <Ago at={alert.stateSince} />
              {alert.flapped ? ` · ${t('flapped')}` : ''}
              {alert.withdrawn ? ` · ${t('withdrawn')}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {incident.alerts > 12 ? (
        <p className="mt-2 text-small text-muted">{t('list.more', { shown: 12, total: incident.alerts })}</p>
      ) : null}
    </Panel>
  );
}

function LinesPanel({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts.lines');
  const href = useHref();
  if (incident.lines.length === 0) return null;
  return (
    <Panel
      title={t('title')}
      actions={
        <Link className="link" href={href('/logs', { resource: incident.subject.id, level: 'error' })}>
          {t('all')}
        </Link>
      }
    >
      <ul className="max-h-72 overflow-auto font-mono text-small" tabIndex={0} aria-label={t('title')}>
        {incident.lines.map((line, i) => (
          <li key={`${line.at} ${i}`} className="[overflow-wrap:anywhere]">
            <time dateTime={line.at} className="text-faint">
              {line.at.slice(11, 19)}
            </time>{' '}
            {line.message}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
