import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GetMetricDataCommand,
  InvalidNextToken,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { MetricSeries, Region, Simulator } from '../../src/index.js';
import {
  destroyClients,
  failure,
  NOW,
  post,
  REGION,
  sdkClients,
  startSmall,
  type Clients,
} from './harness.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** The last full hour before NOW, long published. */
const END = Math.floor(NOW / HOUR) * HOUR;

let simulator: Simulator;
let aws: Clients;
let view: Region;
let series: MetricSeries;

beforeAll(async () => {
  simulator = await startSmall();
  aws = sdkClients(simulator.url);
  const found = simulator.world.region(simulator.world.accounts()[0] ?? '', REGION);
  if (!found) throw new Error('The world lacks its region.');
  view = found;
  series = published('CPUUtilization', 'AWS/ECS');
});

afterEach(() => {
  simulator.faults.clear();
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

/** A series with a point in every minute of the last hour. */
function published(metricName: string, namespace: string): MetricSeries {
  const one = view
    .metricSeries()
    .find(
      (candidate) =>
        candidate.metricName === metricName &&
        candidate.namespace === namespace &&
        candidate.period === 60 &&
        minutes(END - 3 * HOUR, END).every((at) => view.datapoint(candidate, at) !== undefined),
    );
  if (!one) throw new Error(`No ${namespace}/${metricName} is published throughout.`);
  return one;
}

function minutes(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / MINUTE }, (_, index) => from + index * MINUTE);
}

function query(
  Id: string,
  changes: Partial<NonNullable<MetricDataQuery['MetricStat']>> = {},
): MetricDataQuery {
  const { namespace: Namespace, metricName: MetricName, dimensions: Dimensions } = series;
  return {
    Id,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: 'Average', ...changes },
  };
}

async function ask(
  queries: MetricDataQuery[],
  from: number,
  to: number,
  more: Partial<GetMetricDataCommandInput> = {},
): Promise<Record<string, { times: number[]; values: number[]; statuses: string[] }>> {
  const merged: Awaited<ReturnType<typeof ask>> = {};
  let NextToken: string | undefined;
  do {
    const answer = await aws.cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(from),
        EndTime: new Date(to),
        NextToken,
        ...more,
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [], StatusCode = '' } of answer.MetricDataResults ?? []) {
      const one = (merged[Id] ??= { times: [], values: [], statuses: [] });
      one.times.push(...Timestamps.map((time) => time.getTime()));
      one.values.push(...Values);
      one.statuses.push(StatusCode);
    }
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return merged;
}

describe('GetMetricData values', () => {
  it('equals the world minute by minute, newest first, start inclusive and end exclusive', async () => {
    const { a } = await ask([query('a')], END - HOUR, END);
    const expected = minutes(END - HOUR, END).reverse();
    expect(a?.times).toEqual(expected);
    const truth = expected.map((at) => view.datapoint(series, at));
    expect(a?.values).toEqual(truth.map((set) => (set ? set.sum / set.sampleCount : NaN)));
  });

  it('rolls every statistic up to longer periods', async () => {
    const stats = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'];
    const answer = await ask(
      stats.map((Stat, index) => query(`s${index}`, { Stat, Period: 300 })),
      END - HOUR,
      END,
      { ScanBy: 'TimestampAscending' },
    );
    const sets = minutes(END - HOUR, END - HOUR + 5 * MINUTE).flatMap(
      (at) => view.datapoint(series, at) ?? [],
    );
    const sum = sets.reduce((total, set) => total + set.sum, 0);
    const count = sets.reduce((total, set) => total + set.sampleCount, 0);
    const firsts = stats.map((_, index) => answer[`s${index}`]?.values[0]);
    const minimum = Math.min(...sets.map((set) => set.minimum));
    const maximum = Math.max(...sets.map((set) => set.maximum));
    expect(firsts).toEqual([sum / count, sum, minimum, maximum, count]);
    expect(answer['s0']?.times[0]).toBe(END - HOUR);
    expect(answer['s0']?.times.length).toBe(12);
  });

  it('leaves out what is not visible yet, and shows it once the clock has moved', async () => {
    const late = minutes(END, Math.floor(NOW / MINUTE) * MINUTE).filter(
      (at) => view.visibleAt(series, at) > NOW,
    );
    expect(late.length).toBeGreaterThan(0);
    const before = await ask([query('a')], END, NOW);
    expect(before['a']?.times.some((at) => late.includes(at))).toBe(false);
    const other = await startSmall({ startAt: NOW });
    const clients = sdkClients(other.url);
    await post(other.url, '/clock', { advanceSeconds: 900 });
    const { MetricDataResults: [result] = [] } = await clients.cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [query('a')],
        StartTime: new Date(END),
        EndTime: new Date(NOW),
      }),
    );
    const times = result?.Timestamps?.map((time) => time.getTime()) ?? [];
    expect(late.every((at) => times.includes(at))).toBe(true);
    destroyClients(clients);
    await other.close();
  });

  it('keeps 60 s for 15 days only and rounds the start down to the minute', async () => {
    const day = 24 * HOUR;
    const { a } = await ask([query('a')], NOW - 17 * day, NOW - 16 * day);
    expect(a?.times).toEqual([]);
    const rounded = await ask([query('a')], END - HOUR + 59_000, END);
    expect(rounded['a']?.times.at(-1)).toBe(END - HOUR);
  });

  it('answers nothing for unknown dimensions and for another unit', async () => {
    const unknown = query('a');
    if (unknown.MetricStat?.Metric)
      unknown.MetricStat.Metric.Dimensions = [{ Name: 'ClusterName', Value: 'nowhere' }];
    const answer = await ask([unknown, query('b', { Unit: 'Bytes' })], END - HOUR, END);
    expect(answer['a']).toEqual({ times: [], values: [], statuses: ['Complete'] });
    expect(answer['b']?.values).toEqual([]);
  });

  it('answers the older query form with the same values', async () => {
    const { namespace, metricName, dimensions } = series;
    const form = new URLSearchParams({
      Action: 'GetMetricData',
      Version: '2010-08-01',
      StartTime: new Date(END - HOUR).toISOString(),
      EndTime: new Date(END).toISOString(),
      'MetricDataQueries.member.1.Id': 'a',
      'MetricDataQueries.member.1.MetricStat.Period': '60',
      'MetricDataQueries.member.1.MetricStat.Stat': 'Average',
      'MetricDataQueries.member.1.MetricStat.Metric.Namespace': namespace,
      'MetricDataQueries.member.1.MetricStat.Metric.MetricName': metricName,
    });
    dimensions.forEach(({ Name, Value }, index) => {
      form.set(`MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.${index + 1}.Name`, Name);
      form.set(`MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.${index + 1}.Value`, Value);
    });
    const scope = `Credential=AKIA/20261118/${REGION}/monitoring/aws4_request`;
    const answer = await fetch(simulator.url, {
      method: 'POST',
      body: form,
      headers: { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=x` },
    });
    const xml = await answer.text();
    const values = /<Values>(.*)<\/Values>/s.exec(xml)?.[1]?.match(/[\d.e-]+(?=<\/member>)/g);
    const { a } = await ask([query('a')], END - HOUR, END);
    expect(values?.map(Number)).toEqual(a?.values);
  });
});

describe('GetMetricData pages', () => {
  it('gives the same points in pages of any size and either order', async () => {
    const queries = [query('a'), query('b', { Stat: 'Maximum' }), query('c', { Period: 300 })];
    for (const ScanBy of ['TimestampAscending', 'TimestampDescending'] as const) {
      const whole = await ask(queries, END - HOUR, END, { ScanBy });
      for (const MaxDatapoints of [7, 60, 61]) {
        const paged = await ask(queries, END - HOUR, END, { ScanBy, MaxDatapoints });
        for (const id of ['a', 'b', 'c']) {
          expect(paged[id]?.times).toEqual(whole[id]?.times);
          expect(paged[id]?.values).toEqual(whole[id]?.values);
          expect(paged[id]?.statuses.at(-1)).toBe('Complete');
          expect(paged[id]?.statuses.slice(0, -1).every((status) => status === 'PartialData')).toBe(true);
        }
      }
    }
  });

  it('refuses the token of another request', async () => {
    const range = { StartTime: new Date(END - HOUR), EndTime: new Date(END), MaxDatapoints: 10 };
    const first = await aws.cloudwatch.send(
      new GetMetricDataCommand({ MetricDataQueries: [query('a')], ...range }),
    );
    expect(first.NextToken).toBeDefined();
    const other = new GetMetricDataCommand({
      MetricDataQueries: [query('b')],
      ...range,
      NextToken: first.NextToken,
    });
    expect(await failure(aws.cloudwatch.send(other))).toBeInstanceOf(InvalidNextToken);
  });

  it('splits pages and leaves queries partial by fault, and still gives every point', async () => {
    const queries = Array.from({ length: 6 }, (_, index) => query(`q${index}`));
    const whole = await ask(queries, END - HOUR, END);
    simulator.faults.add([
      { match: {}, effect: { kind: 'splitPages', datapoints: 100 } },
      { match: {}, effect: { kind: 'partialData', status: 'PartialData', fraction: 1 } },
    ]);
    const split = await ask(queries, END - HOUR, END);
    for (const { Id = '' } of queries) {
      expect(split[Id]?.values).toEqual(whole[Id]?.values);
      expect(split[Id]?.statuses).toContain('PartialData');
    }
  });

  it('marks queries as failed or hides late points by fault', async () => {
    simulator.faults.add([
      {
        match: { metric: series.metricName },
        effect: { kind: 'partialData', status: 'InternalError', fraction: 1 },
      },
    ]);
    const broken = await ask([query('a')], END - HOUR, END);
    expect(broken['a']).toEqual({ times: [], values: [], statuses: ['InternalError'] });
    simulator.faults.clear();
    const before = await ask([query('a')], NOW - HOUR, NOW);
    simulator.faults.add([{ match: {}, effect: { kind: 'latePoints', seconds: 1800 } }]);
    const late = await ask([query('a')], NOW - HOUR, NOW);
    expect((before['a']?.times[0] ?? 0) - (late['a']?.times[0] ?? 0)).toBeGreaterThanOrEqual(1700_000);
  });
});

describe('GetMetricData checks', () => {
  const range = { StartTime: new Date(END - HOUR), EndTime: new Date(END) };

  it.each([
    [
      'an Id that begins with a capital',
      () => [query('Upper')],
      /MetricDataQueries\.member\.1\.Id is not matching/,
    ],
    ['an Id twice', () => [query('a'), query('a')], /unique/],
    ['a period off the minute', () => [query('a', { Period: 61 })], /Period/],
    ['an unknown statistic', () => [query('a', { Stat: 'Typical' })], /Stat/],
    ['an expression', () => [{ Id: 'e', Expression: 'a*2' }], /metric math/],
    ['501 queries', () => Array.from({ length: 501 }, (_, n) => query(`q${n}`)), /500/],
  ])('refuses %s', async (_, queries, message) => {
    const error = await failure(
      aws.cloudwatch.send(new GetMetricDataCommand({ MetricDataQueries: queries(), ...range })),
    );
    // The SDK's name for the code ValidationError.
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(message);
  });

  it('limits datapoints a second by their estimate', async () => {
    const queries = Array.from({ length: 500 }, (_, n) =>
      query(`q${n}`, { Metric: { Namespace: 'X', MetricName: 'Y' } }),
    );
    const wide = { MetricDataQueries: queries, StartTime: new Date(NOW - 3 * HOUR), EndTime: new Date(NOW) };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => aws.cloudwatch.send(new GetMetricDataCommand(wide))),
    );
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : []));
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(new Set(refused)).toEqual(new Set(['Throttling']));
  });
});
