'use client';
import type { ReactNode } from 'react';
import { ResourceLink } from '@/components/ui/resource-link';
import { useResource } from '@/lib/api/hooks';

/** The name of another resource as a link; its id until it answers. */
export function ResourceName({ kind, id, children }: { kind: string; id: string; children?: ReactNode }) {
  const query = useResource(id);
  return (
    <ResourceLink kind={kind} id={id} className="link">
      {children ?? query.data?.name ?? id}
    </ResourceLink>
  );
}
