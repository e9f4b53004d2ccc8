import { z } from 'zod';
import { RecommendationRule } from './recommendations.js';
import { Environment, IsoTime, LabelFilter, Localised, ResourceId } from './common.js';
import { ReviewAction } from './review-actions.js';
import { ReviewWeek } from './review-week.js';
import { StopCause } from './tasks.js';

export const REVIEW_DIMENSIONS = ['cpu', 'memory', 'storage', 'connections'] as const;
export const ReviewDimension = z.enum(REVIEW_DIMENSIONS);
export type ReviewDimension = z.infer<typeof ReviewDimension>;

/** In which unit `provisioned` is; use is in percent of it, so that use = provisioned x percent / 100. */
export const REVIEW_UNITS = ['vCPU', 'Bytes', 'Count'] as const;

/**
 * Why a figure is null. not_collected: this kind has it, but nothing reads it (no agent on the host); no_data: it is
 * read, but none of the week is stored; no_size: it is used, but of what is not known; not_applicable: there is none.
 */
export const REVIEW_UNKNOWNS = ['not_collected', 'no_data', 'no_size', 'not_applicable'] as const;

const percent = z.number().nullable();
const Used = {
  p50: percent.describe('Percent of what is provisioned; the median of the hours of the week'),
  p95: percent.describe('The 95th percentile of the hours of the week'),
  max: percent.describe('The highest value within the week'),
};

/** A date with its 90 % band; days are counted from `asOf` of the report. */
export const ReviewFull = z.object({
  at: IsoTime,
  earliest: IsoTime,
  latest: IsoTime.nullable().describe('Null: it may never be full'),
  days: z.number(),
  earliestDays: z.number(),
  latestDays: z.number().nullable(),
  method: z.enum(['storage', 'trend']).describe('storage: growth of bytes; trend: of the weekly p95'),
});
export type ReviewFull = z.infer<typeof ReviewFull>;

export const ReviewFigure = z.object({
  dimension: ReviewDimension,
  unit: z.enum(REVIEW_UNITS),
  provisioned: z.number().nullable().describe('In `unit`; null: not known'),
  reserved: percent.describe('Clusters on EC2: percent that tasks reserve (p95); null elsewhere'),
  ...Used,
  unknown: z.enum(REVIEW_UNKNOWNS).nullable().describe('Null: the figures are known'),
  completeness: z.number().describe('Percent of the hours of the week (until now) that have data; 0 to 100'),
  lastWeek: z
    .object({ provisioned: z.number().nullable(), ...Used, completeness: z.number() })
    .describe('All null where nothing of it is stored'),
  trend: z
    .array(z.object({ week: ReviewWeek, p95: percent, completeness: z.number() }))
    .length(4)
    .describe('The p95 of four weeks, this one last'),
  slope: z
    .object({ perWeek: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Percent points a week with its 90 % interval (Theil-Sen over days); null: too few days'),
  full: ReviewFull.nullable().describe('Null: it does not grow for certain, or not within a year'),
  source: z
    .object({ resource: ResourceId, metric: z.string(), stat: z.string() })
    .nullable()
    .describe('The chart behind the number, as /metrics/query takes it; null: it is a sum over members'),
});
export type ReviewFigure = z.infer<typeof ReviewFigure>;

export const REVIEW_KINDS = ['ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance'] as const;
const ReviewSubject = z.object({
  id: ResourceId,
  kind: z.enum(REVIEW_KINDS),
  name: z.string(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  accountId: z.string(),
  accountAlias: z.string().nullable(),
  region: z.string(),
  environment: Environment,
  team: z.string().nullable(),
});

export const ReviewRow = ReviewSubject.extend({
  size: z.string().nullable().describe('0.5 vCPU, 1 GiB x 4 · m7g.large · db.r7g.large; null: not known'),
  count: z.int().nullable().describe('Tasks desired, hosts or services of a cluster; null elsewhere'),
  gone: z.boolean().describe('It was deleted within the week'),
  figures: z.array(ReviewFigure).describe('One per dimension that the kind has, in the order of dimensions'),
}).meta({ id: 'CapacityReviewRow' });
export type ReviewRow = z.infer<typeof ReviewRow>;

export const ReviewSaturation = z.object({
  rank: z.int(),
  resource: ReviewSubject,
  dimension: ReviewDimension,
  p95: z.number(),
  max: z.number(),
  lastWeekP95: percent,
});
export type ReviewSaturation = z.infer<typeof ReviewSaturation>;

export const ReviewRunsOut = z.object({
  resource: ReviewSubject,
  dimension: ReviewDimension,
  p95: percent,
  full: ReviewFull,
  beforeNextReview: z.boolean().describe('Its expected date, or the early end of its band, is before it'),
  text: Localised,
});
export type ReviewRunsOut = z.infer<typeof ReviewRunsOut>;

const Usd = z.object({ low: z.number(), expected: z.number(), high: z.number() });
export const ReviewDecision = z.object({
  recommendationId: z.string(),
  rule: RecommendationRule,
  resource: z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    parentName: z.string().nullable(),
  }),
  environment: Environment,
  team: z.string().nullable(),
  title: Localised,
  monthlySavingUsd: Usd.nullable(),
  risk: z.enum(['low', 'medium', 'high']),
  confidence: z.enum(['low', 'medium', 'high']),
  state: z.string().describe('Of the recommendation when the report was computed'),
});
export type ReviewDecision = z.infer<typeof ReviewDecision>;

export const ReviewStop = z.object({
  class: StopCause,
  label: Localised,
  abnormal: z.boolean(),
  count: z.int(),
  lastWeek: z.int().nullable().describe('Null: last week was not watched as a whole'),
  services: z
    .array(z.object({ id: z.string().nullable(), name: z.string(), count: z.int() }))
    .describe('Those with the most, at most 3'),
});
export type ReviewStop = z.infer<typeof ReviewStop>;

export const ReviewDeployments = z.object({
  count: z.int().describe('Rollouts that ended within the week'),
  succeeded: z.int(),
  failed: z.int().describe('Those that did not reach their end, with those that were rolled back'),
  rolledBack: z.int(),
  successPercent: percent.describe('Null: none ended'),
});
export type ReviewDeployments = z.infer<typeof ReviewDeployments>;
export const ReviewDeploymentRow = ReviewSubject.extend({
  ...ReviewDeployments.shape,
  lastWeek: ReviewDeployments.nullable().describe('Null: last week was not watched as a whole'),
});
export type ReviewDeploymentRow = z.infer<typeof ReviewDeploymentRow>;

export const ReviewScaling = ReviewSubject.extend({
  minimum: z.int(),
  maximum: z.int(),
  activities: z.int(),
  minutesAtMaximum: z
    .int()
    .nullable()
    .describe('Minutes with desired = maximum; null: counts are not stored'),
  minutesAboveTarget: z
    .int()
    .nullable()
    .describe('Of those, minutes in hours whose average is above the target; null: no target, or no data'),
  turns: z.int().describe('Times that its count began to go the other way'),
  flapping: z.boolean().describe('Four turns within six hours'),
  lastWeek: z
    .object({
      activities: z.int(),
      minutesAtMaximum: z.int().nullable(),
      minutesAboveTarget: z.int().nullable(),
      turns: z.int(),
    })
    .nullable(),
});
export type ReviewScaling = z.infer<typeof ReviewScaling>;

/** Totals of one environment and team; of all of them where both are null. */
export const ReviewTotal = z.object({
  environment: Environment.nullable(),
  team: z.string().nullable(),
  clusters: z.int(),
  services: z.int(),
  hosts: z.int(),
  databases: z.int(),
  unknown: z.int().describe('Services, hosts and databases with a figure that is not known'),
  hot: z.int().describe('Those with a p95 of 80 % or more in a dimension'),
  idle: z.int().describe('Services, hosts and databases whose CPU p95 is under 10 %'),
  vcpu: z
    .object({ provisioned: z.number().nullable(), used: z.number().nullable() })
    .describe('Of services; used: sum of provisioned x p95. Services without figures are in neither'),
  memoryBytes: z.object({ provisioned: z.number().nullable(), used: z.number().nullable() }),
  abnormalStops: z.int(),
  deployments: z.int(),
  deploymentsFailed: z.int(),
  runsOut: z.int().describe('What runs out before the next review'),
  monthlySavingUsd: z.number().nullable().describe('Expected, of all open recommendations'),
});
export type ReviewTotal = z.infer<typeof ReviewTotal>;

/** GET /reports/capacity. */
export const CapacityReview = z
  .object({
    week: ReviewWeek,
    zone: z.string().describe('IANA zone of its days; a frozen report keeps its own'),
    from: IsoTime,
    to: IsoTime.describe('The end of the week, which may be ahead'),
    asOf: IsoTime.describe('Until when it counts: the end of the week, or now'),
    hours: z.int().describe('Of the whole week: 167 or 169 where the clocks change'),
    nextReviewAt: IsoTime.describe('Monday a week after the end of this one, or the coming Monday'),
    frozen: z.boolean(),
    computedAt: IsoTime,
    previousWeek: ReviewWeek,
    nextWeek: ReviewWeek.nullable().describe('Null: it has not begun'),
    watchedFrom: IsoTime.nullable().describe('Stops before it are not known; null: none are'),
    notes: z.array(Localised).describe('What was not there when it was computed'),
    summary: z.array(Localised).describe('Sentences, the most important first'),
    decisions: z.array(ReviewDecision).describe('At most 10, the most urgent and most saving first'),
    runsOut: z.array(ReviewRunsOut).describe('The soonest first'),
    saturation: z.array(ReviewSaturation).describe('At most 20, the highest p95 first'),
    clusters: z.array(ReviewRow),
    services: z.array(ReviewRow),
    hosts: z.array(ReviewRow),
    databases: z.array(ReviewRow),
    stops: z.array(ReviewStop).describe('Abnormal ones first, then by count'),
    deployments: z.object({
      total: ReviewDeployments,
      lastWeek: ReviewDeployments.nullable(),
      services: z.array(ReviewDeploymentRow).describe('Those with rollouts, the most failed first'),
    }),
    scaling: z.array(ReviewScaling).describe('What scales, the longest at its maximum first'),
    totals: z.object({ all: ReviewTotal, groups: z.array(ReviewTotal) }),
    actions: z
      .array(ReviewAction)
      .describe('Decided by the end of this week and open when it began, as they are now; open ones first'),
  })
  .meta({ id: 'CapacityReview' });
export type CapacityReview = z.infer<typeof CapacityReview>;

export const CapacityReviewQuery = z.object({
  week: ReviewWeek.optional().describe('The present week where absent'),
  environment: LabelFilter.environment,
  team: LabelFilter.team,
});
export type CapacityReviewQuery = z.infer<typeof CapacityReviewQuery>;

export const REVIEW_TABLES = [
  'decisions',
  'runs_out',
  'saturation',
  'clusters',
  'services',
  'hosts',
  'databases',
  'stops',
  'deployments',
  'scaling',
  'totals',
  'actions',
] as const;
export const ReviewTable = z.enum(REVIEW_TABLES);
export type ReviewTable = z.infer<typeof ReviewTable>;
/** GET /reports/capacity.csv. */
export const CapacityReviewCsvQuery = CapacityReviewQuery.extend({ table: ReviewTable.default('services') });
export type CapacityReviewCsvQuery = z.infer<typeof CapacityReviewCsvQuery>;

/** What GET /reports/capacity.csv answers. */
export const CapacityReviewCsv = z
  .string()
  .describe('RFC 4180, UTF-8 with a byte order mark; what is not known is an empty cell')
  .meta({ id: 'CapacityReviewCsv' });

/** GET /reports/capacity/weeks: weeks of which something is stored, the newest first. */
export const ReviewWeekList = z
  .object({
    zone: z.string(),
    items: z.array(z.object({ week: ReviewWeek, from: IsoTime, to: IsoTime, frozen: z.boolean() })),
  })
  .meta({ id: 'CapacityReviewWeekList' });
export type ReviewWeekList = z.infer<typeof ReviewWeekList>;
