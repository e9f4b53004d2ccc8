import type { AwsRecord, Dimension, Millis } from '../../../world/types.js';
import type { Call } from '../../operation.js';
import { Params } from '../../request/params.js';
import { cloudwatchParams, validationError } from '../faults.js';
import { roundStart } from './retention.js';
import { statisticOf, type Accumulator } from './statistic.js';

export interface MetricQuery {
  id: string;
  namespace: string;
  metricName: string;
  dimensions: Dimension[];
  periodSeconds: number;
  stat: string;
  statistic: () => Accumulator;
  unit?: string;
  label?: string;
  returnData: boolean;
}

export interface MetricDataRequest {
  queries: MetricQuery[];
  /** StartTime as it was asked, and rounded down as CloudWatch does. */
  askedStart: Millis;
  start: Millis;
  end: Millis;
  newestFirst: boolean;
  maxDatapoints: number;
  nextToken?: string;
}

const ID = /^[a-z][a-zA-Z0-9_]*$/;
export const HIGH_RESOLUTION = [1, 5, 10, 20, 30];

/** Reads and checks a GetMetricData request; errors are ValidationError with CloudWatch's parameter names. */
export function readMetricDataRequest(call: Call): MetricDataRequest {
  const { params, input, now } = call;
  const queries = readQueries(input['MetricDataQueries']);
  const start = instant(input, 'StartTime');
  const end = instant(input, 'EndTime');
  if (start >= end) throw validationError('The parameter StartTime must be less than the parameter EndTime.');
  return {
    queries,
    askedStart: start,
    start: roundStart(start, now),
    end,
    newestFirst:
      params.oneOf('ScanBy', ['TimestampDescending', 'TimestampAscending']) !== 'TimestampAscending',
    maxDatapoints: params.integer('MaxDatapoints', 1, 100_800) ?? 100_800,
    nextToken: params.string('NextToken'),
  };
}

function readQueries(list: unknown): MetricQuery[] {
  if (list === undefined || list === null || list === '') {
    throw validationError('The parameter MetricDataQueries is required.');
  }
  if (!Array.isArray(list) || list.length === 0) {
    throw validationError('The parameter MetricDataQueries must contain at least one member.');
  }
  if (list.length > 500) {
    throw validationError('The collection MetricDataQueries must not have a size greater than 500.');
  }
  const queries = list.map((item, index) =>
    readQuery(item as AwsRecord, `MetricDataQueries.member.${index + 1}`),
  );
  const seen = new Set<string>();
  for (const { id } of queries) {
    if (seen.has(id))
      throw validationError(
        `The values for parameter Id in MetricDataQueries must be unique: ${id} is used twice.`,
      );
    seen.add(id);
  }
  if (!queries.some((query) => query.returnData)) {
    throw validationError('At least one of the MetricDataQueries must have ReturnData set to true.');
  }
  return queries;
}

function readQuery(item: AwsRecord, path: string): MetricQuery {
  const query = new Params(item, cloudwatchParams);
  const id = query.requiredString('Id');
  if (id.length > 255 || !ID.test(id)) {
    throw validationError(
      `The value ${id} for parameter ${path}.Id is not matching the expected pattern ${ID.source}.`,
    );
  }
  const metricStat = item['MetricStat'];
  if (item['Expression'] !== undefined) {
    throw metricStat === undefined
      ? validationError(
          `Error in expression '${id}': metric math and Metrics Insights are not available here; send MetricStat.`,
        )
      : validationError(`${path}: exactly one of MetricStat and Expression must be given.`);
  }
  if (!isRecord(metricStat))
    throw validationError(`${path}: exactly one of MetricStat and Expression must be given.`);
  return {
    id,
    ...readMetricStat(metricStat, `${path}.MetricStat`),
    label: query.string('Label'),
    returnData: item['ReturnData'] === undefined || query.boolean('ReturnData'),
  };
}

function readMetricStat(item: AwsRecord, path: string): Omit<MetricQuery, 'id' | 'label' | 'returnData'> {
  const metricStat = new Params(item, cloudwatchParams);
  const metric = item['Metric'];
  if (!isRecord(metric)) throw validationError(`The parameter ${path}.Metric is required.`);
  const named = new Params(metric, cloudwatchParams);
  const stat = metricStat.requiredString('Stat');
  const statistic = statisticOf(stat);
  if (!statistic) throw validationError(`The value ${stat} for parameter ${path}.Stat is not supported.`);
  const periodSeconds = metricStat.integer('Period', 1, 31_536_000);
  if (periodSeconds === undefined) throw validationError(`The parameter ${path}.Period is required.`);
  if (periodSeconds % 60 !== 0 && !HIGH_RESOLUTION.includes(periodSeconds)) {
    throw validationError(
      `The value ${periodSeconds} for parameter ${path}.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  }
  return {
    namespace: named.requiredString('Namespace'),
    metricName: named.requiredString('MetricName'),
    dimensions: readDimensions(metric['Dimensions'], `${path}.Metric.Dimensions`),
    periodSeconds,
    stat,
    statistic,
    unit: metricStat.string('Unit'),
  };
}

export function readDimensions(list: unknown, path: string): Dimension[] {
  if (list === undefined || list === null || list === '') return [];
  if (!Array.isArray(list)) throw validationError(`The parameter ${path} must be a list.`);
  if (list.length > 30) throw validationError(`The collection ${path} must not have a size greater than 30.`);
  return list.map((item: AwsRecord) => {
    const dimension = new Params(item, cloudwatchParams);
    return { Name: dimension.requiredString('Name'), Value: dimension.requiredString('Value') };
  });
}

/** Seconds with a fraction in JSON, ISO 8601 in the query form. */
export function optionalInstant(input: AwsRecord, name: string): Millis | undefined {
  const value = input[name];
  return value === undefined || value === null || value === '' ? undefined : instant(input, name);
}

export function instant(input: AwsRecord, name: string): Millis {
  const value = input[name];
  if (value === undefined || value === null || value === '')
    throw validationError(`The parameter ${name} is required.`);
  const millis =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(millis))
    throw validationError(`The value ${String(value)} for parameter ${name} is not a timestamp.`);
  return Math.floor(millis);
}

function isRecord(value: unknown): value is AwsRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
