'use client';
import { useResources } from '@/lib/api/hooks';
import { ResourceLink } from './resource-link';

/** AWS's own id as a link to the page of what it names, where Danji keeps that; else the id alone. */
export function NativeLink({ kind, nativeId }: { kind: string; nativeId: string }) {
  const found = useResources({ kind, q: nativeId, limit: 5, environment: '', team: '', account: '' });
  const item = found.data?.items.find(({ arn }) => arn.endsWith(`/${nativeId}`));
  if (!item) return <>{nativeId}</>;
  return (
    <ResourceLink kind={item.kind} id={item.id} className="hover:underline">
      {nativeId}
    </ResourceLink>
  );
}
