import { GetResourceMetricsCommand, type PIClient } from '@aws-sdk/client-pi';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const PointShape = z.object({ Timestamp: z.date(), Value: z.number().nullish() });
const MetricShape = z.object({
  Key: z.object({ Metric: z.string(), Dimensions: z.record(z.string(), z.string()).nullish() }),
  DataPoints: list(PointShape),
});

/** Load in average active sessions: of all (no dimensions), or of one key of a dimension group. */
export interface LoadSeries {
  dimensions: Readonly<Record<string, string>> | null;
  values: number[];
}

/** Reads of Performance Insights. */
export class PerformanceInsightsOperations {
  constructor(
    private readonly client: PIClient,
    private readonly caller: AwsCaller,
  ) {}

  /** db.load.avg of one instance by each of the groups, at most `limit` keys of each. Times: epoch ms. */
  async load(
    dbiResourceId: string,
    { from, to, groups, limit }: { from: number; to: number; groups: readonly string[]; limit: number },
  ): Promise<LoadSeries[]> {
    const period = [60, 300, 3600, 86_400].find((seconds) => (to - from) / (seconds * 1000) <= 400) ?? 86_400;
    const found = await allPages(async (NextToken) => {
      const answer = await this.caller.call(
        'pi:GetResourceMetrics',
        { lane: 'interactive', attempts: 2 },
        () =>
          this.client.send(
            new GetResourceMetricsCommand({
              ServiceType: 'RDS',
              Identifier: dbiResourceId,
              StartTime: new Date(from),
              EndTime: new Date(to),
              PeriodInSeconds: period,
              MetricQueries: groups.map((Group) => ({
                Metric: 'db.load.avg',
                GroupBy: { Group, Limit: limit },
              })),
              MaxResults: 25,
              NextToken,
            }),
          ),
      );
      const shape = z.object({ MetricList: list(MetricShape), NextToken: text });
      const page = checkAnswer('pi:GetResourceMetrics', shape, answer);
      return { items: page.MetricList, next: page.NextToken };
    });
    return found.map(({ Key, DataPoints }) => ({
      dimensions: Key.Dimensions ?? null,
      values: DataPoints.flatMap(({ Value }) => (Value == null ? [] : [Value])),
    }));
  }
}
