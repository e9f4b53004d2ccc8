'use client';
import type { RdsClusterAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ResourceLink } from '@/components/ui/resource-link';

/** The instances of a cluster: who writes, who reads. */
export function Members({ members }: { members: RdsClusterAttributes['members'] }) {
  const t = useTranslations('rds.clusters');
  if (members.length === 0) return <>{t('noMembers')}</>;
  return (
    <ul>
      {members.map(({ id, resourceId, writer }) => (
        <li key={id} className="whitespace-nowrap">
          <ResourceLink kind="rds_instance" id={resourceId ?? id}>
            {id}
          </ResourceLink>{' '}
          <span className="text-small text-muted">{t(writer ? 'writer' : 'reader')}</span>
        </li>
      ))}
    </ul>
  );
}
