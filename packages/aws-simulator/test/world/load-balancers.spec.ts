import { all, fleet, HOUR, MINUTE, STARTED_AT, text } from './fleet.js';
import { groupSeries, healthOf, targetGroupOf } from './target-groups.js';

describe('load balancers of the fleet', () => {
  const of = fleet([
    {
      kind: 'bad-deployment',
      at: '-70m',
      on: { service: 'checkout-api', cluster: 'prod-kr' },
      parameters: { fault: 'health-check' },
    },
  ]);
  const { region } = of;
  const { loadBalancing } = region;

  it('has an internet-facing one for each production cluster, an internal and a network load balancer', () => {
    const kinds = loadBalancing
      .loadBalancers()
      .map(({ Type, Scheme }) => `${String(Type)} ${String(Scheme)}`);
    expect(kinds.filter((kind) => kind === 'application internet-facing').length).toBeGreaterThanOrEqual(2);
    expect(kinds).toContain('application internal');
    expect(kinds).toContain('network internal');
  });

  it('registers exactly the addresses or host ports of the tasks that run', () => {
    for (const service of all(region, 'services')) {
      const [balancer] = service.loadBalancers as { targetGroupArn: string; containerPort: number }[];
      if (!balancer) continue;
      const tasks = all(region, 'tasks').filter(
        ({ group, lastStatus }) =>
          group === `service:${text(service.serviceName)}` && lastStatus === 'RUNNING',
      );
      const expected = tasks.map((task) => placeOf(task, balancer.containerPort)).sort();
      const healthy = healthOf(region, balancer.targetGroupArn).filter(({ state }) => state === 'healthy');
      const found = healthy.map(({ id, port }) => `${id}:${port}`).sort();
      if (expected.every((place) => !place.startsWith('host'))) expect(found).toEqual(expected);
      else expect(found).toHaveLength(expected.length);
    }
  });

  it('asks the port of the container everywhere but in one planted service', () => {
    const odd = loadBalancing
      .targetGroups()
      .filter(({ HealthCheckPort }) => HealthCheckPort !== 'traffic-port');
    expect(odd.map(({ TargetGroupName }) => TargetGroupName)).toEqual(['search-api-tg']);
    expect(odd[0]?.HealthCheckPort).toBe('8081');
    const states = healthOf(region, text(odd[0]?.TargetGroupArn)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['healthy']));
  });

  it('has a load balancer that nobody uses, and groups without targets', () => {
    const idle = loadBalancing
      .targetGroups()
      .filter(({ TargetGroupName }) => /canary|event/.test(text(TargetGroupName)));
    expect(idle.length).toBeGreaterThanOrEqual(2);
    for (const { TargetGroupArn } of idle) expect(healthOf(region, text(TargetGroupArn))).toEqual([]);
    expect(
      region
        .metricSeries()
        .some(({ dimensions }) => dimensions.some(({ Value }) => Value.includes('targetgroup/event-2025'))),
    ).toBe(false);
  });

  it('forwards with weights, of which the last belongs to a group without targets', () => {
    const rules = loadBalancing
      .listeners()
      .flatMap(({ ListenerArn }) => loadBalancing.rules(text(ListenerArn)) ?? []);
    const weights = rules.flatMap((rule) =>
      (rule.Actions as { ForwardConfig?: { TargetGroups: { Weight: number }[] } }[]).map(
        ({ ForwardConfig }) => ForwardConfig?.TargetGroups.map(({ Weight }) => Weight),
      ),
    );
    expect(weights).toContainEqual([100, 0]);
  });

  it('answers 5xx slowly in the minutes in which a bad deployment takes requests, and lines say so', () => {
    const codes = groupSeries(region, 'checkout-api', 'HTTPCode_Target_5XX_Count');
    const requests = groupSeries(region, 'checkout-api', 'RequestCount');
    const times = groupSeries(region, 'checkout-api', 'TargetResponseTime');
    const minutes = Array.from({ length: 60 }, (_, i) => STARTED_AT - 70 * MINUTE + i * MINUTE);
    const share = (at: number) =>
      (region.datapoint(codes, at)?.sum ?? 0) / (region.datapoint(requests, at)?.sum ?? NaN);
    const [worst = 0] = [...minutes].sort((a, b) => share(b) - share(a));
    expect(share(worst)).toBeGreaterThan(0.03);
    const mean = (at: number) => {
      const set = region.datapoint(times, at);
      return (set?.sum ?? NaN) / (set?.sampleCount ?? NaN);
    };
    expect(mean(worst)).toBeGreaterThan(2 * mean(STARTED_AT - 80 * MINUTE));
    const errors = (from: number) =>
      region
        .logEvents({ logGroupName: '/ecs/checkout-api', from, to: from + MINUTE })
        .filter(({ message }) => message.includes('upstream answered 502')).length;
    expect(errors(worst)).toBeGreaterThan(3);
    expect(errors(STARTED_AT - 80 * MINUTE)).toBe(0);
  });

  it('leaves out what did not happen, and what nobody asked for', () => {
    const night = STARTED_AT - 20 * HOUR;
    const elb = region
      .metricSeries()
      .find(
        ({ metricName, dimensions }) => metricName === 'RejectedConnectionCount' && dimensions.length === 1,
      );
    expect(elb && region.datapoint(elb, night)).toBeUndefined();
    const stage = groupSeries(region, 'stg-checkout-api', 'TargetResponseTime');
    // 03:00 in Seoul: the stage cluster sleeps.
    expect(region.datapoint(stage, STARTED_AT - 18 * HOUR)).toBeUndefined();
    expect(
      region.datapoint(groupSeries(region, 'stg-checkout-api', 'RequestCount'), STARTED_AT - 18 * HOUR),
    ).toBeUndefined();
  });

  it('tells the newest minute low and revises it upward', () => {
    const requests = groupSeries(region, 'catalog-api', 'RequestCount');
    const at = STARTED_AT - 3 * MINUTE;
    const visible = region.visibleAt(requests, at);
    const first = region.datapoint(requests, at, visible)?.sum ?? NaN;
    const final = region.datapoint(requests, at)?.sum ?? NaN;
    expect(first).toBeLessThan(0.95 * final);
    expect(first).toBeGreaterThan(0.5 * final);
    expect(region.datapoint(requests, at, at + 6 * MINUTE)?.sum).toBe(final);
  });

  it('keeps the sums: codes of a group add up to its requests, groups to their load balancer', () => {
    const at = STARTED_AT - 30 * MINUTE;
    const sum = (name: string, metric: string) =>
      region.datapoint(groupSeries(region, name, metric), at)?.sum ?? 0;
    const codes = ['2XX', '4XX', '5XX'].map((code) => sum('catalog-api', `HTTPCode_Target_${code}_Count`));
    expect(codes.reduce((a, b) => a + b, 0)).toBe(sum('catalog-api', 'RequestCount'));
    const behind = ['checkout-api', 'web-gateway', 'catalog-api', 'search-api', 'user-api', 'admin-web'];
    const lb = groupSeries(region, 'catalog-api', 'RequestCount').dimensions.filter(
      ({ Name }) => Name === 'LoadBalancer',
    );
    const whole = region.findSeries('AWS/ApplicationELB', 'RequestCount', lb);
    const total = behind.reduce((all, name) => all + sum(name, 'RequestCount'), 0);
    expect(whole && region.datapoint(whole, at)?.sum).toBe(total);
  });
});

describe('canaries', () => {
  const of = fleet([
    {
      kind: 'placement-failure',
      at: '-40m',
      duration: '60m',
      on: { cluster: 'prod-kr', service: 'checkout-api' },
      parameters: { lose: 40 },
    },
  ]);
  const runs = of.region.canaries.lastRuns() as {
    CanaryName: string;
    LastRun: { Status: { State: string; StateReason?: string }; Timeline: { Started: Date } };
  }[];
  const last = (name: string) => runs.find(({ CanaryName }) => CanaryName === name)?.LastRun;

  it('names its service by tag or by name', () => {
    const canaries = of.region.canaries.canaries() as { Name: string; Tags: Record<string, string> }[];
    expect(canaries.map(({ Name, Tags }) => [Name, Tags['service']])).toEqual([
      ['checkout-journey', 'checkout-api'],
      ['web-gateway-home', undefined],
      ['user-api-login', 'user-api'],
    ]);
  });

  it('fails while its service has no task that answers, and the others pass', () => {
    expect(last('checkout-journey')?.Status.State).toBe('FAILED');
    expect(last('checkout-journey')?.Status.StateReason).toMatch(/503|Timeout/);
    expect(last('web-gateway-home')?.Status.State).toBe('PASSED');
  });

  it('publishes a point for each run that says the same as the run', () => {
    const series = of.region.findSeries('CloudWatchSynthetics', 'SuccessPercent', [
      { Name: 'CanaryName', Value: 'checkout-journey' },
    ]);
    expect(series?.period).toBe(300);
    const started = last('checkout-journey')?.Timeline.Started.getTime() ?? 0;
    const slot = Math.floor(started / 300_000) * 300_000;
    expect(series && of.region.datapoint(series, slot)?.sum).toBe(0);
    expect(series && of.region.datapoint(series, slot - HOUR)?.sum).toBe(100);
  });

  it('has no point from which its targets were gone', () => {
    expect(healthOf(of.region, targetGroupOf(of.region, 'checkout-api'))).toEqual([]);
  });
});

function placeOf(task: Record<string, unknown>, port: number): string {
  const [attachment] = task.attachments as { details: { name: string; value: string }[] }[];
  const ip = attachment?.details.find(({ name }) => name === 'privateIPv4Address')?.value;
  return ip === undefined ? 'host' : `${ip}:${port}`;
}
