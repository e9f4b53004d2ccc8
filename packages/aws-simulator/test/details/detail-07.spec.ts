import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeScalingActivitiesCommand,
  type ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import type { Simulator } from '../../src/index.js';
import { destroyClients, sdkClients, startSmall, type Clients } from '../wire/harness.js';

const TRACKED =
  /^monitor alarm TargetTracking-service\/[\w-]+\/[\w-]+-Alarm(High|Low)-[0-9a-f-]{36} in state ALARM triggered policy [\w-]+$/;

let simulator: Simulator;
let clients: Clients;
let plain: ScalingActivity[] = [];
let every: ScalingActivity[] = [];

async function activities(IncludeNotScaledActivities?: boolean): Promise<ScalingActivity[]> {
  const found: ScalingActivity[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.applicationAutoScaling.send(
      new DescribeScalingActivitiesCommand({
        ServiceNamespace: 'ecs',
        IncludeNotScaledActivities,
        NextToken,
      }),
    );
    found.push(...(page.ScalingActivities ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  return found;
}

beforeAll(async () => {
  simulator = await startSmall({
    clusters: 3,
    services: 25,
    tasks: 150,
    scenarios: [
      {
        name: 'hot',
        incidents: [
          {
            kind: 'scaling-bounds',
            at: '-5h',
            on: { service: 'web-gateway' },
            parameters: { min: 2, max: 5 },
          },
          {
            kind: 'traffic',
            at: '-4h',
            duration: '2h',
            on: { cluster: 'prod-kr', service: '*' },
            parameters: { factor: 3, ramp: 'step' },
          },
          { kind: 'scaling-bounds', at: '-8s', on: { service: 'user-api' }, parameters: { min: 9, max: 12 } },
        ],
      },
    ],
  });
  clients = sdkClients(simulator.url);
  plain = await activities();
  every = await activities(true);
}, 60_000);
afterAll(async () => {
  destroyClients(clients);
  await simulator.close();
});

describe('detail 07: a scaling activity', () => {
  it('says what it set, which alarm and policy caused it, and that ECS fulfilled it 30 to 120 s later', () => {
    const done = plain.filter(
      (one) => TRACKED.test(one.Cause ?? '') && one.StatusCode === 'Successful' && one.EndTime,
    );
    expect(done.length).toBeGreaterThan(10);
    for (const one of done) {
      const count = /^Setting desired count to (\d+)\.$/.exec(one.Description ?? '')?.[1];
      expect(one.StatusMessage).toBe(
        `Successfully set desired count to ${count}. Change successfully fulfilled by ecs.`,
      );
      const seconds = ((one.EndTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(30);
      expect(seconds).toBeLessThanOrEqual(120);
    }
  });

  it('is InProgress first, without an end, and waits for ECS', () => {
    const fresh = plain.find((one) => one.StatusCode === 'InProgress');
    expect(fresh?.EndTime).toBeUndefined();
    expect(fresh?.StatusMessage).toBe(
      'Successfully set desired count to 9. Waiting for change to be fulfilled by ecs.',
    );
  });

  it('tells AlreadyAtMaxCapacity only to who asks for what was not scaled', () => {
    expect(plain.filter((one) => (one.NotScaledReasons?.length ?? 0) > 0)).toEqual([]);
    const refused = every.filter((one) => (one.NotScaledReasons?.length ?? 0) > 0);
    expect(refused.length).toBeGreaterThan(0);
    expect(every.length).toBe(plain.length + refused.length);
    for (const one of refused)
      expect(one.NotScaledReasons).toEqual([
        expect.objectContaining({ Code: 'AlreadyAtMaxCapacity', MaxCapacity: expect.any(Number) }),
      ]);
  });

  it('never appears among service events', async () => {
    const { serviceArns = [] } = await clients.ecs.send(
      new ListServicesCommand({ cluster: 'prod-kr', maxResults: 100 }),
    );
    const { services = [] } = await clients.ecs.send(
      new DescribeServicesCommand({ cluster: 'prod-kr', services: serviceArns.slice(0, 10) }),
    );
    const lines = services.flatMap((one) => one.events ?? []).map((event) => event.message ?? '');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => /desired count|alarm|policy/i.test(line))).toEqual([]);
  });
});
