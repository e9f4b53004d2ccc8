import { describe, expect, it } from '@jest/globals';
import type { Alarm } from '../../src/world/alarms/alarms-view.js';
import type { AwsRecord } from '../../src/world/types.js';
import { all, average, date, fleet, serviceSeries, text, DAY, HOUR, MINUTE } from '../world/fleet.js';

const demo = fleet(
  [
    {
      kind: 'log-lines',
      at: '-50m',
      duration: '20m',
      on: { cluster: 'prod-kr', service: 'checkout-api' },
      parameters: { message: 'ERROR planted burst {n}', perMinute: 30 },
    },
    { kind: 'cpu', at: '-5h', duration: '40m', on: { cluster: 'prod-kr' }, parameters: { factor: 2 } },
  ],
  { historyDays: 2 },
);
const { region } = demo;
const now = demo.clock.now();

interface Written {
  newState?: {
    stateValue: string;
    stateReasonData?: { evaluatedDatapoints: { timestamp: string; value: number }[]; threshold: number };
  };
}

function changes(alarm: Alarm): { at: number; written: Written }[] {
  return alarm
    .history()
    .filter(({ type }) => type === 'StateUpdate')
    .map(({ at, data }) => ({ at, written: JSON.parse(data) as Written }));
}

describe('detail 25: what a doubter checks', () => {
  it('has as many running tasks as it says', () => {
    for (const service of all(region, 'services')) {
      const running = all(region, 'tasks').filter(
        (task) =>
          task.group === `service:${text(service.serviceName)}` &&
          task.clusterArn === service.clusterArn &&
          task.lastStatus === 'RUNNING',
      );
      expect(running.length).toBe(service.runningCount);
    }
  });

  it('keeps the CPU of a service when the number of its tasks changes', () => {
    const scaled = (demo.truth().scaling ?? []).filter(
      ({ kind, at }) => kind === 'desired' && date(at) > now - DAY && date(at) < now - HOUR,
    );
    const ratios = scaled.flatMap((activity) => {
      const [, cluster = '', name = ''] = text(activity.resourceId).split('/');
      const series = serviceSeries(region, cluster, name, 'CPUUtilization');
      const minute = Math.floor(date(activity.at) / MINUTE) * MINUTE;
      const total = (at: number): number => region.datapoint(series, at)?.sum ?? NaN;
      const ratio = total(minute + 5 * MINUTE) / total(minute - 2 * MINUTE);
      return Number.isNaN(ratio) ? [] : [ratio];
    });
    ratios.sort((a, b) => a - b);
    expect(ratios.length).toBeGreaterThan(20);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeGreaterThan(0.9);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeLessThan(1.1);
  });

  it('has an alarm history that agrees with the datapoints', () => {
    let checked = 0;
    for (const alarm of region.alarms.list()) {
      if (alarm.composite) continue;
      const described = alarm.describe();
      const series = region.findSeries(
        text(described.Namespace),
        text(described.MetricName),
        described.Dimensions as { Name: string; Value: string }[],
      );
      if (!series || described.Statistic !== 'Average' || series.period !== described.Period) continue;
      for (const { written } of changes(alarm).slice(0, 20)) {
        for (const { timestamp, value } of written.newState?.stateReasonData?.evaluatedDatapoints ?? []) {
          checked += 1;
          expect(value).toBeCloseTo(
            average(region, series, Date.parse(timestamp.replace('+0000', 'Z'))) ?? NaN,
            9,
          );
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('has alarm states that follow one another without a gap, and end in the state of now', () => {
    for (const alarm of region.alarms.list()) {
      const found = changes(alarm);
      const states = found.map(({ written }) => written.newState?.stateValue);
      states.forEach((state, i) => expect(state).not.toBe(states[i + 1]));
      const described = alarm.describe();
      expect(described.StateValue).toBe(alarm.state());
      if (found[0]) {
        expect(described.StateValue).toBe(states[0]);
        expect(date(described.StateTransitionedTimestamp)).toBe(found[0].at);
      }
    }
  });

  it('evaluates an alarm the same whether it is asked often or once', () => {
    const patient = fleet([], { historyDays: 1 });
    const eager = fleet([], { historyDays: 1 });
    for (let i = 0; i < 12; i++) {
      eager.forward(5 * MINUTE + 1234);
      for (const alarm of eager.region.alarms.list()) alarm.describe();
    }
    patient.forward(12 * (5 * MINUTE + 1234));
    const told = (of: typeof patient): unknown => of.region.alarms.list().map((alarm) => alarm.describe());
    expect(told(eager)).toEqual(told(patient));
  });

  it('has an event of CloudTrail, with its actor, for every revision that was deployed', () => {
    const events = region.trail.events(0, now).map(({ record }) => JSON.parse(record) as AwsRecord);
    const registered = events.filter(({ eventName }) => eventName === 'RegisterTaskDefinition');
    const deployments = (demo.truth().deployments ?? []).filter(
      ({ createdAt }) => date(createdAt) < now - 10 * MINUTE,
    );
    expect(deployments.length).toBeGreaterThan(10);
    for (const { taskDefinitionArn } of deployments) {
      const found = registered.find(
        ({ responseElements }) =>
          (responseElements as { taskDefinition: { taskDefinitionArn: string } }).taskDefinition
            .taskDefinitionArn === taskDefinitionArn,
      );
      expect(found?.userIdentity).toMatchObject({ type: 'AssumedRole' });
      expect(JSON.stringify(found)).not.toContain('PLANTED-');
    }
  });

  it('has the scaling of services in CloudTrail as well, by the service-linked role', () => {
    const since = now - DAY;
    const activities = region
      .scalingActivities()
      .filter(
        ({ Description, StartTime }) =>
          text(Description).startsWith('Setting desired count') &&
          date(StartTime) > since &&
          date(StartTime) < now - 10 * MINUTE,
      );
    const events = region.trail.events(since - MINUTE, now);
    expect(activities.length).toBeGreaterThan(5);
    for (const { StartTime } of activities) {
      const at = Math.floor(date(StartTime) / 1000) * 1000;
      expect(
        events.some((event) => event.at === at && event.actor.userName === 'AutoScaling-UpdateService'),
      ).toBe(true);
    }
  });

  it('says who opened the groups that are open to the world', () => {
    const opened = region.trail.events(0, now).filter(({ name }) => name === 'AuthorizeSecurityGroupIngress');
    expect(opened.length).toBeGreaterThan(0);
    const groups = new Map(region.network.securityGroups().map((group) => [text(group.GroupId), group]));
    for (const { record, actor } of opened) {
      const { requestParameters } = JSON.parse(record) as { requestParameters: { groupId: string } };
      expect(JSON.stringify(groups.get(requestParameters.groupId))).toContain('0.0.0.0/0');
      expect(actor.userName).not.toBe('GitHubActions');
    }
  });

  it('forgets stopped tasks after about an hour', () => {
    const stopped = all(region, 'tasks').filter(({ lastStatus }) => lastStatus === 'STOPPED');
    const ages = stopped.map(({ stoppedAt }) => now - date(stoppedAt));
    expect(Math.max(...ages)).toBeLessThan(90 * MINUTE);
  });
});
