import { ListMetricsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const ACTION = 'cloudwatch:ListMetrics';

const MetricShape = z.object({
  MetricName: z.string(),
  Dimensions: list(z.object({ Name: z.string(), Value: z.string() })),
});
export type ListedMetricShape = z.output<typeof MetricShape>;
const Answer = z.object({ Metrics: list(MetricShape), NextToken: text });

/** Lists what CloudWatch knows. The price of a request is in the free tier; datapoints are not asked. */
export class MetricListOperations {
  constructor(
    private readonly client: CloudWatchClient,
    private readonly caller: AwsCaller,
  ) {}

  /** Metrics of a namespace with a datapoint in about the last three hours. @throws AwsCallError, AwsAnswerError */
  async recent(namespace: string): Promise<ListedMetricShape[]> {
    return allPages(async (token) => {
      const answer = await this.caller.call(ACTION, { lane: 'fresh' }, () =>
        this.client.send(
          new ListMetricsCommand({ Namespace: namespace, RecentlyActive: 'PT3H', NextToken: token }),
        ),
      );
      const { Metrics, NextToken } = checkAnswer(ACTION, Answer, answer);
      return { items: Metrics, next: NextToken };
    });
  }
}
