import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { checkAnswer, list } from '../answer.js';
import type { AwsCaller } from '../caller.js';

const ACTION = 'cloudwatch:GetMetricStatistics';

const Answer = z.object({
  Datapoints: list(
    z.object({ Timestamp: z.date(), ExtendedStatistics: z.record(z.string(), z.number()).nullish() }),
  ),
});

export interface PercentileQuestion {
  namespace: string;
  metric: string;
  dimensions: readonly { Name: string; Value: string }[];
  /** CloudWatch's name of it: p99, p99.9. */
  stat: string;
  /** Epoch ms, as CloudWatch keeps that past: whole minutes, five minutes or hours. */
  from: number;
  /** Epoch ms, exclusive; a whole number of the same after `from`. */
  to: number;
}

/** Statistics that a person asks for. One request is billed as one, whatever it answers. */
export class MetricStatisticsOperations {
  constructor(
    private readonly client: CloudWatchClient,
    private readonly caller: AwsCaller,
  ) {}

  /**
   * A percentile over a whole range as one datapoint, in CloudWatch's own unit; null where CloudWatch has none: no
   * datapoint, or values that were published already summed up.
   * @throws AwsCallError, AwsAnswerError
   */
  async percentile(question: PercentileQuestion): Promise<number | null> {
    const { namespace, metric, dimensions, stat, from, to } = question;
    const answer = await this.caller.call(
      ACTION,
      // Costs what a metric of GetMetricData does, nothing within the month's free million; who asks may try again.
      { lane: 'interactive', attempts: 1, metricsHigh: 1, metricsLow: 0 },
      () =>
        this.client.send(
          new GetMetricStatisticsCommand({
            Namespace: namespace,
            MetricName: metric,
            Dimensions: [...dimensions],
            StartTime: new Date(from),
            EndTime: new Date(to),
            Period: (to - from) / 1000,
            ExtendedStatistics: [stat],
          }),
        ),
    );
    const [point] = checkAnswer(ACTION, Answer, answer).Datapoints;
    return point?.ExtendedStatistics?.[stat] ?? null;
  }
}
