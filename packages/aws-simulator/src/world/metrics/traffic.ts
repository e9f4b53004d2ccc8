import { MINUTE, type Calendar } from '../calendar.js';
import type { Language } from '../plan/catalogue.js';
import { mix, smoothNoise, unit, whiteNoise } from '../random.js';
import type { DatabaseState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import { failingFrom, inServiceFrom, inServiceUntil, targetState } from '../simulation/targets.js';
import type { TaskRun } from '../simulation/task-run.js';
import { BlockCache, type Block } from './block-cache.js';
import type { LoadModel } from './load-model.js';
import type { Share } from './response-times.js';
import { demandUnits } from './service-load.js';

const { min, max, round, floor } = Math;

/** CPU milliseconds that one request costs. */
const COST: Record<Language, number> = { go: 12, node: 20, java: 28, python: 45 };
/** Median response time in milliseconds with little load. */
const MEDIAN: Record<Language, number> = { go: 9, node: 22, java: 34, python: 58 };
/** How much slower the first minute and a half of a task is. */
const COLD: Record<Language, number> = { go: 2, node: 3, python: 4, java: 7 };
const COLD_MS = 90_000;
/** What fails of the requests that a failing target gets; the rest is answered as ever. */
const FAILING_SHARE = 0.85;

/** What a target group's load balancer counted in each minute of an hour. Counts are whole numbers. */
export interface TrafficBlock extends Block {
  /** Requests for which there was a target. */
  requests: Float64Array;
  c2xx: Float64Array;
  c4xx: Float64Array;
  c5xx: Float64Array;
  /** 502 and 504 of the load balancer itself, and 503 where there was no target. */
  elb: Float64Array;
  elb503: Float64Array;
  healthy: Float64Array;
  healthyMin: Float64Array;
  healthyMax: Float64Array;
  unhealthy: Float64Array;
  unhealthyMin: Float64Array;
  unhealthyMax: Float64Array;
  registered: Float64Array;
  median: Float64Array;
  cold: Float64Array;
  failing: Float64Array;
  /** Share of the requests that tasks on crowded instances answer, and how much slower these are. */
  crowded: Float64Array;
  crowding: Float64Array;
}

function emptyBlock(): TrafficBlock {
  const column = () => new Float64Array(60);
  return {
    filled: 0,
    owner: '',
    hour: -1,
    requests: column(),
    c2xx: column(),
    c4xx: column(),
    c5xx: column(),
    elb: column(),
    elb503: column(),
    healthy: column(),
    healthyMin: column(),
    healthyMax: column(),
    unhealthy: column(),
    unhealthyMin: column(),
    unhealthyMax: column(),
    registered: column(),
    median: column(),
    cold: column(),
    failing: column(),
    crowded: column(),
    crowding: column(),
  };
}

/** What the tasks of one minute are to their load balancer, in milliseconds of service summed over the tasks. */
interface Targets {
  served: number;
  cold: number;
  failing: number;
  /** Sent to containers that are gone already. */
  dead: number;
  /** Killed in the middle of requests, since they do not listen to SIGTERM. */
  killed: number;
  /** Served on instances that are short of something, and the same times how much slower it is there. */
  crowded: number;
  slowed: number;
}

/** Requests, errors and response times of services behind load balancers, from the same demand as their CPU. */
export class TrafficModel {
  private readonly blocks = new BlockCache<TrafficBlock>(1500, emptyBlock);

  constructor(
    private readonly load: LoadModel,
    private readonly databases: readonly DatabaseState[],
  ) {}

  /** The hour that holds `minute`, computed at least up to it; undefined while that minute is not settled. */
  of(service: ServiceState, minute: number): TrafficBlock | undefined {
    if (!this.load.isSettled(minute)) return undefined;
    const hour = floor(minute / 60);
    const block = this.blocks.get(service.plan.arn, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) this.fill(block, service, block.filled++);
    return block;
  }

  /** Requests of the minute by how their times are distributed. */
  shares(service: ServiceState, minute: number): Share[] {
    const block = this.of(service, minute);
    const i = minute % 60;
    const requests = block?.requests[i] ?? 0;
    if (!block || requests === 0) return [];
    const median = block.median[i]!;
    const cold = requests * block.cold[i]!;
    const failing = requests * block.failing[i]!;
    const crowded = (requests - cold - failing) * block.crowded[i]!;
    return [
      { count: requests - cold - failing - crowded, median },
      { count: crowded, median: median * block.crowding[i]! },
      { count: cold, median: median * COLD[service.plan.language] },
      // A broken target makes its clients wait: retries, time-outs to what it needs.
      { count: failing, median: max(0.9, median * 9) },
    ];
  }

  private fill(block: TrafficBlock, service: ServiceState, i: number): void {
    const minute = block.hour * 60 + i;
    const runs = service.runsInHour(block.hour);
    countTargets(block, runs, i, minute * MINUTE);
    const targets = serviceOfMinute(runs, minute * MINUTE, (run) =>
      run.host ? this.load.hostSlowdown(run.host, minute) : 1,
    );
    const wanted = wantedRequests(service, this.load.calendar, minute);
    const served = targets.served > 0 ? wanted : 0;
    const share = (part: number) => (targets.served > 0 ? part / targets.served : 0);
    const noise = (salt: number) => unit(mix(service.plan.hash ^ salt, minute));
    const base = 0.0003 + 0.0007 * unit(mix(service.plan.hash, 3));
    const busy = this.busyShare(service, minute);
    const elb = min(
      served,
      round(served * share(targets.dead)) + targets.killed + round(served * 0.2 * max(0, busy - 0.97)),
    );
    const c5xx = round(
      (served - elb) * (base * (0.4 + 1.2 * noise(5)) + FAILING_SHARE * share(targets.failing)),
    );
    const c4xx = round((served - elb - c5xx) * (0.008 + 0.02 * unit(mix(service.plan.hash, 4))));
    block.requests[i] = served;
    block.elb[i] = elb;
    block.elb503[i] = wanted - served;
    block.c5xx[i] = c5xx;
    block.c4xx[i] = c4xx;
    block.c2xx[i] = served - elb - c5xx - c4xx;
    block.median[i] = this.median(service, minute, busy);
    block.cold[i] = share(targets.cold);
    block.failing[i] = share(targets.failing);
    block.crowded[i] = share(targets.crowded);
    block.crowding[i] = targets.crowded > 0 ? targets.slowed / targets.crowded : 1;
  }

  /** Mean CPU of the tasks, 1 where they use what they reserve. */
  private busyShare(service: ServiceState, minute: number): number {
    const use = this.load.service(service, minute);
    const tasks = use?.tasks[minute % 60] ?? 0;
    return use && tasks > 0 ? use.sum[minute % 60]! / tasks / 100 : 0;
  }

  private median(service: ServiceState, minute: number, busy: number): number {
    const { plan } = service;
    const own = MEDIAN[plan.language] * (0.7 + 0.6 * unit(mix(plan.hash, 6)));
    const queueing = 1 + 7 * max(0, min(busy, 1.4) - 0.62) ** 2;
    const noise =
      1 + 0.06 * smoothNoise(plan.hash ^ 0x1a7e, minute, 11) + 0.04 * whiteNoise(plan.hash, minute);
    return (own * queueing * noise * this.databaseFactor(plan.database, minute * MINUTE)) / 1000;
  }

  /** Half of a request's time is spent in the database, where there is one. */
  private databaseFactor(id: string | undefined, at: number): number {
    const database = id === undefined ? undefined : this.databases.find(({ plan }) => plan.id === id);
    return database ? 1 + 0.5 * (database.effects.factor('latency', at) - 1) : 1;
  }
}

/** Requests that clients send in one minute; nobody uses a stage service that sleeps. */
function wantedRequests(service: ServiceState, calendar: Calendar, minute: number): number {
  const { plan } = service;
  if (plan.desired === 0 || (plan.sleeps && service.runsInHour(floor(minute / 60)).length === 0)) return 0;
  const cores = demandUnits(service, calendar, minute) / 1024;
  return round((cores * MINUTE) / COST[plan.language]);
}

const SAMPLES = [5_000, 30_000, 55_000];

function countTargets(block: TrafficBlock, runs: readonly TaskRun[], i: number, begins: number): void {
  let [healthy, least, most, unhealthy, fewest, worst, registered] = [0, Infinity, 0, 0, Infinity, 0, 0];
  for (const offset of SAMPLES) {
    let [good, bad, all] = [0, 0, 0];
    for (const run of runs) {
      const state = targetState(run, begins + offset);
      if (state === undefined || state === 'draining') continue;
      all += 1;
      if (state === 'healthy') good += 1;
      else if (state === 'unhealthy') bad += 1;
    }
    healthy += good;
    unhealthy += bad;
    least = min(least, good);
    most = max(most, good);
    fewest = min(fewest, bad);
    worst = max(worst, bad);
    registered = max(registered, all);
  }
  block.healthy[i] = healthy;
  block.healthyMin[i] = least;
  block.healthyMax[i] = most;
  block.unhealthy[i] = unhealthy;
  block.unhealthyMin[i] = fewest;
  block.unhealthyMax[i] = worst;
  block.registered[i] = registered;
}

/** Less than this is not noticed. */
const CROWDED = 1.02;

function serviceOfMinute(
  runs: readonly TaskRun[],
  begins: number,
  slowdownOf: (run: TaskRun) => number,
): Targets {
  const ends = begins + MINUTE;
  const overlap = (from: number, to: number) => max(0, min(to, ends) - max(from, begins));
  const targets: Targets = {
    served: 0,
    cold: 0,
    failing: 0,
    dead: 0,
    killed: 0,
    crowded: 0,
    slowed: 0,
  };
  for (const run of runs) {
    const from = inServiceFrom(run);
    const until = inServiceUntil(run);
    const served = overlap(from, until);
    targets.killed += killedRequests(run, begins, ends);
    if (served === 0) continue;
    const gone = run.executionStoppedAt ?? Infinity;
    targets.served += served;
    const slowdown = slowdownOf(run);
    if (slowdown > CROWDED) {
      targets.crowded += served;
      targets.slowed += served * slowdown;
    }
    targets.dead += overlap(max(from, gone), until);
    targets.failing += overlap(max(from, failingFrom(run)), min(until, gone));
    targets.cold += overlap(from, min(until, (run.startedAt ?? from) + COLD_MS));
  }
  return targets;
}

/** A task that does not listen to SIGTERM is killed with a few requests open, however long it drained. */
function killedRequests(run: TaskRun, begins: number, ends: number): number {
  const { executionStoppedAt: ended, service } = run;
  if (!service || service.plan.handlesSigterm || ended === undefined || ended < begins || ended >= ends)
    return 0;
  return run.deregisteredAt !== undefined && run.deregisteredAt < ended ? 1 + (run.hash % 3) : 0;
}
