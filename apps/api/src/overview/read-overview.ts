import { Inject, Injectable } from '@nestjs/common';
import type { Context, Localised, Overview, OverviewQuery } from '@danji/shared';
import { StopCause } from '@danji/shared';
import {
  bucketGrid,
  chooseStep,
  overviewSentence,
  overviewSubline,
  renderBoth,
  renderSentences,
  type OverviewFacts,
} from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { ListEvents } from '../events/index.js';
import { checkTimeZone, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { ReadSparks } from '../metrics/index.js';
import type { Labels } from '../paging/index.js';
import { closestToEdge } from './edge.js';
import type { FleetMember } from './fleet-member.js';
import { drawnQueries } from './drawn-queries.js';
import { fleetQueries, type Sparks } from './fleet-metrics.js';
import { countsOf, fleetRows } from './fleet-rows.js';
import { OverviewRepository, type FreshnessRow, type StopRow } from './overview.repository.js';
import { problemFacts, problemsOf, toProblem } from './problems.js';

/** Lines of "what changed", and bars of "tasks started and stopped". */
const CHANGES = 12;
const BARS = 60;
/** Sweeps come each 15 to 30 s; metrics each poll, published up to ten minutes late. */
const SWEEP_STALE_MS = 180_000;
const PUBLISHED_LATE_MS = 900_000;
const HOUR_MS = 3_600_000;

/** GET /overview: is anything wrong, where, since when, and what changed. Eleven statements, whatever the fleet's size. */
@Injectable()
export class ReadOverview {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly readSparks: ReadSparks,
    private readonly listEvents: ListEvents,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: OverviewQuery): Promise<Overview> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const { from, to, tz, ...labels } = query;
    const range = resolveRange({ from, to }, now, this.config.timezone);
    const timezone = tz === undefined ? this.config.timezone : checkTimeZone('tz', tz);
    const [fleet, live, stops, changes, freshness] = await Promise.all([
      this.overview.fleet(ctx, labels),
      this.overview.liveTasks(ctx, labels),
      this.overview.stops(ctx, labels, now),
      this.listEvents.changes(ctx, { ...labels, from: range.from, to: range.to }, CHANGES),
      this.overview.freshness(),
    ]);
    const problems = problemsOf(fleet);
    const [sparks, starts] = await Promise.all([
      this.sparksOf(ctx, fleet, problems, now),
      this.starts(ctx, labels, range, freshness),
    ]);
    const tasks = taskCounts(live);
    const stale = isStale(freshness, now, this.config.pollSeconds);
    const facts = factsOf({ now, fleet, problems, running: tasks.running, stops, freshness, stale });
    return {
      at: new Date(now).toISOString(),
      sentence: renderSentences(overviewSentence(facts), timezone),
      subline: renderSentences(overviewSubline(facts), timezone),
      counts: {
        clusters: countsOf(ofKind(fleet, 'ecs_cluster')),
        services: countsOf(ofKind(fleet, 'ecs_service')),
        tasks,
        instances: countsOf(ofKind(fleet, 'ec2_instance')),
        databases: countsOf(ofKind(fleet, 'rds_instance')),
      },
      servicesBelowDesired: facts.servicesBelowDesired,
      stopped: {
        lastHour: sum(stops, 'last_hour'),
        previousHour: sum(stops, 'previous_hour'),
        previousHourKnown: knownFrom(freshness) <= now - 2 * HOUR_MS,
        abnormalLastHour: sum(stops, 'abnormal_last_hour'),
        topReason: topReason(stops),
      },
      problems: problems.map((member) => toProblem(member, sparks, now, timezone)),
      fleet: fleetRows(fleet, sparks),
      changes,
      edge: closestToEdge(fleet, sparks, now),
      starts,
      freshness: {
        inventoryAt: freshness.inventory_at?.toISOString() ?? null,
        metricsAt: freshness.metrics_at?.toISOString() ?? null,
        stale,
        backfillPercent:
          freshness.points_expected === 0 ? null : (100 * freshness.points_done) / freshness.points_expected,
      },
    };
  }

  /** The present of the whole fleet, and the last hours of what the page draws or reads a trend from. */
  private async sparksOf(
    ctx: Context,
    fleet: readonly FleetMember[],
    problems: readonly FleetMember[],
    now: number,
  ): Promise<Sparks> {
    const latest = await this.readSparks.latest(ctx, fleetQueries(fleet, problems));
    const drawn = await this.readSparks.run(ctx, drawnQueries(fleet, problems, latest, now));
    return new Map([...latest, ...drawn]);
  }

  /** Starts and stops per bucket; null where Danji was not watching yet, for unknown is not zero. */
  private async starts(
    ctx: Context,
    labels: Labels,
    range: TimeRange,
    freshness: FreshnessRow,
  ): Promise<Overview['starts']> {
    const tz = this.config.timezone;
    const { step } = chooseStep({ ...range, tz, points: BARS });
    const grid = bucketGrid({ ...range, tz, step });
    const rows = await this.overview.movements(ctx, labels, [...grid.starts], grid.end);
    const known = knownFrom(freshness);
    const column = (movement: string): (number | null)[] => {
      const counts = new Map(
        rows.filter((row) => row.movement === movement).map((row) => [row.bucket, row.count]),
      );
      return Array.from(grid.starts, (start, i) => (start < known ? null : (counts.get(i) ?? 0)));
    };
    return {
      step,
      t: Array.from(grid.starts, (start) => new Date(start).toISOString()),
      started: column('started'),
      stoppedAsPlanned: column('planned'),
      stoppedAbnormally: column('abnormal'),
    };
  }
}

/** Since when stops are known (epoch ms): AWS shows one for about an hour, so the first look knows the hour before it. */
function knownFrom({ watched_since: since }: FreshnessRow): number {
  return since === null ? Infinity : since.getTime() - HOUR_MS;
}

function ofKind(fleet: readonly FleetMember[], kind: FleetMember['kind']): FleetMember[] {
  return fleet.filter((member) => member.kind === kind);
}

function sum(rows: readonly StopRow[], column: Exclude<keyof StopRow, 'cause'>): number {
  return rows.reduce((total, row) => total + row[column], 0);
}

const STARTING = ['PROVISIONING', 'PENDING', 'ACTIVATING'];

function taskCounts(live: readonly { status: string; count: number }[]): Overview['counts']['tasks'] {
  const of = (is: (status: string) => boolean): number =>
    live.filter(({ status }) => is(status)).reduce((total, { count }) => total + count, 0);
  return {
    running: of((status) => status === 'RUNNING'),
    starting: of((status) => STARTING.includes(status)),
    stopping: of((status) => status !== 'RUNNING' && !STARTING.includes(status)),
  };
}

/** The cause of most abnormal stops of the last hour. */
function topReason(stops: readonly StopRow[]): Localised | null {
  const abnormal = stops.filter((row) => row.abnormal_last_hour > 0);
  const [top] = abnormal.sort(
    (a, b) => b.abnormal_last_hour - a.abnormal_last_hour || (a.cause < b.cause ? -1 : 1),
  );
  return top === undefined ? null : renderBoth({ key: `cause.${StopCause.parse(top.cause)}`, params: {} });
}

function isStale(
  { inventory_at: swept, metrics_at: point }: FreshnessRow,
  now: number,
  pollSeconds: number,
): boolean {
  const sweepIsOld = swept !== null && now - swept.getTime() > SWEEP_STALE_MS;
  const pointIsOld = point !== null && now - point.getTime() > pollSeconds * 1000 + PUBLISHED_LATE_MS;
  return sweepIsOld || pointIsOld;
}

function factsOf(input: {
  now: number;
  fleet: readonly FleetMember[];
  problems: readonly FleetMember[];
  running: number;
  stops: readonly StopRow[];
  freshness: FreshnessRow;
  stale: boolean;
}): OverviewFacts {
  const { now, fleet, problems, stops, freshness, stale } = input;
  const services = ofKind(fleet, 'ecs_service');
  const all = countsOf(fleet);
  const [worst] = problems;
  return {
    now,
    services: services.length,
    instances: ofKind(fleet, 'ec2_instance').length,
    databases: ofKind(fleet, 'rds_instance').length,
    tasksRunning: input.running,
    critical: all.critical,
    warning: all.warning,
    unknown: all.unknown,
    worst: worst === undefined ? null : problemFacts(worst),
    servicesBelowDesired: services.filter(({ desired, running }) => (running ?? 0) < (desired ?? 0)).length,
    abnormalStops: {
      lastHour: sum(stops, 'abnormal_last_hour'),
      previousHour: knownFrom(freshness) <= now - 2 * HOUR_MS ? sum(stops, 'abnormal_previous_hour') : null,
    },
    dataAt: freshness.inventory_at?.getTime() ?? null,
    stale,
  };
}
