'use client';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';
import { useResource } from '@/lib/api/hooks';
import { kindOfId } from '@/lib/resource-kind';
import { sumOf, usersOf } from './users';

const SHOWN = 12;

interface Props {
  ids: readonly string[];
  /** Names that the page has already; others are asked for one by one. */
  names?: ReadonlyMap<string, string> | undefined;
  shown?: number;
}

/** Other resources by name, each a link, services first; how many more where there are many. */
export function UsedBy({ ids, names, shown = SHOWN }: Props) {
  const t = useTranslations('common');
  if (ids.length === 0) return <span className="text-muted">{t('none')}</span>;
  const users = usersOf(ids, names);
  const left = sumOf(users.slice(shown));
  return (
    <span className="flex flex-wrap gap-x-3">
      {users.slice(0, shown).map(({ id, name, count }) => (
        <span key={id}>
          <ResourceName id={id} name={name} className="link inline-flex min-h-6 items-center" />
          {count > 1 ? <span className="text-muted"> ×{count}</span> : null}
        </span>
      ))}
      {left > 0 ? <span className="text-muted">{t('andMore', { count: left })}</span> : null}
    </span>
  );
}

/** A resource by name, as a link to its page. */
export function ResourceName({
  id,
  name,
  className = 'link',
}: {
  id: string;
  name?: string | undefined;
  className?: string;
}) {
  const t = useTranslations('common.kind');
  const kind = kindOfId(id);
  const resource = useResource(name === undefined && kind !== 'ecs_task' ? id : null);
  const known = name ?? resource.data?.name;
  return (
    <ResourceLink kind={kind ?? ''} id={id} className={className}>
      {known ?? (kind === null ? id : t(kind))}
    </ResourceLink>
  );
}
