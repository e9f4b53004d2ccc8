'use client';
import type { ScalingAnswer, ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Activities, Findings, Policies, Scheduled } from '@/features/scaling';
import { useScaling } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import { ProtectionText } from './protection-text';

/** What may scale the service, between which bounds, what holds it back, and what did within the range. */
export function ScalingPanel({ id, attributes }: { id: string; attributes: ServiceAttributes | null }) {
  const scaling = useScaling(id);
  return (
    <Await query={scaling} height={320}>
      {(data) => (
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.7fr)] items-start gap-3.5 max-wide:grid-cols-1">
          <HowItScales data={data} attributes={attributes} />
          <Activities activities={data.activities} />
        </div>
      )}
    </Await>
  );
}

/** What limits scale-out now, in a sentence, with what it was concluded from. */
function LimitText({ limit }: { limit: ScalingAnswer['limit'] }) {
  const t = useTranslations('service.scaling');
  const l = useLocalised();
  if (limit === null) return null;
  const free = limit.code === 'none' || limit.code === 'not_scaled';
  return (
    <section aria-label={t('limit')} data-scale-out-limit={limit.code}>
      <h3 className="mb-1 text-small text-muted">{t('limit')}</h3>
      <p className={free ? undefined : 'font-semibold text-warning'}>{l(limit.text)}</p>
      <ul className="mt-1 list-disc pl-5 text-small text-muted">
        {limit.evidence.map((fact) => (
          <li key={fact.en} className="[overflow-wrap:anywhere]">
            {l(fact)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HowItScales({ data, attributes }: { data: ScalingAnswer; attributes: ServiceAttributes | null }) {
  const t = useTranslations('service.scaling');
  const l = useLocalised();
  const desired = attributes?.desired ?? null;
  if (data.minimum === null || data.maximum === null) {
    return (
      <Panel title={t('policies')}>
        <LimitText limit={data.limit} />
        <Empty title={t(attributes?.schedulingStrategy === 'DAEMON' ? 'daemon' : 'none')} height={100} />
      </Panel>
    );
  }
  return (
    <Panel title={t('policies')}>
      <div className="flex flex-col gap-3">
        <LimitText limit={data.limit} />
        <p>
          {desired === null
            ? t('boundsOnly', { minimum: data.minimum, maximum: data.maximum })
            : t('bounds', { minimum: data.minimum, maximum: data.maximum, desired })}{' '}
          {desired !== null && desired >= data.maximum ? (
            <Badge look="warning">{t('atMaximum')}</Badge>
          ) : null}
        </p>
        <Findings findings={data.findings} />
        <Policies policies={data.policies} />
        <div>
          <h3 className="mb-1 text-small text-muted">{t('scheduled')}</h3>
          <Scheduled actions={data.scheduled} />
        </div>
        <div>
          <h3 className="mb-1 text-small text-muted">{t('protection')}</h3>
          <ProtectionText protection={attributes?.protection ?? null} />
        </div>
        {data.note ? <p className="text-small text-muted">{l(data.note)}</p> : null}
      </div>
    </Panel>
  );
}
