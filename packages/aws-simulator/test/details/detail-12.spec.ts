import { describe, expect, it } from '@jest/globals';
import { date, fleet, tasksOf, text, STARTED_AT, HOUR, type Fleet } from '../world/fleet.js';

const demo = fleet(
  [
    {
      kind: 'bad-deployment',
      at: '-3h',
      duration: '2h',
      on: { cluster: 'prod-kr', service: 'catalog-api' },
      parameters: { fault: 'image-pull', breaker: true },
    },
  ],
  { historyDays: 1 },
);

function groupOf(of: Fleet, service: string): string {
  const definition = of.region
    .clusters()
    .flatMap((cluster) => of.region.services(text(cluster.clusterArn)))
    .find(({ serviceName }) => serviceName === service)?.taskDefinition;
  const described = of.region.taskDefinition(text(definition)) as {
    containerDefinitions: { logConfiguration?: { options: Record<string, string> } }[];
  };
  return described.containerDefinitions[0]?.logConfiguration?.options['awslogs-group'] ?? '';
}

describe('detail 12: log streams', () => {
  it('are called prefix/container/task, one per container, sidecars too', () => {
    for (const group of demo.region.logGroups().map(({ logGroupName }) => text(logGroupName))) {
      if (/^\/aws\/(rds|ecs\/containerinsights)\//.test(group)) continue;
      for (const { name } of demo.region.logStreams(group))
        expect(name).toMatch(/^[\w-]+\/[\w-]+\/[0-9a-f]{32}$/);
    }
    const names = demo.region.logStreams(groupOf(demo, 'web-gateway')).map(({ name }) => name.split('/'));
    const perTask = new Map<string, Set<string>>();
    for (const [, container = '', task = ''] of names)
      perTask.set(task, (perTask.get(task) ?? new Set()).add(container));
    expect([...perTask.values()].some((containers) => containers.size > 1)).toBe(true);
  });

  it('do not exist for tasks whose image could not be pulled', () => {
    const failed = tasksOf(demo, 'catalog-api').filter((task) => task.stopCode === 'TaskFailedToStart');
    expect(failed.length).toBeGreaterThan(0);
    const streams = demo.region.logStreams(groupOf(demo, 'catalog-api')).map(({ name }) => name);
    for (const task of failed) {
      const id = text(task.taskArn).split('/').at(-1) ?? '';
      expect(streams.filter((name) => name.endsWith(id))).toEqual([]);
    }
  });

  it('end just before their task has stopped, with a SIGTERM line on graceful stops', () => {
    const group = groupOf(demo, 'catalog-api');
    const streams = demo.region.logStreams(group);
    const stopped = tasksOf(demo, 'catalog-api').filter(
      (task) => task.stoppedAt && task.startedAt && date(task.stoppedAt) > STARTED_AT - 20 * HOUR,
    );
    expect(stopped.length).toBeGreaterThan(0);
    let graceful = 0;
    for (const task of stopped) {
      const id = text(task.taskArn).split('/').at(-1) ?? '';
      const last = streams.find(({ name }) => name.endsWith(`/${id}`))?.last();
      if (!last) continue;
      expect(last.timestamp).toBeLessThan(date(task.stoppedAt));
      const lines = demo.region.logEvents({
        logGroupName: group,
        from: last.timestamp - 5_000,
        to: last.timestamp + 1,
        logStreamNames: [last.logStreamName],
      });
      if (lines.some(({ message }) => message.includes('SIGTERM received'))) graceful += 1;
    }
    expect(graceful).toBeGreaterThan(0);
  });

  it('reach CloudWatch 2 to 10 seconds after they were written', () => {
    const events = demo.region.logEvents({
      logGroupName: groupOf(demo, 'checkout-api'),
      from: STARTED_AT - HOUR,
      to: STARTED_AT,
    });
    expect(events.length).toBeGreaterThan(50);
    for (const { timestamp, ingestionTime } of events) {
      expect(ingestionTime - timestamp).toBeGreaterThanOrEqual(2_000);
      expect(ingestionTime - timestamp).toBeLessThanOrEqual(10_000);
    }
  });

  it('hold a stack trace as many events, and groups are named in several styles', () => {
    const lines = demo.region
      .logGroups()
      .flatMap(({ logGroupName }) =>
        demo.region.logEvents({
          logGroupName: text(logGroupName),
          from: STARTED_AT - 3 * HOUR,
          to: STARTED_AT,
        }),
      )
      .filter(({ message }) => /^\s+at |^Traceback|^ {2}File /.test(message));
    expect(lines.length).toBeGreaterThan(5);
    for (const { message } of lines) expect(message).not.toContain('\n');
    const names = demo.region.logGroups().map(({ logGroupName }) => text(logGroupName));
    expect(names.some((name) => name.startsWith('/ecs/'))).toBe(true);
    expect(names.some((name) => name.startsWith('/aws/ecs/'))).toBe(true);
    expect(names.some((name) => !name.startsWith('/ecs/') && !name.startsWith('/aws/'))).toBe(true);
  });
});
