'use client';
import type { TaskItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useLocalised } from '@/lib/use-localised';
import { stateGroup } from '../model/task-state';

/** AWS's state in the viewer's language, its own word on hover; an unknown word stays as AWS wrote it. */
export function TaskState({ task }: { task: Pick<TaskItem, 'lastStatus' | 'desiredStatus'> }) {
  const t = useTranslations('tasks.state');
  const group = stateGroup(task.lastStatus);
  const leaving = group === 'running' && task.desiredStatus === 'STOPPED';
  return (
    <span
      className={group === 'running' && !leaving ? 'text-text' : 'text-muted'}
      title={`${task.lastStatus}, desired ${task.desiredStatus}`}
    >
      {group === null ? task.lastStatus : t(leaving ? 'stopping' : group)}
    </span>
  );
}

/** Why a task ended: our sentence, else AWS's own words. Nothing while it lives. */
export function Why({ task }: { task: TaskItem }) {
  const t = useTranslations('tasks');
  const localised = useLocalised();
  if (task.cause === null) return null;
  const text = localised(task.explanation) || t(`cause.${task.cause}`);
  return (
    <span
      className="block max-w-[28ch] truncate [@media(min-width:1600px)]:max-w-[46ch]"
      title={`${text}\n${task.stoppedReason ?? ''}`.trim()}
    >
      <span className={task.abnormal ? 'text-critical' : 'text-muted'}>{text}</span>
    </span>
  );
}
