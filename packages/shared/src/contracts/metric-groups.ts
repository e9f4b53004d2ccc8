import { z } from 'zod';
import { IsoTime, Localised } from './common.js';
import { ResourceKind } from './resources.js';

const UsdRange = z.object({ low: z.number(), high: z.number() });

/** Optional metrics of one namespace and kind, priced before a person switches them on. */
export const MetricGroup = z
  .object({
    id: z.string().describe('aws-ebs.ebs_volume'),
    namespace: z.string(),
    kind: ResourceKind,
    source: z.enum(['built-in', 'file']).describe('file: a catalogue file of this installation'),
    metrics: z.array(z.object({ metric: z.string(), stats: z.array(z.string()), label: Localised })),
    enabled: z.boolean(),
    resources: z.number().int().nullable().describe('Resources that publish now; null: not counted yet'),
    series: z.number().int().nullable(),
    monthUsd: UsdRange.nullable().describe('At the present poll interval'),
    backfillUsd: UsdRange.nullable().describe('Once, for the last two weeks'),
    changedAt: IsoTime.nullable(),
    changedBy: z.string().nullable(),
    version: z.number().int().describe('Goes into If-Match; 0: nobody has switched it yet'),
  })
  .meta({ id: 'MetricGroup' });
export type MetricGroup = z.infer<typeof MetricGroup>;

export const MetricGroupList = z
  .object({
    items: z.array(MetricGroup),
    nextCursor: z.null(),
    total: z.number().int(),
  })
  .meta({ id: 'MetricGroupList' });
export type MetricGroupList = z.infer<typeof MetricGroupList>;

/** PATCH /collection/metric-groups/{id}; `version`, where given, repeats If-Match. */
export const SwitchMetricGroup = z
  .strictObject({ enabled: z.boolean(), version: z.int().min(0).optional() })
  .meta({ id: 'SwitchMetricGroup' });
export type SwitchMetricGroup = z.infer<typeof SwitchMetricGroup>;

export const MetricGroupParam = z.object({
  id: z.string().regex(/^[a-z0-9-]+\.[a-z_0-9]+$/, 'A group is named as in /collection/metric-groups.'),
});
export type MetricGroupParam = z.infer<typeof MetricGroupParam>;
