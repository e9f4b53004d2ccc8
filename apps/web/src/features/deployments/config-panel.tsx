'use client';
import { TaskDefinitionAttributes, type DeploymentDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { Differences } from '@/features/task-definition';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';

/** What differs between the two task definitions: image, size, names of variables and secrets, ports, checks, logs. */
export function ConfigPanel({ item }: { item: DeploymentDetail }) {
  const t = useTranslations('deployments.config');
  const { before, after } = item.definitions;
  return (
    <Panel
      title={t('title')}
      hint={
        item.previousRevision === null || after === null ? null : (
          <ResourceLink kind="ecs_task_definition" id={after} className="link">
            {t('pair', { before: item.previousRevision, after: item.revision })}
          </ResourceLink>
        )
      }
    >
      {before === null || after === null ? (
        <Empty title={t('unknown')} height={90} />
      ) : (
        <Between before={before} after={after} />
      )}
      <p className="mt-2 text-small text-faint">{t('hint')}</p>
    </Panel>
  );
}

function Between({ before, after }: { before: string; after: string }) {
  const t = useTranslations('deployments.config');
  const [old, fresh] = [useResource(before), useResource(after)];
  return (
    <Await query={old} height={90}>
      {(one) => (
        <Await query={fresh} height={90}>
          {(other) => {
            const [left, right] = [one, other].map((each) => attributesOf(TaskDefinitionAttributes, each));
            return left && right ? (
              <Differences before={left} after={right} />
            ) : (
              <Empty title={t('unknown')} height={90} />
            );
          }}
        </Await>
      )}
    </Await>
  );
}
