'use client';
import type { ClusterAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { STATUS_TEXT } from '@/components/ui/status';
import { asSentence } from '@/lib/format/ids';
import { useLocalised } from '@/lib/use-localised';
import { fits, type Host } from './model/room';

/** The size that the sentence measures room in: a common task of one vCPU and 2 GiB. */
export const SAMPLE_TASK = { cpu: 1024, memory: 2048 };

/** What is wrong first, then whether there is room. */
export function ClusterSentence({
  item,
  attributes,
  hosts,
}: {
  item: ResourceItem;
  attributes: ClusterAttributes | null;
  hosts: readonly Host[];
}) {
  const t = useTranslations('clusters');
  const l = useLocalised();
  const reasons = item.reasons.map((reason) => asSentence(l(reason.text) || reason.message));
  const down = hosts.filter((host) => !host.usable).length;
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
      {hosts.length > 0 ? t('room', { count: fits(hosts, SAMPLE_TASK) }) : null}
      {down > 0 ? ` ${t('hostsDown', { count: down })}` : null}
    </>
  );
}
