import type { Context, TaskQuery } from '@danji/shared';
import { badInput } from '../http/index.js';
import { addLabels, Conditions } from '../paging/index.js';

/** What a list of tasks is narrowed to; times in epoch ms. */
export interface TaskFilter extends Omit<TaskQuery, 'from' | 'to' | 'facets' | 'sort' | 'cursor' | 'limit'> {
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

/** Facets that can be asked for, with the column that each counts and the filter that narrows it. */
export const FACET_COLUMN = {
  state: 't.last_status',
  cause: 't.cause',
  trigger: 't.trigger',
  stopCode: 't.stop_code',
  az: 't.availability_zone',
  launchType: 't.launch_type',
  capacityProvider: 't.capacity_provider',
  family: 't.family',
  cluster: 't.cluster_id',
  service: 't.service_id',
  environment: 't.environment',
  team: 't.team',
  abnormal: 't.abnormal',
} as const;
export type FacetName = keyof typeof FACET_COLUMN;

/** @throws AppError VALIDATION for a name that is no facet */
export function facetNames(names: readonly string[]): FacetName[] {
  const known = Object.keys(FACET_COLUMN);
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
    .equal('t.family', kept('family'))
    .equal('t.revision', filter.revision)
    .equal('t.abnormal', kept('abnormal'))
    .contains(
      ['t.task_id', 't.stopped_reason', "t.network->>'privateIp'", 't.containers::text', 't.family'],
      filter.q,
    );
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
