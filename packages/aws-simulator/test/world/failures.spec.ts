import { describe, expect, it } from '@jest/globals';
import {
  all,
  date,
  fleet,
  HOUR,
  history,
  MINUTE,
  service,
  serviceSeries,
  STARTED_AT,
  tasksOf,
  text,
} from './fleet.js';

const on = (name: string) => ({ cluster: 'prod-kr', service: name });
const hurt = fleet([
  {
    kind: 'bad-deployment',
    at: '-3h',
    duration: '2h',
    on: on('checkout-api'),
    parameters: { fault: 'health-check', breaker: true, rollback: true },
  },
  {
    kind: 'bad-deployment',
    at: '-4h',
    duration: '3h30m',
    on: on('notification-sender'),
    parameters: { fault: 'image-pull', breaker: false },
  },
  {
    kind: 'out-of-memory',
    at: '-2h',
    duration: '1h30m',
    on: on('order-worker'),
    parameters: { lives: [480, 660] },
  },
  {
    kind: 'target-health',
    at: '-5h',
    duration: '15m',
    on: on('user-api'),
    parameters: { share: 100, seconds: [60, 300] },
  },
  {
    kind: 'container-health',
    at: '-5h',
    duration: '15m',
    on: on('report-worker'),
    parameters: { share: 100 },
  },
  { kind: 'crash-loop', at: '-6h', duration: '10m', on: on('inventory-api') },
  { kind: 'placement-failure', at: '-6h', duration: '10m', on: on('image-resizer'), parameters: { lose: 1 } },
]);
const ids = (message: string) => [...message.matchAll(/\(task ([0-9a-f]{32})\)/g)].map((found) => found[1]);

describe('what fails, fails as on AWS', () => {
  it('tells an unhealthy target, stops the task 30 ms later and deregisters it after 9 s', () => {
    const events = history(hurt, 'user-api').filter(({ at }) => at >= STARTED_AT - 5 * HOUR);
    const unhealthy = events.find(({ message }) => message.includes('is unhealthy in'));
    expect(unhealthy?.message).toMatch(
      /^\(service user-api\) \(task [0-9a-f]{32}\) \(port 8080\) is unhealthy in \(target-group arn:[^)]+\) due to \(reason Health checks failed with these codes: \[502\]\)$/,
    );
    const [task = ''] = ids(unhealthy?.message ?? '');
    const stopped = events.find(({ message }) => message.includes('has stopped') && message.includes(task));
    expect((stopped?.at ?? 0) - (unhealthy?.at ?? 0)).toBe(30);
    const gone = events.find(
      ({ at, message }) => at > (stopped?.at ?? 0) + 8000 && message.includes('deregistered'),
    );
    expect((gone?.at ?? 0) - (stopped?.at ?? 0)).toBe(9000);
    const run = tasksOf(hurt, 'user-api').find((one) => text(one.taskArn).endsWith(task));
    expect(run?.stopCode).toBe('ServiceSchedulerInitiated');
    expect(run?.stoppedReason).toMatch(/^Task failed ELB health checks in \(target-group arn:[^)]+\)$/);
  });

  it('tells a failed container check and then the stop', () => {
    const events = history(hurt, 'report-worker').filter(({ at }) => at >= STARTED_AT - 5 * HOUR);
    const failed = events.findIndex(({ message }) =>
      /^\(service report-worker\) \(task [0-9a-f]{32}\) failed container health checks\.$/.test(message),
    );
    expect(failed).toBeGreaterThanOrEqual(0);
    expect(events[failed + 1]?.message).toContain(
      `has stopped 1 running tasks: (task ${ids(events[failed]?.message ?? '')[0]}).`,
    );
    const reasons = tasksOf(hurt, 'report-worker').map((task) => task.stoppedReason);
    expect(reasons).toContain('Task failed container health checks');
  });

  it('opens the circuit breaker at clamp(ceil(n/2), 3, 200) failures and rolls back to the old deployment', () => {
    const events = history(hurt, 'checkout-api').filter(({ at }) => at >= STARTED_AT - 3 * HOUR);
    const failed = events.findIndex(({ message }) =>
      message.endsWith('deployment failed: tasks failed to start.'),
    );
    expect(events[failed]?.message).toMatch(
      /^\(service checkout-api\) \(deployment ecs-svc\/\d+\) deployment failed: tasks failed to start\.$/,
    );
    const back = events.slice(failed).find(({ message }) => message.includes('rolling back'));
    expect(back?.message).toMatch(/^\(service checkout-api\) rolling back to deployment ecs-svc\/\d+\.$/);
    const deployment = (hurt.truth().deployments ?? []).find(
      (one) => text(one.serviceArn).endsWith('/checkout-api') && one.rolloutState === 'FAILED',
    );
    const before = events
      .slice(0, failed)
      .flatMap(({ message }) => (message.includes('is unhealthy') ? ids(message) : []));
    expect(deployment?.failedTasks).toBe(before.length);
    const live = serviceSeries(hurt.region, 'prod-kr', 'checkout-api', 'LiveTaskCount');
    const desired = hurt.region.datapoint(live, STARTED_AT - 3 * HOUR - 2 * MINUTE)?.sum ?? 0;
    expect(desired).toBeGreaterThan(6);
    expect(before.length).toBe(Math.min(200, Math.max(3, Math.ceil(desired / 2))));
    const [primary] = service(hurt.region, 'checkout-api').deployments as {
      id: string;
      rolloutState: string;
      rolloutStateReason: string;
    }[];
    expect(primary?.rolloutState).toBe('COMPLETED');
    expect(back?.message).toContain(primary?.id);
  });

  it('fails before RUNNING when the image is not there: no start, no exit code, growing gaps, told once', () => {
    const runs = tasksOf(hurt, 'notification-sender').filter((task) => task.stopCode === 'TaskFailedToStart');
    expect(runs.length).toBeGreaterThan(8);
    for (const run of runs) {
      expect(run.startedAt).toBeUndefined();
      expect(run.exitCode).toBeUndefined();
      expect(run.pullStartedAt).toBeDefined();
      expect(run.stoppedReason).toMatch(
        /^CannotPullContainerError: pull image manifest has been retried 5 time\(s\): failed to resolve ref \S+: \S+: not found$/,
      );
    }
    const events = history(hurt, 'notification-sender').filter(
      ({ at }) => at >= STARTED_AT - 4 * HOUR && at < STARTED_AT - 30 * MINUTE,
    );
    expect(
      events.filter(({ message }) => message.endsWith('is unable to consistently start tasks successfully.'))
        .length,
    ).toBe(1);
    const starts = events.filter(({ message }) => message.includes('has started')).map(({ at }) => at);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(18 * MINUTE);
    expect(Math.max(...gaps)).toBeGreaterThan(14 * MINUTE);
    expect(gaps[0]).toBeLessThan(5 * MINUTE);
    const names = new Set(
      events.map(({ message }) => message.replace(/(\(task [0-9a-f]+\) ?)+/g, 'T').replace(/\d+/g, 'N')),
    );
    expect(names.size).toBe(2);
  });

  it('kills for memory with 137 and a container reason, while the task only says that it exited', () => {
    const runs = tasksOf(hurt, 'order-worker').filter((task) => task.reason !== undefined);
    expect(runs.length).toBeGreaterThan(30);
    for (const run of runs) {
      expect(run.stopCode).toBe('EssentialContainerExited');
      expect(run.stoppedReason).toBe('Essential container in task exited');
      expect(run.reason).toBe('OutOfMemoryError: Container killed due to memory usage');
      expect(run.exitCode).toBe(137);
      expect(run.startedAt).toBeDefined();
    }
  });

  it('shows memory at 60 to 80 percent on average and near the limit at its maximum while tasks die of it', () => {
    const memory = serviceSeries(hurt.region, 'prod-kr', 'order-worker', 'MemoryUtilization');
    const points = Array.from({ length: 60 }, (_, i) =>
      hurt.region.datapoint(memory, STARTED_AT - 100 * MINUTE + i * MINUTE),
    );
    const averages = points.flatMap((point) => (point ? [point.sum / point.sampleCount] : []));
    const mean = averages.reduce((sum, value) => sum + value, 0) / averages.length;
    expect(mean).toBeGreaterThan(50);
    expect(mean).toBeLessThan(80);
    expect(Math.max(...points.map((point) => point?.maximum ?? 0))).toBeGreaterThan(95);
  });

  it('does not back off when tasks reached RUNNING, and lets them die out of step', () => {
    const events = history(hurt, 'order-worker').filter(({ at }) => at >= STARTED_AT - 2 * HOUR);
    const starts = events.filter(({ message }) => message.includes('has started')).map(({ at }) => at);
    expect(starts.length).toBeGreaterThan(25);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(8 * MINUTE);
    const lives = tasksOf(hurt, 'order-worker')
      .filter((task) => task.reason && date(task.startedAt) > STARTED_AT - 110 * MINUTE)
      .map((task) => date(task.stoppingAt) - date(task.startedAt));
    expect(Math.min(...lives)).toBeGreaterThan(7 * MINUTE);
    expect(Math.max(...lives)).toBeLessThan(12 * MINUTE);
  });

  it('tells a placement failure and stays below the desired count meanwhile', () => {
    const told = history(hurt, 'image-resizer').find(({ message }) =>
      message.includes('was unable to place a task'),
    );
    expect(told?.message).toBe(
      '(service image-resizer) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone',
    );
    const live = serviceSeries(hurt.region, 'prod-kr', 'image-resizer', 'LiveTaskCount');
    const during = hurt.region.datapoint(live, STARTED_AT - 6 * HOUR + 5 * MINUTE)?.sum ?? 0;
    const before = hurt.region.datapoint(live, STARTED_AT - 6 * HOUR - 5 * MINUTE)?.sum ?? 0;
    expect(during).toBe(before - 1);
  });

  it('gives a graceful stop 143 or 0 and 137 to those that ignore SIGTERM', () => {
    const scaled = (hurt.truth().tasks ?? []).filter(
      (task) => text(task.stoppedReason ?? '').startsWith('Scaling activity') && task.startedAt,
    );
    const codes = new Set(scaled.map((task) => task.exitCode));
    expect([...codes].sort()).toEqual([0, 137, 143]);
    const listed = all(hurt.region, 'tasks').filter((task) => task.lastStatus === 'STOPPED');
    expect(listed.length).toBeGreaterThan(5);
  });
});
