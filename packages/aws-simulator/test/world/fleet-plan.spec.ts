import { describe, expect, it } from '@jest/globals';
import { all, average, databaseSeries, date, DAY, fleet, HOUR, number, STARTED_AT, text } from './fleet.js';

const demo = fleet([], { historyDays: 9 });
const { region } = demo;

describe('the demo fleet is one that people could have', () => {
  it('has the clusters, services, tasks, instances and databases of its options', () => {
    const clusters = region.clusters();
    expect(clusters.map((cluster) => cluster.clusterName)).toEqual(['prod-kr', 'prod-kr-ec2', 'stage-kr']);
    expect(all(region, 'services')).toHaveLength(25);
    const running = clusters.reduce((sum, cluster) => sum + number(cluster.runningTasksCount), 0);
    expect(running).toBeGreaterThan(125);
    expect(running).toBeLessThan(180);
    const instances = region.instances().filter((one) => (one.State as { Name: string }).Name === 'running');
    expect(instances.length).toBeGreaterThanOrEqual(19);
    expect(instances.length).toBeLessThanOrEqual(23);
    expect(region.dbInstances()).toHaveLength(6);
    expect(clusters[0]?.capacityProviders).toContain('FARGATE_SPOT');
    expect((clusters[1]?.capacityProviders as string[]).some((name) => name.startsWith('prod-kr-ec2'))).toBe(
      true,
    );
    expect((clusters[2]?.capacityProviders as string[]).length).toBe(3);
  });

  it('has room to roll out each service, even one that runs a single task', () => {
    const large = fleet([], { services: 60, tasks: 150, instances: 40 });
    const stuck = all(large.region, 'services').filter((one) => {
      const { minimumHealthyPercent: least, maximumPercent: most } = one.deploymentConfiguration as {
        minimumHealthyPercent: number;
        maximumPercent: number;
      };
      const desired = Math.max(1, number(one.desiredCount));
      const isReplica = one.schedulingStrategy !== 'DAEMON';
      return isReplica && Math.floor((desired * most) / 100) <= Math.ceil((desired * least) / 100);
    });
    expect(stuck.map((one) => one.serviceName)).toEqual([]);
  });

  it('gives no name twice, however many services there are', () => {
    const large = fleet([], { services: 300, tasks: 900, instances: 90, databases: 8 }).region;
    const groups = large.loadBalancing.targetGroups().map((one) => text(one.TargetGroupName));
    const alarms = large.alarms.list().map((one) => text(one.describe().AlarmName));
    for (const names of [groups, alarms]) {
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  it('leaves its databases room for connections, however many services there are', () => {
    const large = fleet([], { services: 300, tasks: 900, instances: 90, databases: 8 }).region;
    // A db.m6g.large takes 847.
    const held = databaseSeries(large, 'orders-db', 'DatabaseConnections');
    const noon = STARTED_AT - (STARTED_AT % DAY) - DAY + 3 * HOUR;
    const busy = Array.from({ length: 12 }, (_, hour) => number(average(large, held, noon + hour * HOUR)));
    expect(Math.max(...busy)).toBeGreaterThan(100);
    expect(Math.max(...busy)).toBeLessThan(0.7 * 847);
  });

  it('rolls out on working days between 10 and 18 in Seoul, few on Friday afternoon', () => {
    const times = (demo.truth().deployments ?? [])
      .map((one) => date(one.createdAt))
      .filter((at) => at > STARTED_AT - 9 * DAY);
    expect(times.length).toBeGreaterThan(20);
    const local = times.map((at) => new Date(at + 9 * 3_600_000));
    for (const at of local) {
      expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
      expect(at.getUTCHours()).toBeGreaterThanOrEqual(10);
      expect(at.getUTCHours()).toBeLessThan(18);
    }
    const late = local.filter((at) => at.getUTCDay() === 5 && at.getUTCHours() >= 15);
    expect(late.length).toBeLessThan(times.length / 10);
  });

  it('has human texture: holes in revisions, commit tags and latest, two naming styles, missing and misspelt tags', () => {
    const services = all(region, 'services');
    const names = services.map((one) => text(one.serviceName));
    expect(names.some((name) => /^[a-z]+(-[a-z]+)+$/.test(name))).toBe(true);
    expect(names.some((name) => /^[A-Z][A-Za-z]+Service$/.test(name))).toBe(true);
    const tags = services.map((one) => (one.tags as { key: string }[]).map(({ key }) => key));
    expect(tags.some((keys) => keys.length === 0)).toBe(true);
    expect(tags.some((keys) => keys.includes('enviroment'))).toBe(true);
    expect(
      tags.filter((keys) => keys.includes('environment') && keys.includes('team') && keys.includes('tier'))
        .length,
    ).toBeGreaterThan(15);
    const images = services.map(
      (one) =>
        (region.taskDefinition(text(one.taskDefinition))?.containerDefinitions as { image: string }[])[0]
          ?.image ?? '',
    );
    expect(images.some((image) => image.endsWith(':latest'))).toBe(true);
    expect(images.filter((image) => /:[0-9a-f]{12}$/.test(image)).length).toBeGreaterThan(15);
    const deployments = (demo.truth().deployments ?? []).filter((one) =>
      text(one.serviceArn).includes('/prod-kr/'),
    );
    const revisions = new Map<string, number[]>();
    for (const one of deployments) {
      const [family = '', revision = ''] = text(one.taskDefinitionArn).split('/').at(-1)?.split(':') ?? [];
      revisions.set(family, [...(revisions.get(family) ?? []), Number(revision)]);
    }
    const steps = [...revisions.values()].flatMap((list) =>
      list.slice(1).map((revision, i) => revision - (list[i] ?? 0)),
    );
    expect(steps).toContain(1);
    expect(steps).toContain(2);
    expect(services.filter((one) => one.desiredCount === 0)).toHaveLength(1);
  });

  it('plants values that nobody may keep, and hostile text in tags', () => {
    const definitions = all(region, 'services').map((one) =>
      JSON.stringify(region.taskDefinition(text(one.taskDefinition))),
    );
    for (const definition of definitions) {
      expect(definition).toContain('PLANTED-ENV-');
      expect(definition).toContain('PLANTED-SECRET-');
    }
    const jobs = fleet([], { startedAt: STARTED_AT + 5 * 60_000, historyDays: 1 });
    const overrides = all(jobs.region, 'tasks')
      .filter((task) => text(task.group).startsWith('family:'))
      .map((task) => JSON.stringify(task.overrides));
    expect(overrides.length).toBeGreaterThan(0);
    for (const one of overrides) expect(one).toContain('PLANTED-COMMAND');
    const tags = JSON.stringify(all(region, 'services').map((one) => one.tags));
    expect(tags).toContain('javascript:alert(1)');
    expect(tags).toContain('<img src=x onerror=alert(1)>');
  });

  it('grows to any size, spread over accounts and regions', () => {
    const big = fleet([], {
      services: 300,
      tasks: 2500,
      clusters: 6,
      instances: 90,
      databases: 20,
      accounts: 2,
      regions: ['ap-northeast-2', 'us-east-1'],
      historyDays: 0,
    });
    const regions = big.world
      .accounts()
      .flatMap((account) => big.world.regions(account).map((name) => big.world.region(account, name)));
    const clusters = regions.flatMap((one) => one?.clusters() ?? []);
    expect(regions).toHaveLength(4);
    expect(clusters).toHaveLength(6);
    expect(clusters.reduce((sum, cluster) => sum + number(cluster.activeServicesCount), 0)).toBe(300);
    const running = clusters.reduce((sum, cluster) => sum + number(cluster.runningTasksCount), 0);
    expect(running).toBeGreaterThan(2200);
    expect(running).toBeLessThan(2700);
    expect(regions.reduce((sum, one) => sum + (one?.instances().length ?? 0), 0)).toBe(90);
    expect(regions.reduce((sum, one) => sum + (one?.dbInstances().length ?? 0), 0)).toBe(20);
  });

  it('stands without clusters, instances or databases', () => {
    const bare = fleet([], { clusters: 0, services: 0, tasks: 0, instances: 0, databases: 0 });
    expect(bare.region.clusters()).toEqual([]);
    expect(bare.region.metricSeries()).toEqual([]);
    const alone = fleet([], {
      clusters: 2,
      services: 3,
      tasks: 9,
      instances: 0,
      databases: 0,
      historyDays: 1,
    });
    expect(
      alone.region.clusters().every((cluster) => number(cluster.registeredContainerInstancesCount) === 0),
    ).toBe(true);
    expect(
      all(alone.region, 'services').reduce((sum, one) => sum + number(one.runningCount), 0),
    ).toBeGreaterThan(4);
  });
});
