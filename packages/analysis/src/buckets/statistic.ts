/** How stored points of one CloudWatch statistic combine over a longer bucket. */
export type Combination = 'add' | 'mean' | 'minimum' | 'maximum' | 'percentile';

const PERCENTILE = /^p\d{1,2}(\.\d{1,10})?$|^p100$/;

/**
 * @param statistic CloudWatch's own name: Average, Sum, SampleCount, Minimum, Maximum, pNN.NN.
 * @throws RangeError for a statistic that cannot be combined (trimmed means, percentile ranks).
 */
export function combinationOf(statistic: string): Combination {
  if (statistic === 'Sum' || statistic === 'SampleCount') return 'add';
  if (statistic === 'Minimum') return 'minimum';
  if (statistic === 'Maximum') return 'maximum';
  if (statistic === 'Average') return 'mean';
  if (PERCENTILE.test(statistic)) return 'percentile';
  throw new RangeError(
    `stat: "${statistic}" cannot be combined; use Average, Sum, SampleCount, Minimum, Maximum or pNN`,
  );
}

/** The sentence by which an answer says how its values came about. `period` and `step` in seconds. */
export function methodName(statistic: string, period: number, step: number, weighted: boolean): string {
  if (step <= period) return 'as stored';
  switch (combinationOf(statistic)) {
    case 'add':
      return `sum of ${period} s values`;
    case 'minimum':
      return `minimum of ${period} s values`;
    case 'maximum':
      return `maximum of ${period} s values`;
    case 'mean':
      return weighted ? 'average weighted by SampleCount' : 'mean of averages';
    case 'percentile':
      return `max of ${period} s ${statistic}`;
  }
}
