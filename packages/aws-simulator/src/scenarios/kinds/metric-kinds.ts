import { z } from 'zod';
import { kind, seconds } from './parts.js';

/** Incidents of the metrics themselves, on any series. */
export const METRIC_KINDS = {
  metric: kind('series', {
    summary:
      'What CloudWatch holds for a series: a value (a peak of one minute), a factor, an amount added, nothing, or late.',
    duration: '1m',
    parameters: {
      mode: z
        .enum(['value', 'factor', 'add', 'gap', 'late'])
        .describe(
          'value = exactly this; factor, add = on top of what is there; gap = nothing published; late = published later',
        ),
      value: z.number().optional().describe('the value, factor, amount, or seconds of `late`; not for `gap`'),
      statistic: z
        .enum(['all', 'maximum'])
        .default('all')
        .describe(
          '`maximum` leaves the other samples of the minute alone and raises one of them (needs mode value or add)',
        ),
    },
  }),
  'publication-delay': kind('series', {
    summary: 'The points of a series come later than usual.',
    duration: '30m',
    parameters: { seconds: seconds.default(900).describe('seconds added') },
  }),
} as const;
