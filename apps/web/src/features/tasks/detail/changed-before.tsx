'use client';
import type { TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { TimelineList } from '@/components/timeline/timeline-list';
import { useHref } from '@/lib/url/view';

const AROUND_MS = 30 * 60_000;

/** Deployments, scaling, configuration and host events of the half hour before: the likely trigger of an end. */
export function ChangedBefore({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks.detail');
  const href = useHref();
  const end = task.stoppedAt === null ? null : Date.parse(task.stoppedAt);
  const range =
    end === null
      ? 'now-1h..now'
      : `${new Date(end - AROUND_MS).toISOString()}..${new Date(end + AROUND_MS).toISOString()}`;
  return (
    <>
      {task.before.length === 0 ? (
        <p className="text-muted">{t('nothingChanged')}</p>
      ) : (
        <TimelineList events={task.before} here={task.serviceId ?? undefined} />
      )}
      {task.serviceId === null ? null : (
        <p className="mt-2 text-small">
          <Link href={href('/tasks', { service: task.serviceId, range })} className="link" prefetch={false}>
            {t('around')}
          </Link>
        </p>
      )}
    </>
  );
}
