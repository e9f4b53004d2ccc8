'use client';
import type { TaskItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useNow } from '@/lib/clock';
import { duration } from '@/lib/format/time';
import { taskSentence } from '../model/task-state';

/** What a task is doing or how it ended, in one sentence. */
export function TaskSentenceText({ task }: { task: TaskItem }) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const now = useNow(5);
  if (now === null) return null;
  const { key, seconds } = taskSentence(task, now);
  const lasted = duration(seconds, locale);
  const cause = t(`cause.${task.cause ?? 'unknown'}`);
  const trigger = t(`trigger.${task.trigger}`);
  const text = t(`detail.sentence.${key}`, { lasted, cause, trigger });
  return task.abnormal ? <span className="text-critical">{text}</span> : text;
}
