'use client';
// The page answers: what does this revision run, will it launch, and what changed since the one before?
import { TaskDefinitionAttributes, type CommitAnswer, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CommitLinks } from '@/components/timeline/commit-links';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { FactsList } from '@/components/ui/facts-list';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { Trail } from '@/components/ui/trail';
import { UsedBy } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useApi, useResource } from '@/lib/api/hooks';
import { mib, vcpu } from '@/lib/format/value';
import { ContainerPanel } from './container-panel';
import { FargateVerdict } from './fargate-verdict';
import { RevisionsOfFamily } from './revisions-of-family';

export function TaskDefinitionPage({ id }: { id: string }) {
  const definition = useResource(id);
  return (
    <Await query={definition} height="page">
      {(item) => <Content item={item} />}
    </Await>
  );
}

function Content({ item }: { item: ResourceItem }) {
  const t = useTranslations('taskDefinition');
  const common = useTranslations('common');
  const attributes = attributesOf(TaskDefinitionAttributes, item);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<Trail item={item} list={{ href: '/clusters', label: t('clusters') }} />}
        title={attributes ? `${attributes.family}:${attributes.revision}` : item.name}
        badges={
          <>
            <EnvironmentBadge environment={item.environment} />
            {attributes?.requiresCompatibilities.map((type) => (
              <Badge key={type}>{type}</Badge>
            ))}
            {attributes?.architecture ? <Badge>{attributes.architecture}</Badge> : null}
            <Commits id={item.id} />
            {item.state === 'ACTIVE' ? null : <Badge look="warning">{item.state}</Badge>}
            <span className="text-small font-normal">
              <ExternalLink href={item.consoleUrl}>{common('openInAws')}</ExternalLink>
            </span>
          </>
        }
        sentence={attributes ? <Sentence attributes={attributes} /> : t('notDescribed')}
        figures={
          attributes ? (
            <>
              <Figure value={vcpu(attributes.cpu)} label={t('taskCpu')} />
              <Figure value={mib(attributes.memory)} label={t('taskMemory')} />
              <Figure value={attributes.containers.length} label={t('containers')} />
            </>
          ) : null
        }
      />
      {attributes ? (
        <Details item={item} attributes={attributes} />
      ) : (
        <Panel title={t('title')}>
          <Empty title={t('notDescribed')} height={160} />
        </Panel>
      )}
    </div>
  );
}

/** Whether it launches, who runs it, and since when it exists. */
function Sentence({ attributes: a }: { attributes: TaskDefinitionAttributes }) {
  const t = useTranslations('taskDefinition.sentence');
  return (
    <>
      {a.fargateValid === false ? (
        <strong className="font-semibold text-critical">
          {t('invalid', { cpu: a.cpu ?? 0, memory: a.memory ?? 0 })}{' '}
        </strong>
      ) : null}
      {t('usedBy', { count: a.usedBy.length })}{' '}
      {a.registeredAt ? t.rich('registered', { time: () => <Time at={a.registeredAt ?? ''} /> }) : null}
    </>
  );
}

function Details({ item, attributes: a }: { item: ResourceItem; attributes: TaskDefinitionAttributes }) {
  const t = useTranslations('taskDefinition');
  const common = useTranslations('common');
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
        <FargateVerdict attributes={a} />
        <Panel title={t('title')}>
          <FactsList
            rows={[
              [t('network'), a.networkMode ?? common('unknown')],
              [
                t('system'),
                [a.operatingSystem, a.architecture].filter(Boolean).join(' / ') || common('unknown'),
              ],
              [t('taskRole'), a.taskRoleArn ?? common('none')],
              [t('executionRole'), a.executionRoleArn ?? common('none')],
              [
                t('volumes'),
                a.volumes.length === 0
                  ? common('none')
                  : a.volumes.map((v) => `${v.name} (${v.type})`).join(', '),
              ],
              [t('users'), <UsedBy key="users" ids={a.usedBy} />],
              [
                'ARN',
                <span key="arn" className="flex items-center gap-2">
                  <code className="font-mono text-[11.5px]">{item.arn}</code>
                  <CopyButton text={item.arn} />
                </span>,
              ],
            ]}
          />
        </Panel>
      </div>
      <h2 className="mt-1 font-semibold text-muted">{t('containers')}</h2>
      <div className="grid grid-cols-2 items-start gap-3.5 max-wide:grid-cols-1">
        {a.containers.map((container) => (
          <ContainerPanel key={container.name} container={container} />
        ))}
      </div>
      <RevisionsOfFamily item={item} attributes={a} />
    </>
  );
}

/** From which commits its containers were built; nothing where no rule finds any. */
function Commits({ id }: { id: string }) {
  const query = useApi<CommitAnswer>('/commits', { taskDefinition: id });
  return <CommitLinks commits={query.data?.items ?? []} />;
}
