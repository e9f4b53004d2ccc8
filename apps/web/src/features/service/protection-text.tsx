'use client';
import type { ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago, Time } from '@/components/ui/time';

const SHOWN = 10;

/** Which tasks a scale-in passes over, until when, and how old that answer is. */
export function ProtectionText({ protection }: { protection: ServiceAttributes['protection'] }) {
  const t = useTranslations('service.scaling');
  if (protection === null) return <p className="text-muted">{t('protectionUnknown')}</p>;
  const { tasks, checked, readAt } = protection;
  return (
    <div data-protected={tasks.length}>
      <p>
        {t('protected', { count: tasks.length, checked })}{' '}
        <span className="text-small text-muted">{t.rich('asOf', { age: () => <Ago at={readAt} /> })}</span>
      </p>
      <ul className="text-small">
        {tasks.slice(0, SHOWN).map((task) => (
          <li key={task.id}>
            <ResourceLink kind="ecs_task" id={task.id} className="link font-mono">
              {task.id}
            </ResourceLink>{' '}
            {task.until ? (
              <span className="text-muted">
                {t.rich('until', { time: () => <Time at={task.until ?? ''} /> })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
