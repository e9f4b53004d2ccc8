'use client';
import type { TaskItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { shortId } from '@/lib/format/ids';
import { PhaseBar } from './phase-bar';

const SHOWN = 12;

/** Tasks of the same service that ended alike at about the same time. */
export function Siblings({ tasks }: { tasks: readonly TaskItem[] }) {
  const t = useTranslations('tasks.detail');
  return (
    <>
      <p className="mb-1.5 text-small text-muted">{t('siblingsHint', { count: tasks.length })}</p>
      <ul className="flex flex-col">
        {tasks.slice(0, SHOWN).map((task) => (
          <li
            key={task.id}
            className="flex min-h-8 items-center gap-3 border-b border-line text-table last:border-b-0"
          >
            <ResourceLink
              kind="ecs_task"
              id={task.id}
              className="w-20 shrink-0 font-mono text-small hover:underline"
            >
              {shortId(task.taskId)}
            </ResourceLink>
            <PhaseBar phases={task.phases} />
            <span className="shrink-0 text-small text-muted">
              {task.stoppedAt ? <Time at={task.stoppedAt} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
