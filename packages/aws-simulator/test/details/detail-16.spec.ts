import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, fleet, HOUR, MINUTE, serviceSeries, STARTED_AT, text } from '../world/fleet.js';

const of = fleet(
  [
    {
      kind: 'cpu',
      at: '-3h',
      duration: '3h',
      on: { service: 'ReportWorkerService' },
      parameters: { factor: 12 },
    },
    {
      kind: 'memory',
      at: '-3h',
      duration: '3h',
      on: { service: 'ImageResizerService' },
      parameters: { factor: 3 },
    },
    { kind: 'memory', at: '-3h', duration: '3h', on: { service: 'order-worker' }, parameters: { factor: 3 } },
    {
      kind: 'traffic',
      at: '-3h',
      duration: '2h',
      on: { cluster: 'prod-kr', service: '*-api' },
      parameters: { factor: 3, ramp: 'step' },
    },
  ],
  { historyDays: 3 },
);
const { region } = of;
const highest = (cluster: string, name: string, metric: string, hours: number) => {
  const one = serviceSeries(region, cluster, name, metric);
  return Math.max(
    ...Array.from(
      { length: hours * 60 },
      (_, i) => region.datapoint(one, STARTED_AT - (i + 3) * MINUTE)?.maximum ?? 0,
    ),
  );
};
const definition = (name: string) => {
  const service = all(region, 'services').find((one) => one.serviceName === name);
  return region.taskDefinition(text(service?.taskDefinition)) as AwsRecord & {
    containerDefinitions: AwsRecord[];
  };
};

describe('detail 16: more than 100 %', () => {
  it('shows Fargate tasks at 105 to 127 % CPU at their worst, now and then', () => {
    const names = ['checkout-api', 'web-gateway', 'catalog-api', 'user-api', 'inventory-api'];
    const peaks = names.map((name) => highest('prod-kr', name, 'CPUUtilization', 3));
    expect(Math.max(...peaks)).toBeGreaterThan(105);
    expect(Math.max(...peaks)).toBeLessThanOrEqual(127);
    const one = serviceSeries(region, 'prod-kr', 'search-api', 'CPUUtilization');
    const quiet = Array.from({ length: 24 * 60 }, (_, i) =>
      region.datapoint(one, STARTED_AT - 40 * HOUR + i * MINUTE),
    );
    expect(quiet.filter((point) => (point?.maximum ?? 0) > 100).length).toBeLessThan(30);
  });

  it('shows EC2 tasks without a size of their own at 150 to 400 %', () => {
    expect(definition('ReportWorkerService').cpu).toBeUndefined();
    const peak = highest('prod-kr-ec2', 'ReportWorkerService', 'CPUUtilization', 3);
    expect(peak).toBeGreaterThan(150);
    expect(peak).toBeLessThanOrEqual(400);
  });

  it('shows memory above 100 % where the limit is soft, and never where it is hard', () => {
    const soft = definition('ImageResizerService').containerDefinitions[0];
    expect(Number(soft?.memory)).toBe(2 * Number(soft?.memoryReservation));
    expect(highest('prod-kr-ec2', 'ImageResizerService', 'MemoryUtilization', 1)).toBeGreaterThan(105);
    expect(highest('prod-kr', 'order-worker', 'MemoryUtilization', 1)).toBeLessThanOrEqual(100);
  });
});
