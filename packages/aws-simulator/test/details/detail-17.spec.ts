import type { StatisticSet } from '../../src/world/types.js';
import { databaseSeries, fleet, MINUTE, serviceSeries, service, STARTED_AT } from '../world/fleet.js';
import { groupSeries } from '../world/target-groups.js';

const NAME = 'checkout-api';
const BEGINS = STARTED_AT - 60 * MINUTE;

describe('detail 17: metrics in a roll at 100/200', () => {
  const of = fleet([
    { kind: 'deployment', at: '-60m', on: { cluster: 'prod-kr', service: NAME } },
    {
      kind: 'scaling-bounds',
      at: '-20h',
      on: { cluster: 'prod-kr', service: NAME },
      parameters: { min: 12, max: 12 },
    },
    { kind: 'deployment', at: '-60m', on: { cluster: 'prod-kr', service: 'web-gateway' } },
  ]);
  const { region } = of;
  const read = (metric: string, minute: number): StatisticSet | undefined =>
    region.datapoint(groupSeries(region, NAME, metric), BEGINS + minute * MINUTE);
  const ecs = (metric: string, minute: number): StatisticSet | undefined =>
    region.datapoint(serviceSeries(region, 'prod-kr', NAME, metric), BEGINS + minute * MINUTE);
  const minutes = Array.from({ length: 12 }, (_, i) => i);
  const before = mean([-5, -4, -3, -2, -1].map((minute) => ratio(ecs('CPUUtilization', minute))));
  const desired = Number(service(region, NAME).desiredCount);
  const doubled = minutes.filter((minute) => (ecs('LiveTaskCount', minute)?.sum ?? 0) >= 2 * desired);

  it('doubles the running tasks', () => {
    expect(doubled.length).toBeGreaterThan(0);
  });

  it('lets the average CPU fall while the maximum spikes with the start of the new tasks', () => {
    const lowest = Math.min(...minutes.map((minute) => ratio(ecs('CPUUtilization', minute))));
    const highest = Math.max(...minutes.map((minute) => ecs('CPUUtilization', minute)?.maximum ?? 0));
    const usual = Math.max(...[-5, -4, -3].map((minute) => ecs('CPUUtilization', minute)?.maximum ?? 0));
    expect(lowest).toBeLessThan(0.9 * before);
    expect(highest).toBeGreaterThan(1.2 * usual);
  });

  it('halves the requests per target and lets the healthy targets rise and fall', () => {
    const healthy = minutes.map((minute) => read('HealthyHostCount', minute)?.maximum ?? 0);
    expect(Math.max(...healthy)).toBe(2 * desired);
    expect(read('HealthyHostCount', 20)?.maximum).toBe(desired);
    const usual = ratio(read('RequestCountPerTarget', -2));
    const least = Math.min(...minutes.map((minute) => ratio(read('RequestCountPerTarget', minute))));
    expect(least / usual).toBeGreaterThan(0.4);
    expect(least / usual).toBeLessThan(0.75);
  });

  it('keeps requests = per target x healthy', () => {
    for (const minute of minutes) {
      const product = ratio(read('RequestCountPerTarget', minute)) * ratio(read('HealthyHostCount', minute));
      expect(product).toBeCloseTo(read('RequestCount', minute)?.sum ?? NaN, 0);
    }
  });

  it('lets the 99th percentile of the response time jump for a minute or two', () => {
    const usual = percentile(read('TargetResponseTime', -2), 0.99);
    const jumps = minutes.filter((m) => percentile(read('TargetResponseTime', m), 0.99) > 1.6 * usual);
    expect(jumps.length).toBeGreaterThanOrEqual(1);
    expect(jumps.length).toBeLessThanOrEqual(3);
  });

  it('opens the pools of old and new tasks at once', () => {
    const connections = databaseSeries(region, 'orders-db', 'DatabaseConnections');
    const at = (minute: number) => region.datapoint(connections, BEGINS + minute * MINUTE)?.sum ?? NaN;
    expect(at(doubled[0] ?? 0)).toBeGreaterThan(at(-2));
  });

  it('has a few 502 and 504 of the load balancer where SIGTERM is ignored', () => {
    const dimension = (groupSeries(region, 'web-gateway', 'RequestCount').dimensions ?? []).filter(
      ({ Name }) => Name === 'LoadBalancer',
    );
    const errors = region.findSeries('AWS/ApplicationELB', 'HTTPCode_ELB_5XX_Count', dimension);
    const counts = minutes.map((m) => errors && region.datapoint(errors, BEGINS + m * MINUTE)?.sum);
    const some = counts.filter((count) => count !== undefined);
    expect(some.length).toBeGreaterThan(0);
    expect(Math.max(...some)).toBeLessThan(60);
  });
});

function ratio(set: StatisticSet | undefined): number {
  return set ? set.sum / set.sampleCount : NaN;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(set: StatisticSet | undefined, share: number): number {
  const values = [...(set?.values ?? [])].sort((a, b) => a - b);
  return values[Math.ceil(share * values.length) - 1] ?? NaN;
}
