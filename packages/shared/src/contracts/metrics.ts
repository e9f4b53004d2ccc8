import { z } from 'zod';
import { IsoTime, Localised, Repeated, ResourceId, TimeInput } from './common.js';

export const STEPS_SECONDS = [60, 300, 900, 1800, 3600, 10800, 21600, 86400] as const;
const PointCount = z.int().min(1).max(1500);
export const Points = z.coerce.number().pipe(PointCount).default(300);
export const Stat = z
  .string()
  .regex(
    /^(Average|Maximum|Minimum|Sum|SampleCount|p\d{1,2}(\.\d{1,2})?)$/,
    "A statistic is CloudWatch's: Average, Maximum, Minimum, Sum, SampleCount or p99.",
  );
export const TimeZone = z.string().min(1).max(64).describe('IANA zone; days align to it');

/** `CPUUtilization`, `AWS/ECS/CPUUtilization`, `CWAgent/disk_used_percent{path=/data}`: dimensions in braces, sorted. */
export const MetricName = z
  .string()
  .max(512)
  .regex(
    /^(?:[A-Za-z0-9_.-]+\/){0,4}[A-Za-z0-9_.%: -]+(?:\{[^{}=,]+=[^{}=,]*(?:,[^{}=,]+=[^{}=,]*)*\})?$/,
    "A metric is CloudWatch's name, or Namespace/Metric{dimension=value}, e.g. CPUUtilization.",
  );

/** Names that may be repeated or separated by commas; a comma inside braces belongs to the dimensions. */
const RepeatedNames = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    (Array.isArray(value) ? value : value.split(/,(?![^{]*\})/)).map((v) => v.trim()).filter((v) => v !== ''),
  );

/** The product of the repeated parameters, at most 100 series. */
export const MetricsQuery = z.object({
  resource: Repeated.pipe(z.array(ResourceId).min(1)),
  metric: RepeatedNames.pipe(z.array(MetricName).min(1)),
  stat: Repeated.pipe(z.array(Stat).min(1)).default(['Average']),
  from: TimeInput,
  to: TimeInput.default('now'),
  points: Points,
  tz: TimeZone.optional(),
});
export type MetricsQuery = z.infer<typeof MetricsQuery>;

export const MetricsQueryBody = z
  .strictObject({
    from: TimeInput,
    to: TimeInput.default('now'),
    points: PointCount.default(300),
    tz: TimeZone.optional(),
    queries: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(64),
          resource: ResourceId,
          metric: MetricName,
          stat: Stat.default('Average'),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'MetricsQuery' });
export type MetricsQueryBody = z.infer<typeof MetricsQueryBody>;

/** Units of answered values, after the catalogue's factor. */
export const UNITS = [
  'percent',
  'bytes',
  'bytes/s',
  's',
  'count',
  'count/s',
  'credits',
  'load',
  'none',
] as const;
export const Unit = z.enum(UNITS);
export type Unit = z.infer<typeof Unit>;

const Values = z.array(z.number().nullable());
export const SeriesAnswer = z
  .object({
    id: z.string(),
    resource: z.string(),
    metric: z.string(),
    stat: z.string(),
    unit: Unit,
    per: z.number().int().nullable().describe('Seconds that a total counts over; null for a level'),
    method: z.string().describe('How a bucket was made of datapoints, e.g. "mean of averages"'),
    period: z
      .number()
      .int()
      .nullable()
      .describe('Seconds between the stored datapoints; null when none is stored'),
    values: Values.describe('One per t; null is no data'),
    min: Values.describe('Smallest datapoint in each bucket'),
    max: Values.describe('Largest datapoint in each bucket'),
    provisional: z.number().int().describe('How many of the last values may still change'),
    status: z
      .enum(['ok', 'empty', 'not_collected', 'unknown_resource'])
      .describe('Why values may be all null'),
    missing: z
      .literal('zero')
      .optional()
      .describe('Only for counts of which AWS leaves the zeros out: a null beside other datapoints is 0'),
    lastAt: IsoTime.nullable().describe('The newest stored datapoint of this series'),
  })
  .meta({ id: 'Series' });
export type SeriesAnswer = z.infer<typeof SeriesAnswer>;
export const MetricsAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    step: z.number().int().describe('Seconds'),
    t: z.array(IsoTime).describe("Each bucket's start"),
    series: z.array(SeriesAnswer),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Metrics' });
export type MetricsAnswer = z.infer<typeof MetricsAnswer>;

export const Percentile = z
  .string()
  .regex(/^p(\d{1,2}(\.\d{1,10})?|100)$/, 'Write a percentile from p0 to p100, e.g. p95 or p99.9.');

export const ExactBody = z
  .strictObject({
    resource: ResourceId,
    metric: MetricName,
    stat: Percentile,
    from: TimeInput,
    to: TimeInput.default('now'),
  })
  .meta({ id: 'ExactPercentileQuery' });
export type ExactBody = z.infer<typeof ExactBody>;

export const ExactAnswer = z
  .object({
    value: z.number().nullable().describe('Null: CloudWatch has none for this range'),
    unit: Unit,
    from: IsoTime,
    to: IsoTime.describe('Both ends as CloudWatch takes them: whole minutes, five minutes or hours'),
    periodSeconds: z.number().int().describe('The whole range, as the one period that was asked for'),
    requests: z.number().int().describe('Requests to CloudWatch that it took'),
    usd: z
      .object({ low: z.number(), high: z.number() })
      .describe('Low within the free requests of the month, high beyond them'),
    note: Localised,
  })
  .meta({ id: 'ExactPercentile' });
export type ExactAnswer = z.infer<typeof ExactAnswer>;

export const CatalogueQuery = z.object({ resource: ResourceId.optional() });
export type CatalogueQuery = z.infer<typeof CatalogueQuery>;
export const CatalogueItem = z
  .object({
    namespace: z.string(),
    metric: z.string(),
    name: z.string().describe('The name that /metrics/query takes'),
    stats: z.array(z.string()),
    unit: Unit,
    per: z.number().int().nullable(),
    period: z.number().int(),
    kind: z.string(),
    group: z.string().nullable().describe('The optional group that it belongs to; null: always collected'),
    label: z.object({ en: z.string(), ko: z.string() }),
    collected: z.boolean().nullable().describe('For a resource: whether a datapoint of it is stored'),
    monthlyUsd: z
      .object({ low: z.number(), high: z.number() })
      .nullable()
      .describe('What polling it costs a month'),
  })
  .meta({ id: 'CatalogueMetric' });
export type CatalogueItem = z.infer<typeof CatalogueItem>;
export const CatalogueAnswer = z.object({ items: z.array(CatalogueItem) }).meta({ id: 'Catalogue' });
export type CatalogueAnswer = z.infer<typeof CatalogueAnswer>;
