'use client';
import type { CapacityAnswer, ClusterAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { STATUS_TEXT } from '@/components/ui/status';
import { asSentence } from '@/lib/format/ids';
import { useLocalised } from '@/lib/use-localised';

/** The size that the sentence measures room in: a common task of one vCPU and 2 GiB. */
const SAMPLE_CPU = 1024;

/** What is wrong first, then whether there is room. */
export function ClusterSentence({
  item,
  attributes,
  capacity,
}: {
  item: ResourceItem;
  attributes: ClusterAttributes | null;
  /** Absent while it is read. */
  capacity: CapacityAnswer | undefined;
}) {
  const t = useTranslations('clusters');
  const l = useLocalised();
  const reasons = item.reasons.map((reason) => asSentence(l(reason.text) || reason.message));
  const hosts = capacity?.hosts ?? [];
  const down = hosts.filter((host) => !host.usable).length;
  const room = capacity?.sizes.find((size) => size.cpu === SAMPLE_CPU);
  return (
    <>
      {reasons.length > 0 ? (
        <strong className={`font-semibold ${STATUS_TEXT[item.status]}`}>
          {reasons.slice(0, 2).join(' ')}{' '}
        </strong>
      ) : null}
      {attributes
        ? t('runs', {
            services: attributes.activeServices,
            tasks: attributes.runningTasks,
            pending: attributes.pendingTasks,
          })
        : t('notDescribed')}{' '}
      {attributes && attributes.registeredInstances === 0 ? t('fargate') : null}
      {hosts.length > 0 && room ? t('hasRoom', { count: room.more }) : null}
      {down > 0 ? ` ${t('hostsDown', { count: down })}` : null}
    </>
  );
}
