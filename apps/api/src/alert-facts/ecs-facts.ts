import { countsWithin, lastKnown, minutesHeld, seenNear, stillSpans, type MinuteGrid } from '@danji/analysis';
import type { Watched } from './watched.repository.js';
import {
  fill,
  HOUR_MS,
  isMeant,
  MINUTE_MS,
  placeOf,
  type FactRequest,
  type FactSources,
  type ObservedFacts,
} from './fact.js';
import type { CountFact, DeploymentFact } from './fact.repository.js';

type Reader = (request: FactRequest, sources: FactSources) => Promise<ObservedFacts>;

const STOPS_WINDOW_MS = 15 * MINUTE_MS;
const PLACEMENT_WINDOW_MS = 10 * MINUTE_MS;
const FAILED_FOR_MS = HOUR_MS;
/** A sweep takes seconds and is asked for each 15 s: a minute without one near it was not seen. */
const SWEEP_REACH_MS = 90_000;

const end = ({ from, count }: MinuteGrid): number => from + count * MINUTE_MS;
/** Windows end where their minutes do. */
const ends = ({ from, count }: MinuteGrid): MinuteGrid => ({ from: from + MINUTE_MS - 1, count });

const idsOf = (watched: readonly Watched[]): string[] => watched.map(({ id }) => id);

/** Most tasks that stopped for one abnormal cause within 15 minutes. */
export const abnormalStops: Reader = async ({ watched, grid }, { repository }) => {
  const range = { from: grid.from - STOPS_WINDOW_MS, to: end(grid) };
  const stops = await repository.abnormalStops(idsOf(watched), range);
  const byCause = Map.groupBy(stops, ({ service_id, cause }) => `${service_id} ${cause ?? ''}`);
  const values = new Map<string, Float64Array>();
  for (const [key, found] of byCause) {
    const id = key.slice(0, key.indexOf(' '));
    const counts = countsWithin(
      found.map(({ at }) => at),
      ends(grid),
      STOPS_WINDOW_MS,
    );
    const most = values.get(id);
    values.set(
      id,
      most === undefined ? counts : most.map((count, i) => Math.max(count, counts[i] as number)),
    );
  }
  return swept({ watched, grid }, { repository }, (id) => values.get(id) ?? new Float64Array(grid.count));
};

/** Why ECS says that a task has no place: no room, no zone, no Fargate capacity, a quota. */
const NO_PLACE = ['placement_failed', 'az_placement_failed', 'fargate_capacity', 'quota'];

export const placementFailures: Reader = async ({ watched, grid }, { repository }) => {
  const range = { from: grid.from - PLACEMENT_WINDOW_MS, to: end(grid) };
  const events = await repository.events(idsOf(watched), NO_PLACE, range);
  const found = Map.groupBy(events, ({ resource_id }) => resource_id);
  return swept({ watched, grid }, { repository }, (id) =>
    countsWithin(
      (found.get(id) ?? []).map(({ at }) => at),
      ends(grid),
      PLACEMENT_WINDOW_MS,
    ),
  );
};

/** 1 while the newest rollout is one that failed or was rolled back less than an hour ago. */
export const rolloutFailed: Reader = async ({ watched, grid }, { repository }) => {
  const deployments = await repository.deployments(idsOf(watched), { from: grid.from, to: end(grid) });
  const found = Map.groupBy(deployments, ({ service_id }) => service_id);
  return swept({ watched, grid }, { repository }, (id) => {
    const held = minutesHeld(failedSpans(found.get(id) ?? []), ends(grid));
    return held.map((minutes) => (minutes > 0 ? 1 : 0));
  });
};

/** A failed one counts until a later one that was meant as such is done, or an hour has gone by. */
function failedSpans(deployments: readonly DeploymentFact[]): { from: number; to: number }[] {
  return deployments.filter(hasFailed).map((failed) => {
    const failedAt = failed.finished ?? failed.updated;
    const done = deployments.find(
      (later) =>
        later.created > failed.created &&
        later.finished !== null &&
        later.finished > failedAt + MINUTE_MS &&
        !hasFailed(later),
    );
    return { from: failedAt, to: Math.min(failedAt + FAILED_FOR_MS, done?.finished ?? Infinity) };
  });
}

const hasFailed = ({ rollout_state: state, status }: DeploymentFact): boolean =>
  state === 'FAILED' || status.startsWith('ROLLBACK');

/** Minutes since a rollout that goes on and wants more tasks began, or its last task became ready. */
export const rolloutMinutesStill: Reader = async ({ watched, grid }, { repository }) => {
  const meant = watched.filter(isMeant);
  const range = { from: grid.from, to: end(grid) };
  const deployments = (await repository.deployments(idsOf(meant), range)).filter(
    (one) => !hasFailed(one) && goesOn(one),
  );
  const began = Math.min(grid.from, ...deployments.map(({ created }) => created));
  const since = { from: Math.max(began, range.from - STANDS_AT_MOST_MS), to: range.to };
  const [tasks, counts] = await Promise.all([
    repository.readyTasks(
      deployments.map(({ native_id: id }) => id),
      since,
    ),
    repository.counts([...new Set(deployments.map(({ service_id: id }) => id))], since),
  ]);
  const tasksOf = Map.groupBy(tasks, ({ started_by }) => started_by);
  const countsOf = Map.groupBy(counts, ({ resource_id }) => resource_id);
  const found = Map.groupBy(deployments, ({ service_id }) => service_id);
  return swept({ watched: meant, grid }, { repository }, (id) => {
    const desired = (countsOf.get(id) ?? []).map(({ at, desired: value }) => ({ at, value }));
    const spans = (found.get(id) ?? []).flatMap(({ created, finished, native_id: name }) =>
      stillSpans({
        createdAt: created,
        finishedAt: finished,
        tasks: (tasksOf.get(name) ?? []).map(({ at, ended }) => ({ readyAt: at, endedAt: ended })),
        desired,
      }),
    );
    return minutesHeld(spans, ends(grid));
  });
};

/** Of a rollout that goes on for longer what happened before does not matter: it has stood still for days. */
const STANDS_AT_MOST_MS = 7 * 24 * HOUR_MS;

const goesOn = ({ rollout_state: state, finished }: DeploymentFact): boolean =>
  finished !== null || state === 'IN_PROGRESS';

/** What is missing of the desired tasks, in percent. */
export const tasksMissing: Reader = async ({ watched, grid }, { repository }) => {
  const running = watched.filter(isMeant);
  const counts = await repository.counts(idsOf(running), { from: grid.from, to: end(grid) });
  const found = Map.groupBy(counts, ({ resource_id }) => resource_id);
  return swept({ watched: running, grid }, { repository }, (id) =>
    lastKnown(
      (found.get(id) ?? []).map((count) => ({ at: count.at, value: missing(count) })),
      grid,
    ),
  );
};

const missing = ({ desired, running }: CountFact): number =>
  desired <= 0 ? 0 : (100 * Math.max(0, desired - running)) / desired;

/** Facts that sweeps bring: a minute without one was not seen. */
async function swept(
  { watched, grid }: Pick<FactRequest, 'watched' | 'grid'>,
  { repository }: Pick<FactSources, 'repository'>,
  valuesOf: (id: string) => Float64Array,
): Promise<ObservedFacts> {
  const runs = await repository.sweeps({ from: grid.from - SWEEP_REACH_MS, to: end(grid) + SWEEP_REACH_MS });
  const seen = new Map<string, Uint8Array>();
  const facts: ObservedFacts = new Map();
  for (const one of watched) {
    const place = placeOf(one);
    if (!seen.has(place)) seen.set(place, seenNear(runs.get(place) ?? [], grid, SWEEP_REACH_MS));
    facts.set(one.id, { values: valuesOf(one.id), seen: seen.get(place) as Uint8Array });
  }
  return facts;
}

/** 1 while AWS says ALARM, as far as it is known since when. Alarms of scaling policies are scaling's own matter. */
export const cloudwatchAlarm: Reader = (request, sources) => {
  const watched = request.watched.filter(({ attributes }) => attributes['scaling'] !== true);
  const byId = new Map(watched.map((one) => [one.id, one]));
  return swept({ ...request, watched }, sources, (id) => {
    const { state, attributes } = byId.get(id) as Watched;
    const since = typeof attributes['stateSince'] === 'string' ? Date.parse(attributes['stateSince']) : NaN;
    const values = new Float64Array(request.grid.count);
    for (let i = 0; i < values.length; i += 1) {
      const within = Number.isNaN(since) || request.grid.from + (i + 1) * MINUTE_MS > since;
      // Before the newest change nobody knows; while AWS itself has too little data there is nothing to say.
      values[i] = !within || state === 'INSUFFICIENT_DATA' ? NaN : state === 'ALARM' ? 1 : 0;
    }
    return values;
  });
};

/** Minutes since a scope was last swept, in the region where that is longest ago; of a scope that was swept before. */
export const collectionLate: Reader = async ({ watched, grid }, { repository }) => {
  const runs = await repository.sweeps({ from: grid.from - 24 * HOUR_MS, to: end(grid) });
  const facts: ObservedFacts = new Map();
  for (const { id } of watched) {
    const regions = [...runs].filter(([place]) => place.startsWith(`${id}/`)).map(([, at]) => at);
    if (regions.length === 0) continue;
    const values = new Float64Array(grid.count);
    for (const at of regions) {
      const spans = at.map((from, i) => ({ from, to: at[i + 1] ?? null }));
      minutesHeld(spans, ends(grid)).forEach((minutes, i) => {
        values[i] = Math.max(values[i] as number, minutes);
      });
    }
    facts.set(id, { values, seen: fill(grid.count, 1) });
  }
  return facts;
};
