import { countOf, percentOf, rowsOf } from './row.js';

const common = {
  kind: 'canary',
  namespace: 'CloudWatchSynthetics',
  period: 300,
  delaySeconds: 300,
  dimensions: { CanaryName: 'name' },
} as const;

/** One datapoint for each run of a canary; five minutes is the usual schedule, and holds rarer and denser ones. */
export const CANARY_METRICS = [
  ...rowsOf(common, [percentOf('SuccessPercent', ['Average', 'Minimum'], 'Successful runs', '성공한 실행')]),
  ...rowsOf({ ...common, optional: true }, [
    {
      metric: 'Duration',
      stats: ['Average', 'Maximum'],
      awsUnit: 'Milliseconds',
      unit: 's',
      factor: 0.001,
      en: 'Duration',
      ko: '걸린 시간',
    },
    countOf('Failed', 'Failed runs', '실패한 실행'),
    countOf('4xx', 'Answers 4xx', '4xx 응답'),
    countOf('5xx', 'Answers 5xx', '5xx 응답'),
  ]),
];
