import { describe, expect, it } from '@jest/globals';
import { all, fleet, number, serviceSeries, text, DAY, HOUR, MINUTE, STARTED_AT } from '../world/fleet.js';

const demo = fleet([], { historyDays: 2 });
const { region } = demo;

describe('detail 18: missing against zero', () => {
  it('has no AWS/ECS point for a service without tasks', () => {
    // 03:00 in Seoul: stage sleeps.
    const at = Date.parse('2026-11-22T18:00:00Z');
    const asleep = all(region, 'services').filter(({ serviceName }) => text(serviceName).startsWith('stg-'));
    expect(asleep.length).toBeGreaterThan(0);
    for (const service of asleep) {
      if (service.schedulingStrategy === 'DAEMON') continue;
      for (const metric of ['CPUUtilization', 'MemoryUtilization']) {
        const series = serviceSeries(region, 'stage-kr', text(service.serviceName), metric);
        expect(region.datapoint(series, at)).toBeUndefined();
      }
    }
  });

  it('leaves error counts of load balancers out where there were none, and response times without traffic', () => {
    const zeros: string[] = [];
    const unasked: string[] = [];
    for (const series of region.metricSeries()) {
      const isCount = series.metricName.startsWith('HTTPCode_');
      const isTime = series.metricName === 'TargetResponseTime';
      if (!isCount && !isTime) continue;
      const requests = region.findSeries(series.namespace, 'RequestCount', series.dimensions);
      for (let at = STARTED_AT - 2 * HOUR; at < STARTED_AT - 10 * MINUTE; at += MINUTE) {
        const point = region.datapoint(series, at);
        if (isCount && point?.sum === 0) zeros.push(`${series.metricName} ${at}`);
        if (isTime && point && requests && !region.datapoint(requests, at)) unasked.push(`${at}`);
      }
    }
    expect(zeros).toEqual([]);
    expect(unasked).toEqual([]);
  });

  it('publishes basic monitoring every 5 minutes, and credits never more often', () => {
    const ofHosts = region.metricSeries().filter(({ namespace }) => namespace === 'AWS/EC2');
    const credits = ofHosts.filter(({ metricName }) => metricName.startsWith('CPUCredit'));
    expect(credits.length).toBeGreaterThan(0);
    for (const series of credits) expect(series.period).toBe(300);
    const basic = region
      .instances()
      .filter(({ Monitoring }) => (Monitoring as { State: string }).State === 'disabled');
    expect(basic.length).toBeGreaterThan(0);
    for (const { InstanceId } of basic) {
      const cpu = region.findSeries('AWS/EC2', 'CPUUtilization', [
        { Name: 'InstanceId', Value: text(InstanceId) },
      ]);
      expect(cpu?.period).toBe(300);
    }
  });

  it('knows reservation of clusters only where instances are registered', () => {
    const reserved = region
      .metricSeries()
      .filter(({ metricName }) => metricName === 'CPUReservation')
      .map(({ dimensions }) => dimensions[0]?.Value);
    for (const cluster of region.clusters()) {
      const has = number(cluster.registeredContainerInstancesCount) > 0;
      expect(reserved.includes(text(cluster.clusterName))).toBe(has);
    }
  });

  it('counts the lines of log groups, and has no point where nothing was written', () => {
    const group = text(region.logGroups()[0]?.logGroupName);
    const dimensions = [{ Name: 'LogGroupName', Value: group }];
    const lines = region.findSeries('AWS/Logs', 'IncomingLogEvents', dimensions);
    const bytes = region.findSeries('AWS/Logs', 'IncomingBytes', dimensions);
    if (!lines || !bytes) throw new Error(`${group} has no metrics`);
    for (let at = STARTED_AT - HOUR; at < STARTED_AT - 5 * MINUTE; at += MINUTE) {
      const events = region.logEvents({ logGroupName: group, from: at, to: at + MINUTE });
      const size = events.reduce((total, { message }) => total + Buffer.byteLength(message) + 26, 0);
      expect(region.datapoint(lines, at)?.sum).toBe(events.length === 0 ? undefined : events.length);
      expect(region.datapoint(bytes, at)?.sum).toBe(events.length === 0 ? undefined : size);
    }
  });

  it('calls an alarm on a metric without datapoints INSUFFICIENT_DATA', () => {
    const alarms = region.alarms.list();
    const unknown = alarms.filter((alarm) => alarm.state() === 'INSUFFICIENT_DATA').map(({ name }) => name);
    expect(unknown).toContain('prod-kr-coupon-legacy-cpu-high');
    const asleep = fleet([], { historyDays: 2, startedAt: STARTED_AT - DAY + 6 * HOUR });
    const stage = asleep.region.alarms.list().filter(({ name }) => name.includes('/stg-'));
    expect(stage.length).toBeGreaterThan(0);
    for (const alarm of stage) expect(alarm.state()).toBe('INSUFFICIENT_DATA');
  });
});
