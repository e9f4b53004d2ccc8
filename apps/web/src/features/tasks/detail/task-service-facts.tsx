'use client';
import { ServiceAttributes, type TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { NativeLink } from '@/components/ui/native-link';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Mono } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResource } from '@/lib/api/hooks';

/** What a task has from its service: the security groups of its interface, and whether a scale-in passes it over. */
export function TaskServiceFacts({ task, serviceId }: { task: TaskDetail; serviceId: string }) {
  const words = useTranslations('tasks.detail');
  const service = useResource(serviceId);
  const attributes = service.data ? attributesOf(ServiceAttributes, service.data) : null;
  if (!attributes) return null;
  return (
    <>
      {task.network === null ? null : (
        <Definition name={words('groups')}>
          {attributes.securityGroups.length === 0 ? (
            words('unknown')
          ) : (
            <span data-groups={attributes.securityGroups.join(' ')}>
              {attributes.securityGroups.map((id) => (
                <Mono key={id}>
                  <NativeLink kind="security_group" nativeId={id} />
                </Mono>
              ))}
            </span>
          )}
        </Definition>
      )}
      {task.stoppedAt === null && attributes.scaling !== null ? (
        <Definition name={words('protection')}>
          <Protection task={task} protection={attributes.protection} />
        </Definition>
      ) : null}
    </>
  );
}

function Protection({ task, protection }: { task: TaskDetail; protection: ServiceAttributes['protection'] }) {
  const words = useTranslations('tasks.detail');
  if (protection === null) return <span className="text-muted">{words('protectionUnknown')}</span>;
  const held = protection.tasks.find(({ id }) => id === task.id);
  return (
    <span data-protection={held ? 'protected' : 'open'}>
      {words(held ? 'protected' : 'notProtected')}{' '}
      {held?.until ? words.rich('until', { time: () => <Time at={held.until ?? ''} /> }) : null}{' '}
      <span className="text-small text-muted">
        {words.rich('asOf', { age: () => <Ago at={protection.readAt} /> })}
      </span>
    </span>
  );
}
