import { z } from 'zod';
import { IsoTime, Localised } from './common.js';

export const LaunchTypeCost = z
  .object({
    from: IsoTime,
    to: IsoTime,
    cpu: z.number().int().describe('CPU units of one task'),
    memory: z.number().int().describe('MiB of one task'),
    averageTasks: z.number(),
    highestTasks: z.number(),
    launchType: z.string().nullable().describe('Where it runs now'),
    fargateUsd: z.number().nullable().describe('US dollars a month on demand; null: price not known'),
    ec2: z
      .object({
        type: z.string(),
        tasksPerInstance: z.number().int(),
        instances: z.number().int(),
        monthlyUsd: z.number(),
        reserved: z.number().describe('0 to 1, at the highest number of tasks'),
      })
      .nullable()
      .describe(
        'The cheapest instances that hold the most tasks that ran; null: none fits or price not known',
      ),
    note: Localised,
  })
  .meta({ id: 'LaunchTypeCost' });
export type LaunchTypeCost = z.infer<typeof LaunchTypeCost>;
