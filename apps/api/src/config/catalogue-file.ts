import {
  METRIC_CATALOGUE,
  MetricName,
  RESOURCE_KINDS,
  Stat,
  type CatalogueMetric,
  type Unit,
} from '@danji/shared';
import { z } from 'zod';

/** CloudWatch's units that Danji can answer in, with the factor from one to the other. */
const UNITS: Readonly<Record<string, readonly [unit: Unit, factor: number]>> = {
  Percent: ['percent', 1],
  Count: ['count', 1],
  'Count/Second': ['count/s', 1],
  Bytes: ['bytes', 1],
  Kilobytes: ['bytes', 1_000],
  Megabytes: ['bytes', 1_000_000],
  Gigabytes: ['bytes', 1_000_000_000],
  'Bytes/Second': ['bytes/s', 1],
  'Kilobytes/Second': ['bytes/s', 1_000],
  'Megabytes/Second': ['bytes/s', 1_000_000],
  Seconds: ['s', 1],
  Milliseconds: ['s', 0.001],
  Microseconds: ['s', 0.000_001],
  None: ['none', 1],
};

const SOURCE =
  /^(name|nativeId|arn|parentName|parentNativeId|tag:[^\s].{0,127}|attribute:[A-Za-z][A-Za-z0-9]{0,63})$/;

const Period = z.union([z.literal(60), z.literal(300), z.literal(3600)], {
  error: 'Write 60, 300 or 3600: how many seconds lie between its datapoints.',
});
const Delay = z
  .int({ error: 'Write whole seconds.' })
  .min(0)
  .max(14_400, 'Write at most 14400 seconds: how late a datapoint usually is.');

const Metric = z.strictObject({
  metric: z.string().min(1).max(255),
  statistics: z
    .array(Stat)
    .min(1, 'Write at least one statistic.')
    .max(10, 'Write at most ten statistics.')
    .default(['Average']),
  unit: z
    .enum(Object.keys(UNITS) as [string, ...string[]], {
      error: `Write CloudWatch's unit: ${Object.keys(UNITS).join(', ')}.`,
    })
    .default('None'),
  total: z.boolean().default(false),
  missing: z.literal('zero', { error: 'Write zero, or leave it out.' }).optional(),
  period: Period.optional(),
  delay: Delay.optional(),
  label: z
    .union([z.string().min(1), z.strictObject({ en: z.string().min(1), ko: z.string().min(1) })])
    .optional(),
});

/** Tasks come and go within minutes; CloudWatch has no metrics of one. */
const KINDS = RESOURCE_KINDS.filter((kind) => kind !== 'ecs_task');

/** A catalogue file: metrics of one namespace, and the kind of resource that they belong to. */
const CatalogueFile = z.strictObject({
  namespace: z.string().min(1).max(255),
  resource: z.enum(KINDS, { error: `Write a kind of resource: ${KINDS.join(', ')}.` }),
  dimensions: z
    .record(
      z.string().min(1).max(255),
      z
        .string()
        .regex(SOURCE, 'Write name, nativeId, arn, parentName, parentNativeId, tag:KEY or attribute:NAME.'),
    )
    .refine((dimensions) => Object.keys(dimensions).length > 0, {
      error: 'Write at least one dimension: it joins the metric to its resource.',
    }),
  discover: z.boolean().default(false),
  period: Period.default(60),
  delay: Delay.default(300),
  metrics: z.array(Metric).min(1, 'Write at least one metric.'),
});

/** What is wrong with a file: where, what stands there, and what to write instead. */
export interface CatalogueProblem {
  file: string;
  field: string;
  value: string;
  remedy: string;
}

const BUILT_IN = new Set(METRIC_CATALOGUE.map(keyOf));

/**
 * The metrics of one parsed file, or everything that is wrong with it. `taken` names those of the files before, and is
 * added to.
 */
export function readCatalogueFile(
  file: string,
  content: unknown,
  taken: Set<string>,
): { metrics: CatalogueMetric[] } | { problems: CatalogueProblem[] } {
  const parsed = CatalogueFile.safeParse(content);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => toProblem(file, content, issue)) };
  }
  const metrics = parsed.data.metrics.map((metric) => toMetric(parsed.data, metric));
  const problems = metrics.flatMap((item, at) => {
    const value = `${item.namespace}/${item.metric}`;
    const field = `metrics.${at}.metric`;
    if (BUILT_IN.has(keyOf(item))) {
      return [{ file, field, value, remedy: `Danji knows it of ${item.kind} already; leave it out.` }];
    }
    if (taken.has(keyOf(item))) return [{ file, field, value, remedy: 'It stands twice; leave one out.' }];
    taken.add(keyOf(item));
    if (MetricName.safeParse(value).success) return [];
    return [
      { file, field, value, remedy: 'Charts cannot name it: letters, digits, _ . - % : and spaces only.' },
    ];
  });
  return problems.length > 0 ? { problems } : { metrics };
}

function toMetric(file: z.output<typeof CatalogueFile>, metric: z.output<typeof Metric>): CatalogueMetric {
  const [unit, factor] = UNITS[metric.unit] ?? ['none', 1];
  const label = metric.label ?? metric.metric;
  return {
    kind: file.resource,
    namespace: file.namespace,
    metric: metric.metric,
    stats: [...new Set(metric.statistics)],
    awsUnit: metric.unit,
    unit,
    factor,
    total: metric.total,
    period: metric.period ?? file.period,
    delaySeconds: metric.delay ?? file.delay,
    dimensions: file.dimensions as CatalogueMetric['dimensions'],
    discovered: file.discover,
    ...(metric.missing === undefined ? {} : { missing: metric.missing }),
    optional: true,
    when: [],
    label: typeof label === 'string' ? { en: label, ko: label } : label,
  };
}

function keyOf({ kind, namespace, metric }: Pick<CatalogueMetric, 'kind' | 'namespace' | 'metric'>): string {
  return [kind, namespace, metric].join('\n');
}

const VALUE_LENGTH = 100;

function toProblem(file: string, content: unknown, issue: z.core.$ZodIssue): CatalogueProblem {
  const found = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    content,
  );
  const value = found === undefined ? '(missing)' : (JSON.stringify(found) ?? '(unreadable)');
  return {
    file,
    field: issue.path.map(String).join('.') || '(whole file)',
    value: value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value,
    remedy: issue.message,
  };
}
