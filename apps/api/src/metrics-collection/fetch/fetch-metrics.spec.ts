import { describe, expect, it } from '@jest/globals';
import { AwsCallError, type FailureClass, type MetricDataPage, type MetricQuery } from '../../aws/index.js';
import { Clock } from '../../clock/index.js';
import { Allowance } from '../money/allowance.js';
import type { WantedSeries } from '../plan/wanted-series.js';
import { MetricFetcher, type FetchResult, type MetricSource } from './fetch-metrics.js';

const TO = Date.UTC(2026, 10, 23, 5, 30);
const FROM = TO - 1_800_000;
const MINUTE = 60_000;

class StandingClock extends Clock {
  now(): number {
    return TO;
  }
}

function series(count: number): WantedSeries[] {
  return Array.from({ length: count }, (_s, n) => ({
    resourceId: `r${n}`,
    resourceName: `r${n}`,
    namespace: 'AWS/ECS',
    metric: `m${n}`,
    stat: 'Average',
    dimensions: '',
    awsDimensions: [],
    unit: 'Percent',
    period: 60,
    delaySeconds: 180,
    live: true,
    deleted: false,
    since: null,
    group: null,
  }));
}

interface Asked {
  queries: readonly MetricQuery[];
  token: string | undefined;
  metricsHigh: number;
}
type Answerer = (asked: Asked, call: number) => MetricDataPage;

/** AWS as a function from a call to its answer. */
async function fetchFrom(
  answer: Answerer,
  wanted: readonly WantedSeries[],
  metrics = Infinity,
): Promise<{ result: FetchResult<WantedSeries>; points: Map<string, number[]>; asked: Asked[] }> {
  const asked: Asked[] = [];
  const source: MetricSource = {
    datapoints: () => ({ take: () => Promise.resolve() }),
    metricData: {
      page: (request) => {
        asked.push(request);
        return Promise.resolve().then(() => answer(request, asked.length));
      },
    },
  };
  const clock = new StandingClock();
  const allowance = new Allowance(clock);
  allowance.renew(metrics);
  const fetcher = new MetricFetcher({
    source,
    clock,
    allowance,
    signal: undefined,
    pause: () => Promise.resolve(),
  });
  const points = new Map<string, number[]>();
  const result = await fetcher.fetch(
    { series: wanted, from: FROM, to: TO, lane: 'fresh' },
    (one, times, values) => {
      expect(times).toHaveLength(values.length);
      points.set(one.metric, [...(points.get(one.metric) ?? []), ...values]);
    },
  );
  return { result, points, asked };
}

const part = (id: string, status: string, values: number[] = [1]) => ({
  id,
  status,
  values,
  times: values.map((_v, i) => FROM + i * MINUTE),
  messages: [],
});
const page = (results: MetricDataPage['results'], next: string | null = null): MetricDataPage => ({
  results,
  next,
  messages: [],
});
const everything: Answerer = ({ queries }) => page(queries.map(({ id }) => part(id, 'Complete')));
const failure = (kind: FailureClass, code: string): AwsCallError =>
  new AwsCallError('cloudwatch:GetMetricData', kind, code, 'no');
const metricsOf = (all: readonly WantedSeries[]): string[] => all.map(({ metric }) => metric).sort();

describe('reading a batch', () => {
  it('takes what is complete', async () => {
    const { result, points } = await fetchFrom(everything, series(3));
    expect(metricsOf(result.complete)).toEqual(['m0', 'm1', 'm2']);
    expect(result).toMatchObject({ faults: [], stopped: null });
    expect(points.size).toBe(3);
  });

  it('follows pages and joins the parts of one query', async () => {
    const { result, points, asked } = await fetchFrom(
      ({ token }) =>
        token === undefined
          ? page([part('q0', 'Complete'), part('q1', 'PartialData', [1, 2])], 'more')
          : page([part('q1', 'Complete', [3])]),
      series(2),
    );
    expect(metricsOf(result.complete)).toEqual(['m0', 'm1']);
    expect(points.get('m1')).toEqual([1, 2, 3]);
    expect(asked.map(({ metricsHigh }) => metricsHigh)).toEqual([2, 2]);
  });

  it('asks again only for what AWS could not say, and names what it never says', async () => {
    const { result, asked } = await fetchFrom(
      ({ queries }) =>
        page(queries.map(({ id, metric }) => part(id, metric === 'm1' ? 'InternalError' : 'Complete', []))),
      series(3),
    );
    expect(asked.map(({ queries }) => queries.length)).toEqual([3, 1, 1]);
    expect(metricsOf(result.complete)).toEqual(['m0', 'm2']);
    expect(result.faults).toMatchObject([{ kind: 'incomplete', series: { metric: 'm1' } }]);
  });

  it('asks again for a query that is missing from the answer', async () => {
    const { result, asked } = await fetchFrom(
      ({ queries }, call) => page(queries.slice(call === 1 ? 1 : 0).map(({ id }) => part(id, 'Complete'))),
      series(2),
    );
    expect(asked).toHaveLength(2);
    expect(metricsOf(result.complete)).toEqual(['m0', 'm1']);
  });

  it('takes a refusal as the last word', async () => {
    const { result, asked } = await fetchFrom(
      () => page([part('q0', 'Forbidden', []), part('q1', 'Complete')]),
      series(2),
    );
    expect(asked).toHaveLength(1);
    expect(result.faults).toMatchObject([{ kind: 'forbidden', series: { metric: 'm0' } }]);
  });
});

describe('a batch that fails as a whole', () => {
  const breaking =
    (...culprits: string[]): Answerer =>
    (asked, call) => {
      if (asked.queries.some(({ metric }) => culprits.includes(metric)))
        throw failure('transient', 'HTTP 500');
      return everything(asked, call);
    };

  it('is halved until the culprits are alone; everything else is read', async () => {
    const { result, asked } = await fetchFrom(breaking('m17', 'm400'), series(500));
    expect(result.complete).toHaveLength(498);
    expect(metricsOf(result.faults.map((fault) => fault.series))).toEqual(['m17', 'm400']);
    expect(result.faults.every(({ kind }) => kind === 'rejected')).toBe(true);
    expect(result.stopped).toBeNull();
    expect(asked.length).toBeLessThanOrEqual(1 + 2 * 2 * 9);
  });

  it('is given up when nothing at all succeeds: then no query is to blame', async () => {
    const { result, asked } = await fetchFrom(() => {
      throw failure('transient', 'HTTP 503');
    }, series(500));
    expect(result.stopped).toBeInstanceOf(AwsCallError);
    expect(result).toMatchObject({ complete: [], faults: [] });
    expect(asked).toHaveLength(7);
  });

  it.each([
    failure('throttled', 'Throttling'),
    failure('denied', 'AccessDenied'),
    failure('credentials', 'ExpiredToken'),
    failure('transient', 'ECONNREFUSED'),
  ])('is not halved for $code', async (error) => {
    const { result, asked } = await fetchFrom(() => {
      throw error;
    }, series(500));
    expect(asked).toHaveLength(1);
    expect(result.stopped).toBe(error);
  });

  it('keeps what came before it was stopped', async () => {
    const { result, points } = await fetchFrom(({ token }) => {
      if (token !== undefined) throw failure('throttled', 'Throttling');
      return page([part('q0', 'Complete'), part('q1', 'PartialData')], 'more');
    }, series(2));
    expect(metricsOf(result.complete)).toEqual(['m0']);
    expect(points.get('m1')).toEqual([1]);
    expect(result.stopped?.message).toContain('Throttling');
  });

  it('lets an error of our own through', async () => {
    const bug = new TypeError('bug');
    await expect(
      fetchFrom(() => {
        throw bug;
      }, series(2)),
    ).rejects.toBe(bug);
  });
});

it('asks nothing that the budget does not cover', async () => {
  const { result, asked } = await fetchFrom(everything, series(10), 9);
  expect(asked).toEqual([]);
  expect(result.stopped?.message).toContain('DANJI_BUDGET_USD');
});
