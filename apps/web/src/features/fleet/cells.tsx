'use client';
import type { ResourceKind } from '@danji/shared';
import type { ReactNode } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { useLocalised } from '@/lib/use-localised';
import type { FleetRow } from './trouble';

/** Status, name as a link, the environment where it is not production, and a second line. */
export function NameCell({
  kind,
  row,
  children,
}: {
  kind: ResourceKind;
  row: FleetRow;
  children?: ReactNode;
}) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusMark status={row.status} quiet />
      <span className="min-w-0">
        <span className="flex items-center gap-1.5">
          <ResourceLink kind={kind} id={row.id}>
            <span className="block max-w-44 truncate" title={row.name}>
              {row.name}
            </span>
          </ResourceLink>
          {row.item.environment === 'prod' ? null : <EnvironmentBadge environment={row.item.environment} />}
        </span>
        {children}
      </span>
    </span>
  );
}

/** The gravest reason; AWS's state where there is none and it is another than `usual`. */
export function WhyCell({ row, usual }: { row: FleetRow; usual: string }) {
  const localised = useLocalised();
  const reason = row.item.reasons[0];
  const text = localised(reason?.text) || reason?.message || (row.state === usual ? '' : row.state);
  const tone =
    row.status === 'critical' ? 'text-critical' : row.status === 'warning' ? 'text-warning' : 'text-muted';
  return (
    <span className={`line-clamp-2 max-w-[32ch] ${tone}`} title={text}>
      {text}
    </span>
  );
}
