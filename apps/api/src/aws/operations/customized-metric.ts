import { z } from 'zod';
import { list, text } from '../answer.js';

/** The metric that a target tracking policy names itself; without a name it is metric maths. */
export const CustomizedMetric = z.object({
  Namespace: text,
  MetricName: text,
  Statistic: text,
  Dimensions: list(z.object({ Name: z.string(), Value: z.string() })),
});
export type CustomizedMetric = z.output<typeof CustomizedMetric>;
