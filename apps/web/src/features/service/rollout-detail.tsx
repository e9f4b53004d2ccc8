'use client';
import type { DeploymentDetail, ServiceDeploymentDetail } from '@danji/shared';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FactsList } from '@/components/ui/facts-list';
import { SidePanel } from '@/components/ui/side-panel';
import { Await, Empty } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { useHref } from '@/lib/url/view';

/** One rollout beside the list: what AWS says of it, its images before and after, and its steps. */
export function RolloutDetail({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useTranslations('service.rolloutDetail');
  const href = useHref();
  const query = useApi<DeploymentDetail>(
    `/deployments/${encodeURIComponent(id ?? '')}`,
    {},
    { topics: ['deployments'], enabled: id !== null },
  );
  const revision = query.data?.id === id ? query.data?.revision : undefined;
  return (
    <SidePanel
      open={id !== null}
      onClose={onClose}
      title={revision === undefined ? ' ' : t('title', { revision })}
    >
      <Await query={query} height={480}>
        {(rollout) => (
          <div className="flex flex-col gap-4">
            <Link href={href(`/deployments/${rollout.id}`)} prefetch={false} className="link font-semibold">
              {t('page')}
            </Link>
            {rollout.detail ? (
              <ServiceDeployment detail={rollout.detail} />
            ) : (
              <p className="text-muted">{t('notRead')}</p>
            )}
            <Images rollout={rollout} />
            <Steps rollout={rollout} />
          </div>
        )}
      </Await>
    </SidePanel>
  );
}

function ServiceDeployment({ detail: d }: { detail: ServiceDeploymentDetail }) {
  const t = useTranslations('service.rolloutDetail');
  const common = useTranslations('common');
  const or = (value: string | null): string => value ?? common('none');
  const revision = (of: ServiceDeploymentDetail['target']): string =>
    t('revisionOf', {
      definition: of.taskDefinition ?? of.id,
      requested: of.requested ?? '?',
      running: of.running ?? '?',
      pending: of.pending ?? '?',
    });
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-muted">
        {t('aws')}{' '}
        <span className="text-small font-normal">{t.rich('asOf', { age: () => <Ago at={d.readAt} /> })}</span>
      </h3>
      <FactsList
        rows={[
          [
            t('status'),
            <span key="status">{`${or(d.status)}${d.statusReason ? `: ${d.statusReason}` : ''}`}</span>,
          ],
          [t('stage'), or(d.stage)],
          [
            t('breaker'),
            d.breaker
              ? t('breakerCount', {
                  failures: d.breaker.failures ?? '?',
                  threshold: d.breaker.threshold ?? '?',
                  status: d.breaker.status ?? '?',
                })
              : common('none'),
          ],
          [
            t('rollback'),
            d.rollback ? (
              <>
                {d.rollback.startedAt ? <Time at={d.rollback.startedAt} /> : null} {d.rollback.reason}
              </>
            ) : (
              common('none')
            ),
          ],
          [t('target'), revision(d.target)],
          [t('sources'), d.sources.length === 0 ? common('none') : d.sources.map(revision).join('; ')],
          [
            t('alarms'),
            d.alarms && d.alarms.names.length > 0
              ? `${d.alarms.names.join(', ')} (${d.alarms.triggered.length > 0 ? d.alarms.triggered.join(', ') : or(d.alarms.status)})`
              : common('none'),
          ],
        ]}
      />
    </section>
  );
}

function Images({ rollout }: { rollout: DeploymentDetail }) {
  const t = useTranslations('service.rolloutDetail');
  const digest = new Map(rollout.detail?.images?.map((image) => [image.container, image.digest]));
  if (rollout.images.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-muted">{t('images')}</h3>
      <ul className="flex flex-col gap-2 text-table">
        {rollout.images.map((image) => (
          <li key={image.container} className="[overflow-wrap:anywhere]">
            <b className="font-semibold">{image.container}</b>
            {image.before !== null && image.before !== image.after ? (
              <span className="block font-mono text-small text-muted">{image.before}</span>
            ) : null}
            <span className="block font-mono text-small">{image.after}</span>
            {digest.get(image.container) ? (
              <span className="block font-mono text-small text-muted">{digest.get(image.container)}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ rollout }: { rollout: DeploymentDetail }) {
  const t = useTranslations('service.rolloutDetail');
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-muted">{t('steps')}</h3>
      {rollout.steps.length === 0 ? (
        <Empty title={t('noSteps')} height={80} />
      ) : (
        <ol className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-table">
          {rollout.steps.map((step) => (
            <li key={`${step.at}${step.type}${step.message}`} className="contents">
              <Time at={step.at} className="whitespace-nowrap text-muted" />
              <span className="[overflow-wrap:anywhere]">{step.message || step.type}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
