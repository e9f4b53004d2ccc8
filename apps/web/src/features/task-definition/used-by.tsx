'use client';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';
import { useResource } from '@/lib/api/hooks';

const SHOWN = 12;

/** The services that run this revision, by name. */
export function UsedBy({ ids }: { ids: readonly string[] }) {
  const common = useTranslations('common');
  const t = useTranslations('taskDefinition');
  if (ids.length === 0) return <>{common('none')}</>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {ids.slice(0, SHOWN).map((id) => (
        <ServiceName key={id} id={id} />
      ))}
      {ids.length > SHOWN ? (
        <span className="text-muted">{t('andMore', { count: ids.length - SHOWN })}</span>
      ) : null}
    </span>
  );
}

function ServiceName({ id }: { id: string }) {
  const service = useResource(id);
  return (
    <ResourceLink kind="ecs_service" id={id} className="link">
      {service.data?.name ?? id}
    </ResourceLink>
  );
}
