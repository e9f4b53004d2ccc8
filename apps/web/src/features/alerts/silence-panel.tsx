'use client';
import type { IncidentDetail, Silence, SilenceMatcher, SilencePreview } from '@danji/shared';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { ErrorState } from '@/components/ui/states';
import { request } from '@/lib/api/client';
import { useSend } from '@/lib/api/hooks';
import { now } from '@/lib/clock';
import { useLocalised } from '@/lib/use-localised';
import { INPUT, LABEL } from './fields';

const HOURS = [1, 4, 24, 72, 168] as const;
type Target = 'rule' | 'resource' | 'team';

/** Hides what is known, until an end, with a reason; says before what it would hide. */
export function SilencePanel({ incident }: { incident: IncidentDetail }) {
  const t = useTranslations('alerts.silence');
  const [open, setOpen] = useState(false);
  return (
    <Panel title={t('title')}>
      {open ? (
        <SilenceForm incident={incident} onDone={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      )}
    </Panel>
  );
}

function SilenceForm({ incident, onDone }: { incident: IncidentDetail; onDone: () => void }) {
  const t = useTranslations('alerts.silence');
  const [target, setTarget] = useState<Target>('rule');
  const [hours, setHours] = useState<number>(4);
  const [reason, setReason] = useState('');
  const send = useSend<Silence>(['/silences', '/incidents']);
  const matcher = matcherOf(incident, target);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const endsAt = new Date(now() + hours * 3_600_000).toISOString();
    send.mutate({ path: '/silences', body: { matcher, reason, endsAt } }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <label className={LABEL}>
        {t('what')}
        <select
          className={INPUT}
          value={target}
          onChange={(event) => setTarget(event.target.value as Target)}
        >
          <option value="rule">{t('target.rule', { name: incident.subject.name })}</option>
          <option value="resource">{t('target.resource', { name: incident.subject.name })}</option>
          {incident.team === null ? null : (
            <option value="team">{t('target.team', { team: incident.team })}</option>
          )}
        </select>
      </label>
      <label className={LABEL}>
        {t('until')}
        <select className={INPUT} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {HOURS.map((each) => (
            <option key={each} value={each}>
              {t('hours', { hours: each })}
            </option>
          ))}
        </select>
      </label>
      <label className={LABEL}>
        {t('reason')}
        <input
          required
          minLength={3}
          maxLength={500}
          className={INPUT}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Hides matcher={matcher} />
      <div className="flex gap-1.5">
        <Button look="primary" type="submit" disabled={send.isPending || reason.trim().length < 3}>
          {t('button')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
      {send.error ? <ErrorState error={send.error} /> : null}
    </form>
  );
}

function matcherOf(incident: IncidentDetail, target: Target): SilenceMatcher {
  if (target === 'team' && incident.team !== null)
    return { team: incident.team, environment: incident.environment };
  const resource = incident.subject.id;
  const rule = incident.alertItems[0]?.rule;
  return target === 'rule' && rule !== undefined ? { resource, rule } : { resource };
}

/** What the silence would hide, as the server says. */
function Hides({ matcher }: { matcher: SilenceMatcher }) {
  const t = useTranslations('alerts.silence');
  const localised = useLocalised();
  const body = JSON.stringify({ matcher });
  const { data, error } = useQuery<SilencePreview>({
    queryKey: ['api', '/silences/preview', body],
    queryFn: ({ signal }) => request('/api/v1/silences/preview', { method: 'POST', body, signal }),
  });
  if (error) return <ErrorState error={error} />;
  if (data === undefined) return <p className="text-small text-muted">…</p>;
  return (
    <div role="status" className="text-small text-muted">
      {t('hides', { count: data.incidents.length, fired: data.fired14d })}
      <ul className="list-disc pl-4">
        {data.incidents.slice(0, 5).map((each) => (
          <li key={each.id}>{localised(each.title)}</li>
        ))}
      </ul>
    </div>
  );
}
