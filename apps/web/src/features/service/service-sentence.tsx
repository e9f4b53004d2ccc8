'use client';
import type { ResourceItem, ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { STATUS_TEXT } from '@/components/ui/status';
import { Time } from '@/components/ui/time';
import { asSentence } from '@/lib/format/ids';
import { useLocalised } from '@/lib/use-localised';

/** What is wrong and since when; on a good day, that it serves and since when it does. */
export function ServiceSentence({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ServiceAttributes | null;
}) {
  const t = useTranslations('service.sentence');
  const l = useLocalised();
  const [first, ...others] = item.reasons;
  if (first)
    return (
      <>
        <strong className={`font-semibold ${STATUS_TEXT[item.status]}`}>
          {asSentence(l(first.text) || first.message)}
        </strong>{' '}
        {first.since ? <>{t.rich('since', { time: () => <Time at={first.since ?? ''} /> })} </> : null}
        {others.slice(0, 2).map((reason) => `${asSentence(l(reason.text) || reason.message)} `)}
      </>
    );
  if (!attributes) return <>{t('notDescribed')}</>;
  if (attributes.desired === 0) return <>{t('asleep')}</>;
  const rollout = attributes.rollout;
  return (
    <>
      {t('serves', {
        running: attributes.running,
        desired: attributes.desired,
        revision: attributes.revision,
      })}{' '}
      {rollout ? t.rich('rolledOut', { time: () => <Time at={rollout.startedAt} /> }) : null}
    </>
  );
}
