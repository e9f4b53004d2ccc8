import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { looseStrings } from '../../request/record.js';
import { Params } from '../../request/params.js';
import { invalidValue, metricParams } from '../faults.js';
import { PointReader } from './points.js';
import { HIGH_RESOLUTION, instant, readDimensions } from './request.js';
import { oldestKept, roundStart } from './retention.js';
import { statisticOf, type Accumulator } from './statistic.js';

const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;
/** Datapoints of one answer at most. */
const MOST = 1_440;

interface Asked {
  name: string;
  extended: boolean;
  statistic: () => Accumulator;
}

export const getMetricStatistics: Operation = {
  service: 'monitoring',
  name: 'GetMetricStatistics',
  bucket: () => ({ bucket: 'monitoring:get-metric-statistics', cost: 1 }),
  resources: (input) => looseStrings(input, 'MetricName'),
  run(call) {
    const params = new Params(call.input, metricParams);
    const namespace = params.requiredString('Namespace');
    const metricName = params.requiredString('MetricName');
    const dimensions = readDimensions(call.input['Dimensions'], 'Dimensions');
    const range = readRange(call, params);
    const asked = readStatistics(params);
    const unit = params.string('Unit');
    const series = call.view.findSeries(namespace, metricName, dimensions);
    if (!series || (unit !== undefined && unit !== series.unit)) return { Label: metricName, Datapoints: [] };
    const reader = new PointReader(call.view);
    const byTime = new Map<number, AwsRecord>();
    for (const { name, extended, statistic } of asked) {
      const { times, values } = reader.read(series, { ...range, visibleUntil: call.now }, statistic());
      times.forEach((at, index) => {
        const point = byTime.get(at) ?? { Timestamp: new Date(at), Unit: series.unit };
        byTime.set(
          at,
          extended ? withExtended(point, name, values[index]) : { ...point, [name]: values[index] },
        );
      });
    }
    call.count({ datapointsReturned: byTime.size });
    return { Label: metricName, Datapoints: shuffled([...byTime.values()]) };
  },
};

function withExtended(point: AwsRecord, name: string, value: number | undefined): AwsRecord {
  const known = (point['ExtendedStatistics'] ?? {}) as AwsRecord;
  return { ...point, ExtendedStatistics: { ...known, [name]: value } };
}

/** "Datapoints are not returned in chronological order": the same order each time, but no order to rely on. */
function shuffled(points: AwsRecord[]): AwsRecord[] {
  const half = Math.ceil(points.length / 2);
  return points.slice(half).concat(points.slice(0, half));
}

function readRange(call: Call, params: Params): { start: number; end: number; periodMs: number } {
  for (const name of ['StartTime', 'EndTime']) {
    if (call.input[name] === undefined) throw metricParams.required(name);
  }
  const asked = instant(call.input, 'StartTime');
  const end = instant(call.input, 'EndTime');
  const period = params.integer('Period', 1, 31_536_000);
  if (period === undefined) throw metricParams.required('Period');
  if (period % 60 !== 0 && !HIGH_RESOLUTION.includes(period))
    throw invalidValue(
      `The value ${period} for parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  if (asked >= end) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const wanted = Math.ceil((end - asked) / (period * 1000));
  if (wanted > MOST) {
    const count = wanted.toLocaleString('en-US');
    throw new AwsError(
      'InvalidParameterCombination',
      `You have requested up to ${count} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const periodMs = period * 1000;
  const start = roundStart(asked, call.now);
  const skipped = Math.max(0, Math.ceil((oldestKept(call.now, period) - start) / periodMs));
  return { start: start + skipped * periodMs, end: Math.min(end, call.now + 1), periodMs };
}

function readStatistics(params: Params): Asked[] {
  const plain = params.strings('Statistics', 5).map((name): Asked => {
    const statistic = STATISTICS.find((one) => one === name) && statisticOf(name);
    if (!statistic) throw metricParams.oneOf('Statistics', name, STATISTICS);
    return { name, extended: false, statistic };
  });
  const extended = params.strings('ExtendedStatistics', 10).map((name): Asked => {
    const statistic = name.startsWith('p') ? statisticOf(name) : undefined;
    if (!statistic)
      throw invalidValue(`The value ${name} for parameter ExtendedStatistics is not supported.`);
    return { name, extended: true, statistic };
  });
  if (plain.length + extended.length === 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Must specify either Statistics or ExtendedStatistics.',
    );
  }
  return [...plain, ...extended];
}
