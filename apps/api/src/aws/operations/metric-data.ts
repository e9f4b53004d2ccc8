import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AwsCaller } from '../caller.js';
import { AwsAnswerError } from '../errors.js';
import type { Lane } from '../lane.js';

export interface MetricQuery {
  /** A letter, then letters, digits and underscores; unique in the call. */
  id: string;
  namespace: string;
  metric: string;
  dimensions: readonly { Name: string; Value: string }[];
  stat: string;
  /** Seconds. */
  period: number;
}

export interface MetricDataRequest {
  queries: readonly MetricQuery[];
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
  lane: Lane;
  token: string | undefined;
  /** Metrics as billed: every query, and with up to five adjacent statistics of one metric as one. */
  metricsHigh: number;
  metricsLow: number;
}

/** One part of one query's answer; AWS may split a query over pages. */
export interface MetricResult {
  id: string;
  status: string;
  /** Epoch ms, beside `values`. */
  times: number[];
  values: number[];
  messages: string[];
}

export interface MetricDataPage {
  results: MetricResult[];
  next: string | null;
  /** Messages about the whole call. */
  messages: string[];
}

const ACTION = 'cloudwatch:GetMetricData';

/** Reads of CloudWatch metrics. */
export class MetricDataOperations {
  constructor(
    private readonly client: CloudWatchClient,
    private readonly caller: AwsCaller,
  ) {}

  /** One page of GetMetricData, values oldest first. @throws AwsCallError, AwsAnswerError */
  async page(request: MetricDataRequest): Promise<MetricDataPage> {
    const { lane, metricsHigh, metricsLow } = request;
    const answer = await this.caller.call(
      ACTION,
      { lane, metricsHigh, metricsLow, attempts: 3, together: true },
      () =>
        this.client.send(
          new GetMetricDataCommand({
            MetricDataQueries: request.queries.map((query) => ({
              Id: query.id,
              MetricStat: {
                Metric: {
                  Namespace: query.namespace,
                  MetricName: query.metric,
                  Dimensions: [...query.dimensions],
                },
                Period: query.period,
                Stat: query.stat,
              },
              ReturnData: true,
            })),
            StartTime: new Date(request.from),
            EndTime: new Date(request.to),
            ScanBy: 'TimestampAscending',
            NextToken: request.token,
          }),
        ),
    );
    return {
      results: (answer.MetricDataResults ?? []).map((result, at) => readResult(result, at)),
      next: answer.NextToken ?? null,
      messages: texts(answer.Messages),
    };
  }
}

/** Checked by hand: an answer holds tens of thousands of points. */
function readResult(
  result: {
    Id?: string | undefined;
    StatusCode?: string | undefined;
    Timestamps?: Date[] | undefined;
    Values?: number[] | undefined;
    Messages?: { Code?: string | undefined; Value?: string | undefined }[] | undefined;
  },
  at: number,
): MetricResult {
  const member = `MetricDataResults.${at}`;
  if (typeof result.Id !== 'string') throw new AwsAnswerError(ACTION, `${member}.Id`, 'missing');
  const timestamps = result.Timestamps ?? [];
  const values = result.Values ?? [];
  if (timestamps.length !== values.length) {
    const lengths = `${timestamps.length} timestamps, ${values.length} values`;
    throw new AwsAnswerError(ACTION, `${member}.Values`, lengths);
  }
  const times = timestamps.map((time) => time.getTime());
  if (times.some(Number.isNaN))
    throw new AwsAnswerError(ACTION, `${member}.Timestamps`, 'an unreadable time');
  return {
    id: result.Id,
    status: result.StatusCode ?? 'Complete',
    times,
    values,
    messages: texts(result.Messages),
  };
}

function texts(messages: { Code?: string | undefined; Value?: string | undefined }[] | undefined): string[] {
  return (messages ?? []).map(({ Code, Value }) => [Code, Value].filter(Boolean).join(': '));
}
