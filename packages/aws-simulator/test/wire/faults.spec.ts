import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeClustersCommand, ListClustersCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { FaultEffect, FaultRule, Simulator } from '../../src/index.js';
import { destroyClients, failure, NOW, post, sdkClients, startSmall, type Clients } from './harness.js';

let simulator: Simulator;
let aws: Clients;

beforeAll(async () => {
  simulator = await startSmall();
  aws = sdkClients(simulator.url);
});

afterEach(() => {
  simulator.faults.clear();
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

function inject(effect: FaultEffect, more: Partial<FaultRule> = {}): void {
  simulator.faults.add([{ match: {}, effect, ...more }]);
}

const listClusters = (): Promise<unknown> => aws.ecs.send(new ListClustersCommand({}));

describe('fault rules', () => {
  it('deny in the words and the shape of each service', async () => {
    inject({ kind: 'deny' });
    const ecs = await failure(listClusters());
    expect(ecs.name).toBe('AccessDeniedException');
    expect(ecs.message).toMatch(
      /^User: arn:aws:iam::\d{12}:user\/danji is not authorized to perform: ecs:ListClusters on resource: \* because/,
    );
    const ec2 = await failure(aws.ec2.send(new DescribeInstancesCommand({})));
    expect([ec2.name, ec2.$metadata?.httpStatusCode]).toEqual(['UnauthorizedOperation', 403]);
    const rds = await failure(aws.rds.send(new DescribeDBInstancesCommand({})));
    expect([rds.name, rds.$metadata?.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect((await failure(aws.logs.send(new DescribeLogGroupsCommand({})))).name).toBe(
      'AccessDeniedException',
    );
  });

  it('throttle and break in the shape of each service', async () => {
    inject({ kind: 'throttle' });
    expect((await failure(listClusters())).name).toBe('ThrottlingException');
    expect((await failure(aws.ec2.send(new DescribeInstancesCommand({})))).name).toBe('RequestLimitExceeded');
    expect((await failure(aws.rds.send(new DescribeDBInstancesCommand({})))).name).toBe('Throttling');
    simulator.faults.clear();
    inject({ kind: 'error', status: 503 });
    const broken = await failure(listClusters());
    expect([broken.name, broken.$metadata?.httpStatusCode]).toEqual(['ServerException', 503]);
  });

  it('act only on what they match', async () => {
    inject({ kind: 'throttle' }, { match: { service: 'ecs', operation: 'Describe*', resource: '*prod*' } });
    await expect(listClusters()).resolves.toBeDefined();
    await expect(aws.ecs.send(new DescribeClustersCommand({ clusters: ['other'] }))).resolves.toBeDefined();
    const error = await failure(aws.ecs.send(new DescribeClustersCommand({ clusters: ['my-prod-1'] })));
    expect(error.name).toBe('ThrottlingException');
  });

  it('act every Nth time, so many times, and within their time', async () => {
    inject({ kind: 'throttle' }, { every: 3, times: 2 });
    const outcomes: string[] = [];
    for (let call = 0; call < 12; call += 1) {
      outcomes.push(
        await listClusters().then(
          () => 'ok',
          (error: Error) => error.name,
        ),
      );
    }
    const throttled = outcomes.flatMap((outcome, index) => (outcome === 'ok' ? [] : [index]));
    expect(throttled).toEqual([2, 5]);
    simulator.faults.clear();
    inject({ kind: 'throttle' }, { from: new Date(NOW + 60_000).toISOString() });
    inject({ kind: 'throttle' }, { until: new Date(NOW).toISOString() });
    await expect(listClusters()).resolves.toBeDefined();
  });

  it('act by a seeded chance', async () => {
    inject({ kind: 'throttle' }, { probability: 0.5 });
    let failed = 0;
    for (let call = 0; call < 30; call += 1) await listClusters().catch(() => (failed += 1));
    expect(failed).toBeGreaterThan(3);
    expect(failed).toBeLessThan(27);
  });

  it('delay, cut and reset answers', async () => {
    inject({ kind: 'slow', ms: 150 });
    const started = performance.now();
    await listClusters();
    expect(performance.now() - started).toBeGreaterThan(140);
    for (const effect of [
      { kind: 'truncate', fraction: 0.5, ending: 'cut' },
      { kind: 'truncate', fraction: 0.5, ending: 'clean' },
      { kind: 'reset' },
    ] satisfies FaultEffect[]) {
      simulator.faults.clear();
      inject(effect);
      expect(await failure(listClusters())).toBeInstanceOf(Error);
    }
    simulator.faults.clear();
    await expect(listClusters()).resolves.toBeDefined();
  });
});

describe('control endpoints', () => {
  it('set, list and clear rules', async () => {
    const added = await post(simulator.url, '/faults', [
      { id: 'one', match: { operation: 'ListTasks' }, effect: { kind: 'throttle' } },
      { effect: { kind: 'slow', ms: 1 } },
    ]);
    expect(added.status).toBe(201);
    expect((await failure(aws.ecs.send(new ListTasksCommand({})))).name).toBe('ThrottlingException');
    const { items } = (await (await fetch(`${simulator.url}/_simulator/faults`)).json()) as {
      items: { id: string; acted: number }[];
    };
    expect(items.find((rule) => rule.id === 'one')?.acted).toBe(1);
    const removed = await fetch(`${simulator.url}/_simulator/faults?id=one`, { method: 'DELETE' });
    expect(await removed.json()).toEqual({ removed: 1 });
    expect(simulator.faults.list().length).toBe(1);
  });

  it.each([
    [{ effect: { kind: 'explode' } }, /kind/],
    [{ effect: { kind: 'throttle' }, probability: 2 }, /probability/],
    [{ effect: { kind: 'throttle' }, every: 2, probability: 0.5 }, /not both/],
    [{ effect: { kind: 'throttle' }, match: { servce: 'ecs' } }, /servce/],
    [{ effect: { kind: 'latePoints', seconds: 60 }, every: 2 }, /latePoints/],
  ])('refuse %j and name the field', async (rule, message) => {
    const answer = await post(simulator.url, '/faults', rule);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).toMatch(message);
  });

  it('count calls, errors and throttled calls', async () => {
    const rows = async (): Promise<Record<string, number>> => {
      const answer = await fetch(`${simulator.url}/_simulator/truth?parts=counts`);
      const { calls } = (await answer.json()) as {
        calls: ({ operation: string } & Record<string, number>)[];
      };
      return calls.find((row) => row.operation === 'DescribeDBInstances') ?? {};
    };
    const before = await rows();
    await aws.rds.send(new DescribeDBInstancesCommand({}));
    inject({ kind: 'throttle' });
    await failure(aws.rds.send(new DescribeDBInstancesCommand({})));
    const after = await rows();
    const grown = ['calls', 'errors', 'throttled'].map((name) => (after[name] ?? 0) - (before[name] ?? 0));
    expect(grown).toEqual([2, 1, 1]);
  });

  it('answer true values and the list of series', async () => {
    const { items } = (await (await fetch(`${simulator.url}/_simulator/truth/series`)).json()) as {
      items: { namespace: string; metricName: string; dimensions: { Name: string; Value: string }[] }[];
    };
    const one = items.find((series) => series.namespace === 'AWS/RDS');
    const range = { stat: 'Average', from: NOW - 3_600_000, to: NOW - 1_800_000 };
    const answer = await post(simulator.url, '/truth/metrics', { queries: [{ ...one, ...range }] });
    const { results } = (await answer.json()) as { results: { t: number[]; values: number[] }[] };
    expect(results[0]?.t.length).toBe(30);
    const dims = one?.dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(',') ?? '';
    const search = new URLSearchParams({
      namespace: 'AWS/RDS',
      metric: one?.metricName ?? '',
      dims,
      stat: 'Average',
    });
    search.set('from', String(range.from));
    search.set('to', new Date(range.to).toISOString());
    const single = await fetch(`${simulator.url}/_simulator/truth/metrics?${search}`);
    expect(await single.json()).toEqual({ results });
  });

  it('refuse to move a clock that follows real time, and backwards', async () => {
    expect((await post(simulator.url, '/clock', { advanceSeconds: -1 })).status).toBe(400);
    const real = await startSmall({ startAt: undefined, speed: undefined });
    const refused = await post(real.url, '/clock', { advanceSeconds: 60 });
    expect(refused.status).toBe(409);
    await real.close();
  });

  it('answer 404 with what there is', async () => {
    const answer = await fetch(`${simulator.url}/_simulator/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('GET /truth');
  });
});
