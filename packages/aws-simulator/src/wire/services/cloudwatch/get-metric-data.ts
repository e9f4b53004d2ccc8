import type { AwsRecord, Millis } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import { TimestampList, type Call, type Operation } from '../../operation.js';
import { openToken, sealToken } from '../../request/page.js';
import { PointReader, type Points } from './points.js';
import { readMetricDataRequest, type MetricDataRequest, type MetricQuery } from './request.js';
import { oldestKept } from './retention.js';

const THREE_HOURS = 3 * 3_600_000;

/** What is still to be answered: queries begun (with the last time answered), then all from `next` on. */
interface Progress {
  begun: { index: number; last: Millis }[];
  next: number;
}

export const getMetricData: Operation = {
  service: 'monitoring',
  name: 'GetMetricData',
  bucket: () => ({ bucket: 'monitoring:get-metric-data', cost: 1 }),
  resources: (input) => dimensionValues(input['MetricDataQueries']),
  run(call) {
    const request = readMetricDataRequest(call);
    const context = fingerprint(request);
    const progress = readProgress(request, context);
    const size = Math.min(request.maxDatapoints, call.metricFaults.pageSize ?? Infinity);
    call.charge({
      bucket:
        request.askedStart >= call.now - THREE_HOURS
          ? 'monitoring:datapoints-recent'
          : 'monitoring:datapoints-old',
      cost: Math.min(estimate(request, progress), size),
    });
    call.count({ metricsRequested: request.queries.length });
    const page = fillPage(call, request, progress, size);
    call.count({ datapointsReturned: page.datapoints });
    return {
      Messages: [],
      MetricDataResults: page.results,
      NextToken: page.rest && sealToken(context, [JSON.stringify(page.rest)]),
    };
  },
};

interface FilledPage {
  results: AwsRecord[];
  datapoints: number;
  rest?: Progress;
}

/**
 * Answers queries in order until the page holds `size` datapoints. The query that is cut is PartialData and goes on
 * with the next page; those after it first appear there.
 */
function fillPage(call: Call, request: MetricDataRequest, progress: Progress, size: number): FilledPage {
  const results: AwsRecord[] = [];
  const begun: Progress['begun'] = [];
  const reader = new PointReader(call.view);
  let room = size;
  const turns = [
    ...progress.begun,
    ...request.queries
      .slice(progress.next)
      .map((_, offset) => ({ index: progress.next + offset, last: undefined })),
  ];
  let done = 0;
  for (const { index, last } of turns) {
    if (room <= 0) break;
    done += 1;
    const query = request.queries[index];
    if (!query?.returnData) continue;
    const answer = answerQuery(call, request, query, { last, room, reader });
    room -= answer.points.times.length;
    if (answer.more !== undefined) begun.push({ index, last: answer.more });
    results.push({
      Id: query.id,
      Label: query.label ?? query.metricName,
      Timestamps: new TimestampList(answer.points.times),
      Values: answer.points.values,
      StatusCode: answer.status,
    });
  }
  const untouched = turns.slice(done);
  for (const turn of untouched)
    if (turn.last !== undefined) begun.push({ index: turn.index, last: turn.last });
  const next = untouched.find((turn) => turn.last === undefined)?.index ?? request.queries.length;
  const finished = begun.length === 0 && !request.queries.slice(next).some((query) => query.returnData);
  return { results, datapoints: size - room, rest: finished ? undefined : { begun, next } };
}

interface QueryAnswer {
  points: Points;
  status: string;
  /** Last time answered, when more follows. */
  more?: Millis;
}

function answerQuery(
  call: Call,
  request: MetricDataRequest,
  query: MetricQuery,
  page: { last?: Millis; room: number; reader: PointReader },
): QueryAnswer {
  const target = {
    namespace: query.namespace,
    metricName: query.metricName,
    dimensionValues: query.dimensions.map(({ Value }) => Value),
  };
  const fault = page.last === undefined ? call.metricFaults.statusOf(target) : undefined;
  if (fault === 'InternalError' || fault === 'Forbidden')
    return { points: { times: [], values: [] }, status: fault };
  const points = queryPoints(call, request, query, {
    reader: page.reader,
    lateMs: call.metricFaults.lateMillis(target),
  });
  const rest = remaining(points, request.newestFirst, page.last);
  const wanted = fault === 'PartialData' ? Math.max(1, Math.floor(rest.times.length / 2)) : rest.times.length;
  const taken = Math.min(wanted, page.room);
  if (taken >= rest.times.length) return { points: rest, status: 'Complete' };
  const times = rest.times.slice(0, taken);
  return {
    points: { times, values: rest.values.slice(0, taken) },
    status: 'PartialData',
    more: times.at(-1),
  };
}

function queryPoints(
  call: Call,
  request: MetricDataRequest,
  query: MetricQuery,
  { reader, lateMs }: { reader: PointReader; lateMs: number },
): Points {
  const series = call.view.findSeries(query.namespace, query.metricName, query.dimensions);
  if (!series || (query.unit !== undefined && query.unit !== series.unit)) return { times: [], values: [] };
  const periodMs = query.periodSeconds * 1000;
  const oldest = oldestKept(call.now, query.periodSeconds);
  const skipped = Math.max(0, Math.ceil((oldest - request.start) / periodMs));
  return reader.read(
    series,
    {
      start: request.start + skipped * periodMs,
      end: Math.min(request.end, call.now + 1),
      periodMs,
      visibleUntil: call.now - lateMs,
    },
    query.statistic(),
  );
}

/** Points in scan order which come after `last`. */
function remaining(points: Points, newestFirst: boolean, last: Millis | undefined): Points {
  if (newestFirst) {
    points.times.reverse();
    points.values.reverse();
  }
  if (last === undefined) return points;
  const from = points.times.findIndex((time) => (newestFirst ? time < last : time > last));
  if (from < 0) return { times: [], values: [] };
  return { times: points.times.slice(from), values: points.values.slice(from) };
}

/** Datapoints as CloudWatch estimates them for its quota: range by period, whether or not they exist. */
function estimate(request: MetricDataRequest, progress: Progress): number {
  const seconds = (request.end - request.start) / 1000;
  const open = [
    ...progress.begun.map(({ index }) => request.queries[index]),
    ...request.queries.slice(progress.next),
  ];
  return open.reduce((total, query) => total + (query ? Math.ceil(seconds / query.periodSeconds) : 0), 0);
}

function readProgress(request: MetricDataRequest, context: string): Progress {
  if (request.nextToken === undefined) return { begun: [], next: 0 };
  const [text = ''] = openToken(request.nextToken, context, () => {
    return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
  });
  return JSON.parse(text) as Progress;
}

/** Binds a token to its request. */
function fingerprint(request: MetricDataRequest): string {
  const queries = request.queries.map((query) => [
    query.id,
    query.namespace,
    query.metricName,
    query.dimensions,
    query.periodSeconds,
    query.stat,
  ]);
  return JSON.stringify(['GetMetricData', request.askedStart, request.end, request.newestFirst, queries]);
}

function dimensionValues(queries: unknown): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const record = value as AwsRecord;
      if (typeof record['Value'] === 'string') found.push(record['Value']);
      walk(Object.values(record));
    }
  };
  walk(queries);
  return found;
}
