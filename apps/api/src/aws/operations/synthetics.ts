import {
  DescribeCanariesCommand,
  DescribeCanariesLastRunCommand,
  type SyntheticsClient,
} from '@aws-sdk/client-synthetics';
import { z } from 'zod';
import { checkAnswer, list, moment, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const CanaryShape = z.object({
  Name: z.string(),
  RuntimeVersion: text,
  Schedule: z.object({ Expression: text }).nullish(),
  Status: z.object({ State: text, StateReason: text }).nullish(),
  Timeline: z.object({ Created: moment }).nullish(),
  Tags: z
    .record(z.string(), z.string())
    .nullish()
    .transform((tags) => tags ?? {}),
});
export type Canary = z.output<typeof CanaryShape>;

const LastRunShape = z.object({
  CanaryName: z.string(),
  LastRun: z.object({
    Status: z.object({ State: text, StateReason: text }).nullish(),
    Timeline: z.object({ Started: moment, Completed: moment }).nullish(),
  }),
});
export type CanaryLastRun = z.output<typeof LastRunShape>;

/** Reads of CloudWatch Synthetics. */
export class SyntheticsOperations {
  constructor(
    private readonly client: SyntheticsClient,
    private readonly caller: AwsCaller,
  ) {}

  canaries(): Promise<Canary[]> {
    const action = 'synthetics:DescribeCanaries';
    const shape = z.object({ Canaries: list(CanaryShape), NextToken: text });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, { lane: 'fresh' }, () =>
        this.client.send(new DescribeCanariesCommand({ MaxResults: 20, NextToken })),
      );
      const page = checkAnswer(action, shape, answer);
      return { items: page.Canaries, next: page.NextToken };
    });
  }

  lastRuns(): Promise<CanaryLastRun[]> {
    const action = 'synthetics:DescribeCanariesLastRun';
    const shape = z.object({ CanariesLastRun: list(LastRunShape), NextToken: text });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, { lane: 'fresh' }, () =>
        this.client.send(new DescribeCanariesLastRunCommand({ MaxResults: 100, NextToken })),
      );
      const page = checkAnswer(action, shape, answer);
      return { items: page.CanariesLastRun, next: page.NextToken };
    });
  }
}
