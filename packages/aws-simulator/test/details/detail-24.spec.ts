import { describe, expect, it } from '@jest/globals';
import type { AwsRecord, Region } from '../../src/world/types.js';
import { all, DAY, fleet, HOUR, MINUTE, serviceSeries, STARTED_AT, text } from '../world/fleet.js';

const SEOUL = 9 * HOUR;
const of = fleet([], { historyDays: 20 });
const { region } = of;
const services = all(region, 'services');
const local = (at: number) => new Date(at + SEOUL);
const rollouts = (of.truth().deployments ?? []).map((one) => Date.parse(text(one.createdAt)));
const inHistory = rollouts.filter((at) => at > STARTED_AT - 20 * DAY);
const tagsOf = (one: AwsRecord) => (one.tags as { key: string; value: string }[]) ?? [];

/** CPU that a service's tasks use in a minute, relative units: what its people cause. */
function used(where: Region, cluster: string, name: string, at: number): number {
  return where.datapoint(serviceSeries(where, cluster, name, 'CPUUtilization'), at)?.sum ?? 0;
}

/** Mean use of an office service over a local working day's afternoon. */
const office = (midnight: number) =>
  Array.from({ length: 8 }, (_, i) =>
    used(region, 'prod-kr', 'admin-web', midnight + (14 + i / 4) * HOUR),
  ).reduce((sum, one) => sum + one / 8, 0);
const workdays = Array.from(
  { length: 19 },
  (_, i) => Math.floor((STARTED_AT + SEOUL) / DAY) * DAY - SEOUL - (i + 1) * DAY,
)
  .filter((midnight) => ![0, 6].includes(local(midnight).getUTCDay()))
  .filter((midnight) => midnight > STARTED_AT - 19 * DAY);

describe('detail 24: human texture', () => {
  it('rolls out on working days between 10 and 18, and little on Friday afternoon', () => {
    expect(inHistory.length).toBeGreaterThan(50);
    for (const at of inHistory) {
      expect([1, 2, 3, 4, 5]).toContain(local(at).getUTCDay());
      expect(local(at).getUTCHours()).toBeGreaterThanOrEqual(10);
      expect(local(at).getUTCHours()).toBeLessThan(18);
    }
    const afternoon = inHistory.filter((at) => local(at).getUTCHours() >= 15);
    const friday = afternoon.filter((at) => local(at).getUTCDay() === 5).length;
    expect(friday).toBeLessThan(((afternoon.length - friday) / 4) * 0.6);
  });

  it('has revisions in the hundreds with holes, and images tagged by git SHA, some by latest', () => {
    const numbers = region.ecs.taskDefinitions().map((one) => Number(one.revision));
    expect(Math.max(...numbers)).toBeGreaterThan(300);
    const family = region.ecs
      .taskDefinitions()
      .filter((one) => one.family === 'prod-checkout-api')
      .map((one) => Number(one.revision))
      .sort((a, b) => a - b);
    expect((family.at(-1) ?? 0) - (family[0] ?? 0) + 1).toBeGreaterThan(family.length);
    const images = services.map((one) => {
      const definition = region.taskDefinition(text(one.taskDefinition));
      return text(((definition?.containerDefinitions as AwsRecord[])[0] as AwsRecord).image);
    });
    const sha = images.filter((image) => /:[0-9a-f]{12}$/.test(image)).length;
    const latest = images.filter((image) => image.endsWith(':latest')).length;
    expect(sha + latest).toBe(images.length);
    expect(latest).toBeGreaterThan(1);
    expect(latest).toBeLessThan(sha / 2);
  });

  it('has two naming styles, missing tags, a typo, and a service at desired 0', () => {
    const names = services.map((one) => text(one.serviceName));
    expect(names.filter((name) => /^[a-z]+(-[a-z]+)+$/.test(name)).length).toBeGreaterThan(10);
    expect(names.filter((name) => /^([A-Z][a-z]+)+Service$/.test(name)).length).toBeGreaterThan(4);
    expect(services.some((one) => tagsOf(one).length === 0)).toBe(true);
    const keys = services.flatMap((one) => tagsOf(one).map(({ key }) => key));
    expect(keys).toContain('enviroment');
    expect(services.some((one) => one.desiredCount === 0)).toBe(true);
  });

  it('puts a stage cluster to sleep at night', () => {
    const night = Math.floor((STARTED_AT + SEOUL) / DAY) * DAY - SEOUL - 4 * DAY + 2 * HOUR;
    const awake = (at: number) =>
      services
        .filter((one) => text(one.clusterArn).endsWith('/stage-kr'))
        .reduce((sum, one) => sum + used(region, 'stage-kr', text(one.serviceName), at), 0);
    expect(awake(night)).toBe(0);
    expect(awake(night + 9 * HOUR)).toBeGreaterThan(50);
    const actions = region.scaling.scheduledActions();
    expect(new Set(actions.map((one) => one.ScheduledActionName))).toEqual(
      new Set(['stage-wake', 'stage-sleep']),
    );
    expect(new Set(actions.map((one) => one.Timezone))).toEqual(new Set(['Asia/Seoul']));
  });

  it('works at night where it is a batch', () => {
    const night = workdays.map((midnight) => used(region, 'prod-kr', 'report-worker', midnight + 3.5 * HOUR));
    const noon = workdays.map((midnight) => used(region, 'prod-kr', 'report-worker', midnight + 13 * HOUR));
    const total = (values: number[]) => values.reduce((sum, one) => sum + one, 0);
    expect(total(night)).toBeGreaterThan(4 * total(noon));
  });

  it('dips at lunch and peaks in the evening in Seoul', () => {
    const shops = ['checkout-api', 'web-gateway', 'catalog-api', 'user-api', 'payment-api'];
    const mean = (hour: number) => {
      const slots = workdays.flatMap((midnight) =>
        [-6, -3, 0, 3, 6].map((minutes) => midnight + hour * HOUR + minutes * MINUTE),
      );
      return slots.reduce(
        (sum, at) => sum + shops.reduce((all_, name) => all_ + used(region, 'prod-kr', name, at), 0),
        0,
      );
    };
    expect(mean(12.4)).toBeLessThan(0.95 * mean(11.5));
    expect(mean(12.4)).toBeLessThan(0.97 * mean(13.5));
    const evening = mean(21);
    for (const hour of [4.5, 9, 11.5, 15, 18]) expect(evening).toBeGreaterThan(1.1 * mean(hour));
  });

  it('keeps a holiday on which offices are empty and nobody rolls out', () => {
    const means = workdays.map((midnight) => ({ midnight, mean: office(midnight) }));
    const usual = [...means].sort((a, b) => a.mean - b.mean)[Math.floor(means.length / 2)]?.mean ?? 0;
    const holidays = means.filter(({ mean }) => mean < 0.45 * usual);
    expect(holidays).toHaveLength(1);
    const [{ midnight } = { midnight: 0 }] = holidays;
    expect(inHistory.filter((at) => at >= midnight && at < midnight + DAY)).toEqual([]);
  });

  it('lives in the opposite phase in Virginia', () => {
    const both = fleet([], {
      regions: ['ap-northeast-2', 'us-east-1'],
      clusters: 2,
      services: 24,
      instances: 0,
      historyDays: 5,
    });
    const busiest = (name: string) => {
      const where = both.world.region(both.world.accounts()[0] ?? '', name);
      if (!where) throw new Error(`no region ${name}`);
      const cluster = text(where.clusters()[0]?.clusterName);
      const hours = Array.from({ length: 24 }, (_, hour) => {
        // Thursday and Friday in UTC.
        const at = [4, 3].map((days) => Math.floor(STARTED_AT / DAY - days) * DAY + hour * HOUR);
        return at.reduce((sum, one) => sum + used(where, cluster, 'checkout-api', one + 30 * MINUTE), 0);
      });
      return hours.indexOf(Math.max(...hours));
    };
    // 21:00 in Seoul is 12:00 UTC, 21:00 in Virginia 02:00 UTC.
    expect(Math.abs(busiest('ap-northeast-2') - 12)).toBeLessThanOrEqual(2);
    expect(Math.abs(busiest('us-east-1') - 2)).toBeLessThanOrEqual(2);
  });
});
