import { AwsAnswerError, AwsCallError, RECENT_MS, type AwsPlace, type Lane } from '../../aws/index.js';
import type { Clock } from '../../clock/index.js';
import type { WantedSeries } from '../plan/wanted-series.js';
import { BudgetExhausted, type Allowance } from '../money/allowance.js';
import { billedMetrics, pointsOf } from './pack-batches.js';

/** What the fetcher needs of a place. */
export interface MetricSource {
  readonly metricData: Pick<AwsPlace['metricData'], 'page'>;
  datapoints(quota: 'recent' | 'older'): { take(lane: Lane, cost: number): Promise<void> };
}

export interface FetchRequest<S extends WantedSeries> {
  /** All of one period. */
  series: readonly S[];
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
  lane: Lane;
}

/** Why a series has no (whole) answer. `incomplete` is worth another try later; the others are AWS's last word. */
export interface SeriesFault<S> {
  series: S;
  kind: 'forbidden' | 'rejected' | 'incomplete';
  message: string;
}

export interface FetchResult<S> {
  /** Series whose whole range was answered. */
  complete: S[];
  faults: SeriesFault<S>[];
  /** What ended the work before everything was asked (throttling, no network, no permission); null: nothing. */
  stopped: Error | null;
}

/** Takes datapoints as they come; the parts of one series may come in several calls. Times in epoch ms. */
export type PointSink<S> = (series: S, times: readonly number[], values: readonly number[]) => void;

export interface FetcherParts {
  source: MetricSource;
  clock: Clock;
  allowance: Allowance;
  signal: AbortSignal | undefined;
  pause: (milliseconds: number) => Promise<void>;
}

/** Asked again so often when AWS answers PartialData without a token, or InternalError. */
const ASKS_PER_SERIES = 3;
/** So many failures without one success are no single culprit: AWS itself is failing. */
const HOPELESS = 7;
const MAX_PAGES = 1_000;
const RETRY_MS = 400;

/** The network and not a query is to blame: halving would only multiply the waiting. */
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EAI_|ENOTFOUND|ENET|EHOST|TimeoutError|AbortError|Networking|UND_)/;

/**
 * Reads one batch of series. Every query has an outcome of its own; a call that fails as a whole is halved, breadth
 * first, until the culprits are alone, and everything else is still read.
 */
export class MetricFetcher {
  constructor(private readonly parts: FetcherParts) {}

  async fetch<S extends WantedSeries>(
    request: FetchRequest<S>,
    onPoints: PointSink<S>,
  ): Promise<FetchResult<S>> {
    const result: FetchResult<S> = { complete: [], faults: [], stopped: null };
    const queue: { series: readonly S[]; asks: number }[] = [{ series: request.series, asks: 1 }];
    let failures = 0;
    let answered = false;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { series, asks } = next;
      if (this.parts.signal?.aborted) return { ...result, stopped: new Error('stopped') };
      if (asks > 1) await this.parts.pause(RETRY_MS * 2 ** (asks - 1));
      try {
        const again = await this.readPages({ ...request, series }, onPoints, result, asks);
        answered = true;
        if (again.length > 0) queue.push({ series: again, asks: asks + 1 });
      } catch (error) {
        if (!isAwsFault(error)) throw error;
        if (!mayBeOneQuery(error)) return { ...result, stopped: error };
        failures += 1;
        if (series.length === 1) {
          result.faults.push({ series: series[0] as S, kind: 'rejected', message: error.message });
        } else if (!answered && failures >= HOPELESS) {
          return { ...result, stopped: error };
        } else {
          const middle = Math.ceil(series.length / 2);
          queue.push({ series: series.slice(0, middle), asks }, { series: series.slice(middle), asks });
        }
      }
    }
    return result;
  }

  /** @returns the series that are to be asked again */
  private async readPages<S extends WantedSeries>(
    request: FetchRequest<S>,
    onPoints: PointSink<S>,
    result: FetchResult<S>,
    asks: number,
  ): Promise<S[]> {
    const open = new Map(request.series.map((one, i) => [`q${i}`, { one, problem: 'no answer' }]));
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await this.ask(request, token);
      for (const part of answer.results) {
        const query = open.get(part.id);
        if (!query) continue;
        if (part.values.length > 0) onPoints(query.one, part.times, part.values);
        if (part.status === 'Complete') {
          open.delete(part.id);
          result.complete.push(query.one);
        } else if (part.status === 'Forbidden') {
          open.delete(part.id);
          const message = part.messages.join('; ') || 'AWS refuses this metric';
          result.faults.push({ series: query.one, kind: 'forbidden', message });
        } else {
          query.problem = [part.status, ...part.messages].join(': ');
        }
      }
      if (answer.next === null) break;
      token = answer.next;
    }
    if (asks < ASKS_PER_SERIES) return [...open.values()].map(({ one }) => one);
    for (const { one, problem } of open.values()) {
      result.faults.push({ series: one, kind: 'incomplete', message: problem });
    }
    return [];
  }

  private async ask<S extends WantedSeries>(request: FetchRequest<S>, token: string | undefined) {
    const { source, clock, allowance } = this.parts;
    const { series, from, to, lane } = request;
    const billed = billedMetrics(series);
    allowance.spend(billed.high);
    const points = series.reduce((sum, { period }) => sum + pointsOf(period, to - from), 0);
    const quota = from >= clock.now() - RECENT_MS ? 'recent' : 'older';
    await source.datapoints(quota).take(lane, points);
    return source.metricData.page({
      queries: series.map(({ namespace, metric, stat, period, awsDimensions }, i) => ({
        id: `q${i}`,
        namespace,
        metric,
        stat,
        period,
        dimensions: awsDimensions,
      })),
      from,
      to,
      lane,
      token,
      metricsHigh: billed.high,
      metricsLow: billed.low,
    });
  }
}

type AwsFault = AwsCallError | AwsAnswerError | BudgetExhausted;

function isAwsFault(error: unknown): error is AwsFault {
  return error instanceof AwsCallError || error instanceof AwsAnswerError || error instanceof BudgetExhausted;
}

/** Whether the call may have failed because of one of its queries. */
function mayBeOneQuery(error: AwsFault): boolean {
  if (error instanceof AwsAnswerError) return true;
  if (error instanceof BudgetExhausted || NETWORK.test(error.code)) return false;
  return error.failure === 'rejected' || error.failure === 'missing' || error.failure === 'transient';
}
