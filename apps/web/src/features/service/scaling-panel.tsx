'use client';
import type { ScalingAnswer, ServiceAttributes } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useScaling } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { useLocalised } from '@/lib/use-localised';

type Activity = ScalingAnswer['activities'][number];
type Policy = NonNullable<ScalingAnswer['policies']>[number];

/** What may scale the service, between which bounds, and what did within the range. */
export function ScalingPanel({ id, attributes }: { id: string; attributes: ServiceAttributes | null }) {
  const scaling = useScaling(id);
  return (
    <Await query={scaling} height={320}>
      {(data) => (
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.7fr)] items-start gap-3.5 max-wide:grid-cols-1">
          <Policies data={data} attributes={attributes} />
          <Activities activities={data.activities} />
        </div>
      )}
    </Await>
  );
}

function Policies({ data, attributes }: { data: ScalingAnswer; attributes: ServiceAttributes | null }) {
  const t = useTranslations('service.scaling');
  const l = useLocalised();
  const desired = attributes?.desired ?? null;
  const atMaximum = desired !== null && data.maximum !== null && desired >= data.maximum;
  return (
    <Panel title={t('policies')}>
      {data.minimum === null && data.maximum === null ? (
        <Empty title={t(attributes?.schedulingStrategy === 'DAEMON' ? 'daemon' : 'none')} height={100} />
      ) : (
        <>
          <p className="mb-3">
            {t('bounds', { minimum: data.minimum ?? 0, maximum: data.maximum ?? 0, desired: desired ?? 0 })}{' '}
            {atMaximum ? <Badge look="warning">{t('atMaximum')}</Badge> : null}
            {data.minimum === data.maximum ? <Badge look="warning">{t('fixed')}</Badge> : null}
          </p>
          {data.suspended.length > 0 ? (
            <p className="mb-3 text-warning">{t('suspended', { what: data.suspended.join(', ') })}</p>
          ) : null}
          {data.policies === null || data.policies.length === 0 ? (
            <p className="text-muted">{t('noPolicies')}</p>
          ) : (
            <ul className="flex flex-col gap-3">
              {data.policies.map((policy) => (
                <PolicyItem
                  key={policy.name}
                  policy={policy}
                  disableScaleIn={
                    attributes?.scaling?.policies.find((known) => known.name === policy.name)
                      ?.disableScaleIn ?? null
                  }
                />
              ))}
            </ul>
          )}
        </>
      )}
      {data.note ? <p className="mt-3 text-small text-muted">{l(data.note)}</p> : null}
    </Panel>
  );
}

function PolicyItem({ policy, disableScaleIn }: { policy: Policy; disableScaleIn: boolean | null }) {
  const t = useTranslations('service.scaling');
  const locale = useLocale();
  const cool = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds, locale));
  return (
    <li>
      <p className="font-semibold">
        {policy.name} <Badge>{policy.type}</Badge>
      </p>
      <p className="text-small text-muted">
        {policy.target === null
          ? policy.metric
          : t('target', { metric: policy.metric ?? '?', target: policy.target })}
        {'. '}
        {t('cooldown', { out: cool(policy.scaleOutCooldown), in: cool(policy.scaleInCooldown) })}
      </p>
      {disableScaleIn ? <p className="text-small text-warning">{t('noScaleIn')}</p> : null}
      {policy.steps.length > 0 ? (
        <ul className="text-small text-muted">
          {policy.steps.map((step) => (
            <li key={`${step.lower}${step.upper}`}>
              {t('step', {
                lower: step.lower ?? '−∞',
                upper: step.upper ?? '∞',
                adjustment: `${step.adjustment > 0 ? '+' : ''}${step.adjustment}`,
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {policy.alarms.length > 0 ? (
        <p className="text-small [overflow-wrap:anywhere] text-faint">{policy.alarms.join(', ')}</p>
      ) : null}
    </li>
  );
}

function Activities({ activities }: { activities: readonly Activity[] }) {
  const t = useTranslations('service.scaling');
  const columns = useMemo(
    (): Column<Activity>[] => [
      { id: 'at', header: t('at'), cell: (a) => <Time at={a.at} className="whitespace-nowrap" /> },
      { id: 'change', header: t('change'), cell: (a) => <Change activity={a} /> },
      {
        id: 'cause',
        header: t('cause'),
        cell: (a) => (
          <span className="[overflow-wrap:anywhere]">
            {a.description}
            <span className="block text-small text-muted">{a.cause}</span>
            {a.notScaledReasons.map((reason) => (
              <span key={reason.code} className="block text-small text-warning">
                {reason.code}
              </span>
            ))}
          </span>
        ),
      },
      {
        id: 'status',
        header: t('status'),
        wide: true,
        cell: (a) => (
          <span
            className={a.status === 'Failed' ? 'text-critical' : 'text-muted'}
            title={a.statusMessage ?? undefined}
          >
            {a.status}
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <Panel title={t('activities')} hint={t('inRange')} flush>
      {activities.length === 0 ? (
        <Empty title={t('noActivities')} height={140} />
      ) : (
        <DataTable caption={t('activities')} columns={columns} rows={activities} rowId={(a) => a.id} />
      )}
    </Panel>
  );
}

function Change({ activity }: { activity: Activity }) {
  if (activity.to === null) return <span className="text-faint">–</span>;
  return (
    <span className="font-semibold whitespace-nowrap">
      {activity.from === null ? '' : `${activity.from} → `}
      {activity.to}
    </span>
  );
}
