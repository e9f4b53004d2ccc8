'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { PageHead } from '@/components/ui/page-head';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await } from '@/components/ui/states';
import { shortId } from '@/lib/format/ids';
import { useHref } from '@/lib/url/view';
import { useTask } from '../use-task';
import { TaskSections } from './task-sections';
import { TaskSentenceText } from './task-sentence';
import { TaskState } from './words';

/** What is this task doing, or why did it end? */
export function TaskPage({ id }: { id: string }) {
  const t = useTranslations('tasks');
  const href = useHref();
  const query = useTask(id);
  return (
    <Await query={query} height={640}>
      {(task) => (
        <div className="flex flex-col gap-3.5">
          <PageHead
            trail={
              <nav className="flex flex-wrap gap-x-1.5">
                <Link href={href('/tasks')} className="hover:underline">
                  {t('title')}
                </Link>
                <span aria-hidden>/</span>
                <ResourceLink kind="ecs_cluster" id={task.clusterId} className="hover:underline">
                  {task.clusterName}
                </ResourceLink>
                {task.serviceId !== null ? (
                  <>
                    <span aria-hidden>/</span>
                    <ResourceLink kind="ecs_service" id={task.serviceId} className="hover:underline">
                      {task.serviceName}
                    </ResourceLink>
                  </>
                ) : null}
              </nav>
            }
            title={
              <span title={task.taskId}>{`${task.family}:${task.revision} ${shortId(task.taskId)}`}</span>
            }
            badges={
              <>
                <EnvironmentBadge environment={task.environment} />
                <Badge>
                  <TaskState task={task} />
                </Badge>
              </>
            }
            sentence={<TaskSentenceText task={task} />}
            figures={
              <div className="flex items-center gap-2">
                <CopyButton text={task.arn} label={t('detail.copyArn')} />
                <ExternalLink href={task.consoleUrl}>{t('detail.aws')}</ExternalLink>
              </div>
            }
          />
          <TaskSections task={task} />
        </div>
      )}
    </Await>
  );
}
