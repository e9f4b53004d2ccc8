import { describe, expect, it } from '@jest/globals';
import { all, date, fleet, HOUR, MINUTE, STARTED_AT, tasksOf, text } from './fleet.js';

const noisy = fleet([
  {
    kind: 'log-lines',
    at: '-30m',
    duration: '10m',
    on: { cluster: 'prod-kr', service: 'payment-api' },
    parameters: { message: 'AcquirerDown {n}', perMinute: 5, stack: true },
  },
  { kind: 'log-silence', at: '-30m', duration: '10m', on: { cluster: 'prod-kr', service: 'user-api' } },
  {
    kind: 'bad-deployment',
    at: '-2h',
    duration: '1h',
    on: { cluster: 'prod-kr', service: 'notification-sender' },
    parameters: { fault: 'image-pull', breaker: false },
  },
  { kind: 'deployment', at: '-1h', on: { cluster: 'prod-kr', service: 'checkout-api' } },
  {
    kind: 'database-log',
    at: '-20m',
    duration: '5m',
    on: { database: 'orders-db' },
    parameters: { message: 'ERROR:  deadlock detected' },
  },
]);
const read = (logGroupName: string, from: number, to: number) =>
  noisy.region.logEvents({ logGroupName, from, to });

describe('logs are what containers and databases write', () => {
  it('names streams prefix/container/task, sidecars too, and writes none for tasks whose pull failed', () => {
    const events = read('/ecs/web-gateway', STARTED_AT - 20 * MINUTE, STARTED_AT);
    const names = new Set(events.map((event) => event.logStreamName.replace(/[0-9a-f]{32}$/, 'TASK')));
    expect(names).toEqual(new Set(['ecs/app/TASK', 'ecs/envoy/TASK']));
    const failed = tasksOf(noisy, 'notification-sender')
      .filter((task) => task.stopCode === 'TaskFailedToStart')
      .map((task) => text(task.taskArn).split('/').at(-1));
    const streams = new Set(
      read('/ecs/notification-sender', STARTED_AT - 2 * HOUR, STARTED_AT).map((event) =>
        event.logStreamName.split('/').at(-1),
      ),
    );
    expect(failed.length).toBeGreaterThan(3);
    expect(failed.filter((id) => streams.has(id))).toEqual([]);
  });

  it('takes two to ten seconds to arrive, in order of time, each event once', () => {
    const events = read('/ecs/checkout-api', STARTED_AT - HOUR, STARTED_AT);
    expect(events.length).toBeGreaterThan(1000);
    for (const event of events) {
      expect(event.ingestionTime - event.timestamp).toBeGreaterThanOrEqual(2000);
      expect(event.ingestionTime - event.timestamp).toBeLessThanOrEqual(10_000);
      expect(event.ingestionTime).toBeLessThanOrEqual(STARTED_AT);
      expect(event.eventId).toMatch(/^\d{56}$/);
    }
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    const order = events.map((event) => `${event.timestamp}${event.eventId}`);
    expect(order).toEqual([...order].sort());
  });

  it('says the same however the window is cut', () => {
    const whole = read('/ecs/checkout-api', STARTED_AT - 20 * MINUTE, STARTED_AT - 10 * MINUTE);
    const parts = [0, 1, 2, 3].flatMap((i) =>
      read(
        '/ecs/checkout-api',
        STARTED_AT - 20 * MINUTE + i * 150_000,
        STARTED_AT - 20 * MINUTE + (i + 1) * 150_000,
      ),
    );
    expect(parts).toEqual(whole);
  });

  it('ends with the container: SIGTERM on graceful stops, no line after', () => {
    const stopped = tasksOf(noisy, 'checkout-api').filter(
      (task) => task.exitCode === 143 && date(task.stoppingAt) > STARTED_AT - HOUR,
    );
    expect(stopped.length).toBeGreaterThan(2);
    for (const task of stopped) {
      const id = text(task.taskArn).split('/').at(-1) ?? '';
      const end = date(task.executionStoppedAt);
      const lines = noisy.region.logEvents({
        logGroupName: '/ecs/checkout-api',
        from: end - 10 * MINUTE,
        to: end + 10 * MINUTE,
        logStreamNames: [`ecs/app/${id}`],
      });
      expect(lines.some((line) => line.message.includes('SIGTERM'))).toBe(true);
      expect(Math.max(...lines.map((line) => line.timestamp))).toBeLessThan(end);
      expect(end - Math.max(...lines.map((line) => line.timestamp))).toBeLessThan(1000);
    }
  });

  it('bursts in an incident, a stack trace being several events, and falls silent in another', () => {
    const during = read('/ecs/payment-api', STARTED_AT - 28 * MINUTE, STARTED_AT - 22 * MINUTE);
    const before = read('/ecs/payment-api', STARTED_AT - 38 * MINUTE, STARTED_AT - 32 * MINUTE);
    const burst = during.filter((event) => event.message.includes('AcquirerDown'));
    expect(burst.length).toBeGreaterThan(50);
    expect(before.some((event) => event.message.includes('AcquirerDown'))).toBe(false);
    const frames = during.filter((event) => event.message.startsWith('\tat '));
    expect(frames.length).toBeGreaterThanOrEqual(2 * burst.length);
    expect(read('/ecs/user-api', STARTED_AT - 29 * MINUTE, STARTED_AT - 21 * MINUTE)).toEqual([]);
    expect(read('/ecs/user-api', STARTED_AT - 19 * MINUTE, STARTED_AT - 15 * MINUTE).length).toBeGreaterThan(
      10,
    );
  });

  it('mixes group names, retention and styles', () => {
    const groups = noisy.region.logGroups();
    const names = groups.map((group) => text(group.logGroupName));
    for (const start of ['/ecs/', '/aws/ecs/', '/aws/rds/instance/'])
      expect(names.some((name) => name.startsWith(start))).toBe(true);
    expect(names.some((name) => !name.startsWith('/'))).toBe(true);
    expect(groups.some((group) => group.retentionInDays === undefined)).toBe(true);
    const configured = new Set(
      all(noisy.region, 'tasks').flatMap((task) => {
        const definition = noisy.region.taskDefinition(text(task.taskDefinitionArn));
        return (
          definition?.containerDefinitions as { logConfiguration: { options: Record<string, string> } }[]
        ).map((one) => one.logConfiguration.options['awslogs-group']);
      }),
    );
    for (const name of configured) expect(names).toContain(name);
    const json = read('/ecs/web-gateway', STARTED_AT - 5 * MINUTE, STARTED_AT).find((event) =>
      event.message.startsWith('{'),
    );
    expect(JSON.parse(json?.message ?? '')).toHaveProperty('level');
    expect(read('/ecs/checkout-api', STARTED_AT - 5 * MINUTE, STARTED_AT)[0]?.message).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +(INFO|DEBUG|WARN|ERROR) /,
    );
  });

  it('writes the PostgreSQL log with its fixed prefix', () => {
    const lines = read('/aws/rds/instance/orders-db/postgresql', STARTED_AT - HOUR, STARTED_AT);
    expect(lines.length).toBeGreaterThan(20);
    for (const { message, logStreamName } of lines) {
      expect(message).toMatch(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC:([^@]*)?:?[^@:]*@[^@:]*:\[\d+\]:(LOG|ERROR|FATAL|DETAIL|STATEMENT):/,
      );
      expect(logStreamName).toBe('orders-db.0');
    }
    expect(lines.filter(({ message }) => message.includes('checkpoint starting: time')).length).toBe(12);
    const vacuums = lines.filter(({ message }) =>
      /automatic (?:vacuum|analyze) of table "orders\.public\.\w+"/.test(message),
    );
    expect(vacuums.length).toBeGreaterThanOrEqual(3);
    for (const { message } of vacuums)
      expect(Number(/elapsed: ([\d.]+) s/.exec(message)?.[1])).toBeGreaterThanOrEqual(10);
    expect(lines.filter(({ message }) => message.includes('deadlock detected')).length).toBeGreaterThan(50);
  });
});
