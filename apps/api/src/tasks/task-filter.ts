import type { Context, TaskQuery } from '@danji/shared';
import { badInput } from '../http/index.js';
import { addLabels, Conditions, containing } from '../paging/index.js';

/** What a list of tasks is narrowed to; times in epoch ms. */
export interface TaskFilter extends Omit<TaskQuery, 'from' | 'to' | 'facets' | 'sort' | 'cursor' | 'limit'> {
  /** Container instances that `q` names, beside what the run itself says. */
  hosts?: readonly string[];
  /** Alive at some moment of [from, to). */
  from: number | null;
  to: number | null;
  arn?: string;
  id?: string;
}

/** AWS's words (lastStatus) behind the four that people use. */
const STATUSES_OF: Record<string, readonly string[]> = {
  starting: ['PROVISIONING', 'PENDING', 'ACTIVATING'],
  running: ['RUNNING'],
  stopping: ['DEACTIVATING', 'STOPPING', 'DEPROVISIONING'],
  stopped: ['STOPPED', 'DELETED'],
};

/** Facets that can be asked for, with the columns that each counts and the filter that narrows it. */
export const FACET_COLUMNS = {
  state: ['last_status'],
  cause: ['cause'],
  trigger: ['trigger'],
  stopCode: ['stop_code'],
  az: ['availability_zone'],
  launchType: ['launch_type'],
  capacityProvider: ['capacity_provider'],
  family: ['family'],
  definition: ['family', 'revision'],
  cluster: ['cluster_id'],
  service: ['service_id'],
  environment: ['environment'],
  team: ['team'],
  abnormal: ['abnormal'],
} as const;
export type FacetName = keyof typeof FACET_COLUMNS;

/** @throws AppError VALIDATION for a name that is no facet */
export function facetNames(names: readonly string[]): FacetName[] {
  const known = Object.keys(FACET_COLUMNS);
  const bad = names.find((name) => !known.includes(name));
  if (bad !== undefined) throw badInput('facets', bad, `The facets are ${known.join(', ')}.`);
  return [...new Set(names)] as FacetName[];
}

/** Only tasks that have ended are asked for, so the index of stops serves. */
export function stoppedOnly(filter: Pick<TaskFilter, 'state' | 'cause' | 'stopCode'>): boolean {
  const states = filter.state ?? [];
  return (
    (states.length > 0 && states.every((state) => state.toLowerCase() === 'stopped')) ||
    !!filter.cause?.length
  );
}

/** WHERE over `task_run t`. `without`: a facet is counted as if it were not filtered by itself. */
export function taskConditions(ctx: Context, filter: TaskFilter, without?: FacetName): Conditions {
  const kept = <K extends keyof TaskFilter>(key: K): TaskFilter[K] | undefined =>
    key === without ? undefined : filter[key];
  const where = new Conditions()
    .equal('t.id', filter.id)
    .equal('t.arn', filter.arn)
    .equal('t.cluster_id', kept('cluster'))
    .equal('t.service_id', kept('service'))
    .equal('t.container_instance_id', filter.instance)
    .oneOf(
      't.last_status',
      kept('state')?.flatMap((s) => STATUSES_OF[s.toLowerCase()] ?? [s.toUpperCase()]),
    )
    .oneOf('t.cause', kept('cause'))
    .oneOf('t.trigger', kept('trigger'))
    .oneOf('t.stop_code', kept('stopCode'))
    .oneOf('t.availability_zone', kept('az'))
    .oneOf('t.launch_type', kept('launchType'))
    .oneOf('t.capacity_provider', kept('capacityProvider'))
    .equal('t.family', kept('family'))
    .equal('t.revision', filter.revision)
    .equal('t.abnormal', kept('abnormal'));
  addDefinitions(where, kept('definition'));
  addSearch(where, filter);
  const labels = { ...filter, environment: kept('environment'), team: kept('team') };
  addLabels(where, ctx, labels, { alias: 't' });
  if (stoppedOnly(filter)) where.add('t.stopped_at IS NOT NULL');
  if (filter.to !== null) where.add(`t.created_at < to_timestamp(${where.bind(filter.to)}::float8 / 1000)`);
  if (filter.from !== null) {
    const from = `to_timestamp(${where.bind(filter.from)}::float8 / 1000)`;
    where.add(`t.stopped_at IS NULL OR t.stopped_at >= ${from}`);
  }
  return where;
}

/** `family:revision` each, by the index of both. */
function addDefinitions(where: Conditions, definitions: readonly string[] = []): void {
  const each = definitions.map((definition) => {
    const colon = definition.lastIndexOf(':');
    const [family, revision] = [definition.slice(0, colon), Number(definition.slice(colon + 1))];
    return `(t.family = ${where.bind(family)} AND t.revision = ${where.bind(revision)})`;
  });
  if (each.length > 0) where.add(each.join(' OR '));
}

/** The generated column `search` holds what a person may paste, in small letters and with an index of trigrams. */
function addSearch(where: Conditions, { q, hosts = [] }: TaskFilter): void {
  const text = q?.trim() ?? '';
  if (text === '') return;
  const pattern = `t.search LIKE lower(${where.bind(containing(text))})`;
  where.add(
    hosts.length === 0
      ? pattern
      : `${pattern} OR t.container_instance_id = ANY(${where.bind(hosts)}::text[])`,
  );
}
