import type { Watched } from './watched.repository.js';

/** What an alert of a resource is grouped under: the service, host or database that somebody would look after. */
export function subjectOf(one: Watched): string {
  if (one.kind === 'target_group') return serviceOf(one) ?? one.id;
  if (one.kind === 'alarm') return text(one, 'subjectId') ?? one.id;
  return one.id;
}

/** The service behind a target group; null: none, or not known. */
export function serviceOf({ attributes }: Watched): string | null {
  const services = attributes['services'];
  return Array.isArray(services) && typeof services[0] === 'string' ? services[0] : null;
}

/** Other things that it concerns: what fails together with them is the same incident. */
export function relatedOf(one: Watched): string[] {
  if (one.kind === 'rds_instance') {
    return [text(one, 'clusterId'), text(one, 'replicaOf')].filter((id) => id !== null);
  }
  return [];
}

/** An alarm of AWS is about what somebody else watches: it makes no storm, and is part of one that is there. */
export function followsOthers({ kind }: Watched): boolean {
  return kind === 'alarm';
}

/** What it shares with others, by which a storm is told: its cluster and its place. */
export function areasOf(one: Watched, clusterOf: (subject: string) => string | null): string[] {
  if (one.kind === 'scope') return [];
  const cluster = one.kind === 'ecs_service' ? one.parentId : clusterOf(subjectOf(one));
  const place = `${one.scopeId}/${one.region}`;
  return cluster === null ? [place] : [cluster, place];
}

function text({ attributes }: Watched, name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' ? value : null;
}
