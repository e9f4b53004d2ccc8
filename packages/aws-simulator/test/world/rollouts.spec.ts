import { describe, expect, it } from '@jest/globals';
import {
  all,
  average,
  databaseSeries,
  date,
  fleet,
  HOUR,
  history,
  MINUTE,
  number,
  service,
  serviceSeries,
  STARTED_AT,
  tasksOf,
  text,
} from './fleet.js';

const AT = STARTED_AT - 3 * HOUR;
const deployed = fleet([
  { kind: 'deployment', at: '-3h', on: { cluster: 'prod-kr', service: 'inventory-api' } },
  { kind: 'deployment', at: '-3h', on: { service: 'OrderWorkerService' } },
]);

/** Events of a service from the rollout on, until its steady state. */
function roll(name: string): { at: number; message: string }[] {
  const events = history(deployed, name).filter(({ at }) => at >= AT);
  const end = events.findIndex(({ message }) => message.endsWith('has reached a steady state.'));
  return events.slice(0, end + 1);
}
const first = (events: { at: number; message: string }[], part: string | RegExp) => {
  const found = events.find(({ message }) =>
    typeof part === 'string' ? message.includes(part) : part.test(message),
  );
  if (!found)
    throw new Error(`no event with ${String(part)} among ${events.map((event) => event.message).join('\n')}`);
  return found.at;
};
const last = (events: { at: number; message: string }[], part: string) => first([...events].reverse(), part);

describe('a rollout looks as the ECS console tells it', () => {
  const events = roll('inventory-api');

  it('writes events in the grammar of ECS: plural for one, no dot after targets, taskSet only when draining', () => {
    const task = '\\(task [0-9a-f]{32}\\)';
    const grammar = [
      new RegExp(`^\\(service inventory-api\\) has started \\d+ tasks: ${task}( ${task})*\\.$`),
      new RegExp(`^\\(service inventory-api\\) has stopped \\d+ running tasks: ${task}( ${task})*\\.$`),
      /^\(service inventory-api\) (de)?registered \d+ targets in \(target-group arn:aws:elasticloadbalancing:[^)]+\)$/,
      /^\(service inventory-api, taskSet ecs-svc\/\d+\) has begun draining connections on \d+ tasks\.$/,
      /^\(service inventory-api\) \(deployment ecs-svc\/\d+\) deployment completed\.$/,
      /^\(service inventory-api\) has reached a steady state\.$/,
    ];
    for (const { message } of events)
      expect([message, grammar.some((line) => line.test(message))]).toEqual([message, true]);
    for (const line of grammar) expect(events.some(({ message }) => line.test(message))).toBe(true);
  });

  it('keeps the order and the seconds: registered, stopped +50, deregistered +10, draining +4-6 ms, completed +52, steady +1 ms', () => {
    const started = first(events, 'has started');
    const registered = first(events, ' registered');
    const stopped = first(events, 'has stopped');
    const deregistered = first(events, 'deregistered');
    const draining = first(events, 'draining');
    const completed = first(events, 'deployment completed');
    expect(registered - started).toBeGreaterThanOrEqual(15_000);
    expect(registered - started).toBeLessThanOrEqual(45_000);
    expect(Math.abs(stopped - registered - 50_000)).toBeLessThan(9_000);
    expect(Math.abs(deregistered - stopped - 10_000)).toBeLessThan(1_000);
    expect(draining - deregistered).toBeGreaterThanOrEqual(4);
    expect(draining - deregistered).toBeLessThanOrEqual(6);
    expect(Math.abs(completed - last(events, 'deregistered') - 52_000)).toBeLessThan(3_000);
    expect(first(events, 'steady state') - completed).toBe(1);
  });

  it('names the old deployment when draining', () => {
    const [, primary = ''] =
      /\(deployment (ecs-svc\/\d+)\)/.exec(
        events.find(({ message }) => message.includes('completed'))?.message ?? '',
      ) ?? [];
    const draining = events.filter(({ message }) => message.includes('draining'));
    expect(draining.length).toBeGreaterThan(0);
    for (const { message } of draining) expect(message).not.toContain(primary);
    expect(text((service(deployed.region, 'inventory-api').deployments as { id: string }[])[0]?.id)).toBe(
      primary,
    );
  });

  it('stops before it starts where the minimum healthy percent is below 100', () => {
    const configuration = service(deployed.region, 'OrderWorkerService').deploymentConfiguration as {
      minimumHealthyPercent: number;
    };
    expect(configuration.minimumHealthyPercent).toBe(50);
    const order = roll('OrderWorkerService');
    expect(first(order, 'has stopped')).toBeLessThan(first(order, 'has started'));
  });

  it('never shows more than 100 events, newest first, to the millisecond', () => {
    const long = fleet([], { historyDays: 8 });
    for (const one of all(long.region, 'services')) {
      const times = (one.events as { createdAt: Date }[]).map((event) => event.createdAt.getTime());
      expect(times.length).toBeLessThanOrEqual(100);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
    const newest = all(long.region, 'services').flatMap((one) =>
      (one.events as { createdAt: Date }[]).map((event) => event.createdAt.getTime()),
    );
    expect(newest.filter((at) => at % 1000 !== 0).length).toBeGreaterThan(newest.length / 2);
    expect(history(long, 'checkout-api').length).toBeGreaterThan(100);
  });

  it('repeats the steady state about every six hours, each service at its own minute', () => {
    const quiet = fleet([], { historyDays: 3 });
    const phases = new Set<number>();
    for (const name of ['search-api', 'report-worker', 'payment-api', 'PaymentApiService']) {
      const steady = history(quiet, name).filter(({ message }) => message.includes('steady state'));
      const calm = steady
        .slice(1)
        .map(({ at }, i) => at - (steady[i]?.at ?? 0))
        .filter((gap) => gap > 5 * HOUR);
      expect(calm.length).toBeGreaterThan(2);
      for (const gap of calm) expect(Math.abs(gap - 6 * HOUR)).toBeLessThan(6 * MINUTE);
      phases.add(Math.floor(((steady[0]?.at ?? 0) % (6 * HOUR)) / MINUTE));
    }
    expect(phases.size).toBeGreaterThan(2);
  });

  it('starts Fargate tasks in the phases that people see', () => {
    const runs = tasksOf(deployed, 'inventory-api').filter(
      (task) => date(task.createdAt) >= AT && task.startedAt,
    );
    expect(runs.length).toBeGreaterThan(2);
    for (const run of runs) {
      const created = date(run.createdAt);
      const connected = date(run.connectivityAt) - created;
      const pull = date(run.pullStartedAt) - date(run.connectivityAt);
      expect(connected).toBeGreaterThanOrEqual(3000);
      expect(connected).toBeLessThanOrEqual(10_000);
      expect(pull).toBeGreaterThanOrEqual(8000);
      expect(pull).toBeLessThanOrEqual(20_000);
      expect(date(run.pullStoppedAt) - date(run.pullStartedAt)).toBeGreaterThanOrEqual(4000);
      expect(date(run.startedAt)).toBeGreaterThan(date(run.pullStoppedAt));
    }
    const onHosts = tasksOf(deployed, 'OrderWorkerService').filter((task) => date(task.createdAt) >= AT);
    for (const run of onHosts) expect(date(run.startedAt) - date(run.createdAt)).toBeLessThan(40_000);
  });

  it('doubles the tasks at 100/200 while total CPU is kept, so the average falls and connections overlap', () => {
    const { region } = deployed;
    const live = serviceSeries(region, 'prod-kr', 'inventory-api', 'LiveTaskCount');
    const cpu = serviceSeries(region, 'prod-kr', 'inventory-api', 'CPUUtilization');
    const counts = Array.from({ length: 12 }, (_, i) => average(region, live, AT + i * MINUTE) ?? 0);
    const peak = AT + counts.indexOf(Math.max(...counts)) * MINUTE;
    const before = AT - 3 * MINUTE;
    const count = (at: number) => average(region, live, at) ?? 0;
    expect(count(peak)).toBe(2 * count(before));
    expect(average(region, cpu, peak)).toBeLessThan(0.8 * (average(region, cpu, before) ?? 0));
    const connections = databaseSeries(region, 'orders-db', 'DatabaseConnections');
    expect(
      number(average(region, connections, peak)) - number(average(region, connections, before)),
    ).toBeGreaterThan(10);
  });
});
