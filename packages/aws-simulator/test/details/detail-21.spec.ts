import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, date, fleet, HOUR, MINUTE, number, STARTED_AT, text, type Fleet } from '../world/fleet.js';

const SECOND = 1000;
const of = fleet();
const CLUSTER = 'prod-kr-ec2';

function hostsOf(which: Fleet): AwsRecord[] {
  return all(which.region, 'containerInstances').filter((one) =>
    text(one.containerInstanceArn).includes(`/${CLUSTER}/`),
  );
}

function resource(instance: AwsRecord, list: string, name: string): AwsRecord | undefined {
  return (instance[list] as AwsRecord[]).find((one) => one.name === name);
}

/** Running daemons by the instance that they run on. */
function daemons(which: Fleet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const task of all(which.region, 'tasks')) {
    if (task.group !== 'service:node-log-agent' || task.lastStatus !== 'RUNNING') continue;
    const host = text(task.containerInstanceArn);
    counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return counts;
}

describe('detail 21: a container instance', () => {
  it('registers less memory than its type has: about 7.6 of 8 GiB', () => {
    for (const instance of hostsOf(of)) {
      const gib = number(resource(instance, 'registeredResources', 'MEMORY')?.integerValue) / 1024;
      expect(gib).toBeGreaterThan(7.55);
      expect(gib).toBeLessThan(7.85);
      expect(resource(instance, 'registeredResources', 'CPU')?.integerValue).toBe(2048);
    }
  });

  it('keeps the ports of SSH, Docker and its agent', () => {
    for (const instance of hostsOf(of))
      expect(resource(instance, 'registeredResources', 'PORTS')?.stringSetValue).toEqual([
        '22',
        '2375',
        '2376',
        '51678',
        '51679',
      ]);
  });

  it('runs a little older agent and Docker on some', () => {
    const versions = (name: string) =>
      new Set(hostsOf(of).map((one) => text((one.versionInfo as AwsRecord)[name])));
    expect(versions('agentVersion').size).toBe(2);
    expect(versions('dockerVersion').size).toBe(2);
  });

  it('loses its agent for seconds several times an hour', () => {
    const flickering = fleet();
    const [first] = hostsOf(flickering);
    const arn = first?.containerInstanceArn;
    const away: number[] = [];
    for (let second = 0; second < 3600; second += 2) {
      flickering.clock.time = STARTED_AT + second * SECOND;
      const now = hostsOf(flickering).find((one) => one.containerInstanceArn === arn);
      if (now?.agentConnected === false) away.push(second);
    }
    const spells = away.filter((second, index) => second - (away[index - 1] ?? -100) > 2);
    expect(spells.length).toBeGreaterThanOrEqual(2);
    expect(spells.length).toBeLessThanOrEqual(6);
    expect(away.length * 2).toBeLessThan(spells.length * 15);
  });

  it('holds no more than two tasks with an interface of their own on an m5.large, and some hold two', () => {
    const crowded = fleet([
      {
        kind: 'scale',
        at: '-30m',
        on: { cluster: CLUSTER, service: 'PaymentApiService' },
        parameters: { desired: 60 },
      },
    ]);
    const awsvpc = crowded.region
      .instances()
      .filter((one) => one.InstanceType === 'm5.large')
      .map((one) => (one.NetworkInterfaces as AwsRecord[]).length - 1);
    expect(Math.max(...awsvpc)).toBe(2);
  });

  it('runs one DAEMON each', () => {
    const counts = daemons(of);
    expect(counts.size).toBe(hostsOf(of).length);
    for (const count of counts.values()) expect(count).toBe(1);
  });

  it('may hang in DRAINING: its tasks stay, nothing comes, and the daemons of the others stay too', () => {
    const draining = fleet([
      {
        kind: 'instance-draining',
        at: '+1m',
        duration: '2h',
        on: { cluster: CLUSTER, group: '*-general', az: 'c' },
      },
      // A new instance makes the scheduler look at its daemons.
      {
        kind: 'instance-terminated',
        at: '+5m',
        on: { cluster: CLUSTER, group: '*-general', az: 'a', pick: 1 },
      },
    ]);
    draining.forward(2 * MINUTE);
    const hung = () => hostsOf(draining).filter((one) => one.status === 'DRAINING');
    const arns = new Set(hung().map((one) => one.containerInstanceArn));
    expect(arns.size).toBeGreaterThan(0);
    draining.forward(1.5 * HOUR);
    expect(new Set(hung().map((one) => one.containerInstanceArn))).toEqual(arns);
    const left = all(draining.region, 'tasks').filter(
      (task) => arns.has(task.containerInstanceArn) && task.lastStatus === 'RUNNING',
    );
    expect(left.length).toBeGreaterThan(0);
    for (const task of left) expect(date(task.createdAt)).toBeLessThan(STARTED_AT + MINUTE);
    const counts = daemons(draining);
    for (const one of hostsOf(draining))
      if (one.status === 'ACTIVE') expect(counts.get(text(one.containerInstanceArn))).toBe(1);
  });
});
