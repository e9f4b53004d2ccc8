'use client';
import type { TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { SidePanel } from '@/components/ui/side-panel';
import { Await } from '@/components/ui/states';
import { shortId } from '@/lib/format/ids';
import { useHref } from '@/lib/url/view';
import { useTask } from '../use-task';
import { TaskSections } from './task-sections';
import { TaskSentenceText } from './task-sentence';

/** One task beside the list that it was opened from. */
export function TaskPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useTranslations('tasks.detail');
  const href = useHref();
  const query = useTask(id);
  const task = query.data?.id === id ? query.data : undefined;
  return (
    <SidePanel
      open={id !== null}
      onClose={onClose}
      title={
        task ? (
          <>
            {task.serviceName ?? task.family}{' '}
            <span className="font-mono text-small font-normal text-muted">{shortId(task.taskId)}</span>
          </>
        ) : (
          ' '
        )
      }
    >
      <Await query={query} height={520}>
        {(answer: TaskDetail) => (
          <div className="flex flex-col gap-4">
            <p className="text-muted">
              <TaskSentenceText task={answer} />
            </p>
            <div className="flex flex-wrap items-center gap-2">
              <Link href={href(`/tasks/${encodeURIComponent(answer.id)}`)} className="link">
                {t('open')}
              </Link>
              <ExternalLink href={answer.consoleUrl}>{t('aws')}</ExternalLink>
              <CopyButton text={answer.arn} label={t('copyArn')} />
            </div>
            <TaskSections task={answer} narrow />
          </div>
        )}
      </Await>
    </SidePanel>
  );
}
