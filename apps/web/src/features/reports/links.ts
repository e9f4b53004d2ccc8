import type { CapacityReview } from '@danji/shared';

const FOLDERS: Readonly<Record<string, string>> = {
  ecs_cluster: 'clusters',
  ecs_service: 'services',
  ec2_instance: 'ec2',
  rds_instance: 'rds',
};

/** The page of a resource over the week of the report: the charts behind its numbers. Null where there is no page. */
export function resourceLink(
  kind: string,
  id: string,
  { from, asOf }: Pick<CapacityReview, 'from' | 'asOf'>,
): string | null {
  const folder = FOLDERS[kind];
  if (folder === undefined) return null;
  const range = `${minute(from)}..${minute(asOf)}`;
  return `/${folder}/${encodeURIComponent(id)}?range=${encodeURIComponent(range)}`;
}

/** Ranges in addresses are of whole minutes, in UTC. */
const minute = (iso: string): string => iso.slice(0, 16);
