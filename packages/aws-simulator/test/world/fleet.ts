import { createWorld } from '../../src/world/index.js';
import type { AwsRecord, FleetOptions, MetricSeries, Millis, Region, World } from '../../src/world/types.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday, 21:00 in Seoul. */
export const STARTED_AT = Date.parse('2026-11-23T12:00:00Z');

export const DEFAULTS: FleetOptions = {
  seed: 7,
  startedAt: STARTED_AT,
  historyDays: 2,
  clusters: 3,
  services: 25,
  tasks: 150,
  instances: 20,
  databases: 6,
  accounts: 1,
  regions: ['ap-northeast-2'],
};

export class TestClock {
  constructor(public time: Millis = STARTED_AT) {}
  now(): Millis {
    return this.time;
  }
}

export interface Fleet {
  world: World;
  region: Region;
  clock: TestClock;
  /** Everything the truth knows, up to now. */
  truth: () => Record<string, AwsRecord[]>;
  /** Moves the clock and the fleet. */
  forward: (ms: number) => void;
}

/** A fleet with the given incidents (times as in scenario files). */
export function fleet(incidents: object[] = [], options: Partial<FleetOptions> = {}): Fleet {
  const clock = new TestClock(options.startedAt ?? STARTED_AT);
  const scenario = { name: 'test', incidents };
  const world = createWorld({ ...DEFAULTS, ...options }, [scenario], clock);
  const [account = ''] = world.accounts();
  const region = world.region(account, options.regions?.[0] ?? 'ap-northeast-2');
  if (!region) throw new Error('the fleet has no first region');
  let told: { at: Millis; answer: Record<string, AwsRecord[]> } | undefined;
  const truth = () => {
    if (told?.at !== clock.now()) {
      const answer = world.truth({ from: 0, to: clock.now() + 1 }) as Record<string, AwsRecord[]>;
      told = { at: clock.now(), answer };
    }
    return told.answer;
  };
  return {
    world,
    region,
    clock,
    truth,
    forward: (ms) => {
      clock.time += ms;
      world.advance();
    },
  };
}

/** All records of every cluster, such as `all(region, 'tasks')`. */
export function all(region: Region, what: 'tasks' | 'services' | 'containerInstances'): AwsRecord[] {
  return region.clusters().flatMap((cluster) => region[what](text(cluster.clusterArn)));
}

export function service(region: Region, name: string): AwsRecord {
  const found = all(region, 'services').find((one) => one.serviceName === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

/** Messages of a service's own history, oldest first, with their times. */
export function history(of: Fleet, name: string): { at: Millis; message: string }[] {
  return (of.truth().serviceEvents ?? [])
    .filter((event) => text(event.serviceArn).endsWith(`/${name}`))
    .map((event) => ({ at: Date.parse(text(event.createdAt)), message: text(event.message) }));
}

export function tasksOf(of: Fleet, name: string): AwsRecord[] {
  return (of.truth().tasks ?? []).filter((task) => task.group === `service:${name}`);
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`expected a string, found ${String(value)}`);
  return value;
}

export function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`expected a number, found ${String(value)}`);
  return value;
}

export function date(value: unknown): Millis {
  if (value instanceof Date) return value.getTime();
  return Date.parse(text(value));
}

export function serviceSeries(region: Region, cluster: string, name: string, metric: string): MetricSeries {
  const dimensions = [
    { Name: 'ServiceName', Value: name },
    { Name: 'ClusterName', Value: cluster },
  ];
  return series(region, 'AWS/ECS', metric, dimensions);
}

export function databaseSeries(region: Region, id: string, metric: string): MetricSeries {
  return series(region, 'AWS/RDS', metric, [{ Name: 'DBInstanceIdentifier', Value: id }]);
}

export function series(
  region: Region,
  namespace: string,
  metric: string,
  dimensions: { Name: string; Value: string }[],
): MetricSeries {
  const found = region.findSeries(namespace, metric, dimensions);
  if (!found) throw new Error(`no series ${namespace} ${metric} ${JSON.stringify(dimensions)}`);
  return found;
}

/** Average of the slot, or undefined. */
export function average(region: Region, of: MetricSeries, at: Millis): number | undefined {
  const point = region.datapoint(of, at);
  return point && point.sum / point.sampleCount;
}
