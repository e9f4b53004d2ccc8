'use client';
import type { AlertOverride, AlertPreview, AlertRuleItem } from '@danji/shared';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type FormEvent } from 'react';
import { ChartPanel, prepareLines, type ChartQuery, type Mark } from '@/components/charts';
import { Button } from '@/components/ui/button';
import { ResourceLink } from '@/components/ui/resource-link';
import { ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { request } from '@/lib/api/client';
import { useResources, useSend } from '@/lib/api/hooks';
import { INPUT, LABEL } from './fields';
import { factAnswer } from './model/fact-answer';

const DRAWN: ChartQuery = { error: null, refetch: () => undefined };
const DAYS = 14;

/** Other numbers for everything, labels or one resource: tried on two weeks before they are saved. */
export function RuleForm({ rule, onDone }: { rule: AlertRuleItem; onDone: () => void }) {
  const t = useTranslations('alerts.form');
  const [target, setTarget] = useState('all');
  const [threshold, setThreshold] = useState(String(rule.threshold));
  const [minutes, setMinutes] = useState(String(rule.forSeconds / 60));
  const [enabled, setEnabled] = useState(true);
  const [reason, setReason] = useState('');
  const tried = useMutation<AlertPreview, Error, object>({
    mutationFn: (body) =>
      request('/api/v1/alert-rules/preview', {
        method: 'POST',
        body: JSON.stringify({ ...body, days: DAYS }),
      }),
  });
  const save = useSend<AlertOverride>(['/alert-rules', '/incidents']);
  const numbers = {
    rule: rule.id,
    ...targetOf(target),
    enabled,
    threshold: Number(threshold),
    forSeconds: Math.round(Number(minutes) * 60),
  };
  const key = JSON.stringify(numbers);
  const [triedKey, setTriedKey] = useState('');
  const isTried = tried.data !== undefined && triedKey === key;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isTried)
      save.mutate({ path: '/alert-rules/overrides', body: { ...numbers, reason } }, { onSuccess: onDone });
    else tried.mutate(numbers, { onSuccess: () => setTriedKey(key) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-end gap-2">
        <TargetSelect kind={rule.kind} value={target} onChange={setTarget} />
        <label className={LABEL}>
          {t('threshold', { unit: rule.unit })}
          <input
            required
            type="number"
            step="any"
            className={INPUT}
            value={threshold}
            onChange={(event) => setThreshold(event.target.value)}
          />
        </label>
        <label className={LABEL}>
          {t('for')}
          <input
            required
            type="number"
            min={0}
            max={1440}
            className={INPUT}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </label>
        <label className="flex h-7 items-center gap-1.5 text-table max-rail:h-11">
          <input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />{' '}
          {t('enabled')}
        </label>
        {isTried ? null : (
          <Button look="primary" type="submit" disabled={tried.isPending}>
            {tried.isPending ? t('trying') : t('try', { days: DAYS })}
          </Button>
        )}
      </div>
      {tried.error ? <ErrorState error={tried.error} /> : null}
      {isTried ? (
        <>
          <Result rule={rule} preview={tried.data} />
          <div className="flex flex-wrap items-end gap-2">
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
            <Button look="primary" type="submit" disabled={save.isPending || reason.trim().length < 3}>
              {t('save')}
            </Button>
          </div>
        </>
      ) : null}
      {save.error ? <ErrorState error={save.error} /> : null}
    </form>
  );
}

function targetOf(target: string): { resource: string | null; labels: { environment: string } | null } {
  if (target === 'all') return { resource: null, labels: null };
  if (target.startsWith('env:')) return { resource: null, labels: { environment: target.slice(4) } };
  return { resource: target, labels: null };
}

function TargetSelect({
  kind,
  value,
  onChange,
}: {
  kind: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('alerts.form');
  const query = useResources({ kind, limit: 200, sort: 'name' }, { enabled: kind !== 'scope' });
  return (
    <label className={LABEL}>
      {t('target')}
      <select className={INPUT} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="all">{t('all')}</option>
        {['prod', 'stage', 'dev', 'other'].map((environment) => (
          <option key={environment} value={`env:${environment}`}>
            {t('environment', { environment })}
          </option>
        ))}
        {(query.data?.items ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the numbers would have done, beside those in force, drawn for the resource that would have fired most. */
function Result({ rule, preview }: { rule: AlertRuleItem; preview: AlertPreview }) {
  const t = useTranslations('alerts.form');
  const unit = useTranslations('alerts.unit');
  const { chart } = preview;
  const label = unit(rule.unit);
  const model = useMemo(() => {
    if (chart === null) return null;
    const { resource, step, t: instants, values, threshold } = chart;
    const answer = factAnswer({
      resource: resource.id,
      rule: rule.id,
      unit: rule.unit,
      step,
      t: instants,
      values,
    });
    return prepareLines(answer, [{ id: 'fact', label, colour: 1, band: false }], {
      thresholds: [{ value: threshold, label: String(threshold), kind: 'alert' }],
    });
  }, [chart, rule, label]);
  const marks = useMemo(
    (): Mark[] =>
      preview.fires
        .filter(({ resource }) => resource.id === chart?.resource.id)
        .map(({ firedAt }) => ({
          id: firedAt,
          at: Date.parse(firedAt),
          kind: 'stop',
          label: '',
          count: 1,
          title: t('fires'),
        })),
    [preview.fires, chart, t],
  );
  return (
    <div role="status">
      <p className="font-semibold">
        {t('result', {
          fired: preview.fired,
          now: preview.firedNow,
          days: DAYS,
          resources: preview.resources,
        })}
      </p>
      {preview.unknownMinutes > 0 ? (
        <p className="text-small text-muted">
          {t('unknown', { hours: Math.round(preview.unknownMinutes / 60) })}
        </p>
      ) : null}
      {chart === null || model === null ? null : (
        <ChartPanel
          title={chart.resource.name}
          hint={label}
          model={model}
          query={DRAWN}
          marks={marks}
          level={3}
        />
      )}
      <ul className="mt-1 text-small">
        {preview.fires.slice(0, 8).map((fire) => (
          <li key={`${fire.resource.id} ${fire.beganAt}`}>
            <ResourceLink kind={fire.resource.kind} id={fire.resource.id}>
              {fire.resource.name}
            </ResourceLink>{' '}
            <Time at={fire.firedAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}
