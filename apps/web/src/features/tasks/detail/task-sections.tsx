'use client';
import type { TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TaskHealth } from '@/features/load-balancing';
import { useLocalised } from '@/lib/use-localised';
import { cn } from '@/components/ui/cn';
import { WithCommands } from '@/components/ui/with-commands';
import { ChangedBefore } from './changed-before';
import { Containers } from './containers';
import { Gantt } from './gantt';
import { TaskFacts } from './task-facts';
import { TaskLogs } from './task-logs';
import { Siblings } from './siblings';

/** Everything about one task; `narrow` stacks it for the side panel. */
export function TaskSections({ task, narrow = false }: { task: TaskDetail; narrow?: boolean }) {
  const t = useTranslations('tasks.detail');
  return (
    <div
      className={cn(
        'grid gap-3.5',
        !narrow && 'wide:grid-cols-[minmax(0,5fr)_minmax(320px,3fr)] items-start',
      )}
    >
      <div className="flex min-w-0 flex-col gap-3.5">
        <Explanation task={task} />
        <Section title={t(task.stoppedAt === null ? 'changedNow' : 'changed')} framed={!narrow}>
          <ChangedBefore task={task} />
        </Section>
        <Section title={t('phases')} framed={!narrow}>
          <Gantt phases={task.phases} />
        </Section>
        <Section title={t('containers')} framed={!narrow}>
          <Containers containers={task.containers} />
        </Section>
        <Section title={t(task.stoppedAt === null ? 'logsRunning' : 'logs')} framed={!narrow}>
          <TaskLogs task={task} />
        </Section>
      </div>
      <div className="flex min-w-0 flex-col gap-3.5">
        <Section title={t('facts')} framed={!narrow}>
          <TaskFacts task={task} />
        </Section>
        {task.stoppedAt === null ? (
          <Section title={t('healthChecks')} framed={!narrow}>
            <TaskHealth task={task} />
          </Section>
        ) : null}
        {task.siblings.length > 0 ? (
          <Section title={t('siblings')} framed={!narrow}>
            <Siblings tasks={task.siblings} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}

/** Cards on the page, plain headings in the panel, which is a card itself. */
function Section({ title, framed, children }: { title: string; framed: boolean; children: ReactNode }) {
  return (
    <section
      className={framed ? 'min-w-0 rounded-card border border-line bg-surface px-3.5 py-3' : 'min-w-0'}
    >
      <h2 className="mb-2 text-base font-semibold text-muted">{title}</h2>
      {children}
    </section>
  );
}

/** Why it ended and what to do; red only when it should not have. */
function Explanation({ task }: { task: TaskDetail }) {
  const t = useTranslations('tasks.detail');
  const localised = useLocalised();
  if (!task.explanation) return null;
  return (
    <section
      className={cn(
        'rounded-card px-3.5 py-3',
        task.abnormal ? 'bg-critical-bg' : 'border border-line bg-sunken',
      )}
    >
      <h2 className="sr-only">{t('why')}</h2>
      <p className={cn('font-semibold', task.abnormal && 'text-critical')}>{localised(task.explanation)}</p>
      {task.remedy ? (
        <p className="mt-1">
          <span className="text-muted">{t('remedy')}: </span>
          <WithCommands text={localised(task.remedy)} />
        </p>
      ) : null}
    </section>
  );
}
