import type { DatabaseLoad, LoadKey } from '../../../world/databases-view.js';
import type { AwsRecord, Millis } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { openToken, sealToken } from '../../request/page.js';
import { looseStrings, nested, optionalText, records } from '../../request/record.js';

const PERIODS = [1, 60, 300, 3600, 86_400];
const MINUTE = 60_000;
const DAY = 86_400_000;
/** The free retention of Performance Insights. */
const KEPT_MS = 7 * DAY;
const MOST_POINTS = 1_440;
const METRICS = ['db.load.avg', 'db.sampledload.avg'];

/** Only the load of instances, by statement, wait and user; counters are not simulated. */
export const getResourceMetrics: Operation = {
  service: 'pi',
  name: 'GetResourceMetrics',
  bucket: () => ({ bucket: 'pi:read', cost: 1 }),
  resources: (input) => looseStrings(input, 'Identifier'),
  run(call) {
    call.params.requiredString('ServiceType');
    call.params.oneOf('ServiceType', ['RDS', 'DOCDB']);
    const identifier = call.params.requiredString('Identifier');
    const load = call.view.databases.load(identifier);
    // The same words for an instance that is not there and for one where it is switched off.
    if (!load)
      throw new AwsError('NotAuthorizedException', 'The user is not authorized to perform this request.');
    const span = spanOf(call);
    const all = queriesOf(call).flatMap((query) => answer(load, query, span, call.now));
    const { items, token } = pageOf(call, all);
    return {
      AlignedStartTime: new Date(span.from),
      AlignedEndTime: new Date(span.to),
      Identifier: identifier,
      MetricList: items,
      NextToken: token,
    };
  },
};

interface Span {
  from: Millis;
  to: Millis;
  periodMs: number;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidArgumentException', message);
}

function instant(call: Call, name: string): Millis {
  const value = call.input[name];
  if (typeof value !== 'number') throw invalid(`${name} is required, in seconds since the epoch.`);
  return value * 1000;
}

/** Aligned outwards to the period, as PI does; the period that fits where none is named. */
function spanOf(call: Call): Span {
  const start = instant(call, 'StartTime');
  const end = instant(call, 'EndTime');
  if (start >= end) throw invalid('StartTime must be before EndTime.');
  const named = call.params.integer('PeriodInSeconds', 1, 86_400);
  if (named !== undefined && !PERIODS.includes(named)) {
    throw invalid(`PeriodInSeconds must be one of ${PERIODS.join(', ')}.`);
  }
  const fits = PERIODS.slice(1).find((period) => (end - start) / (period * 1000) <= 500) ?? 86_400;
  const periodMs = (named ?? fits) * 1000;
  const from = Math.floor(start / periodMs) * periodMs;
  const to = Math.ceil(end / periodMs) * periodMs;
  if ((to - from) / periodMs > MOST_POINTS)
    throw invalid('The period is too short for the time between start and end.');
  return { from, to, periodMs };
}

interface Query {
  metric: string;
  group: string | undefined;
  limit: number;
}

function queriesOf(call: Call): Query[] {
  const asked = records(call.input, 'MetricQueries');
  if (asked.length === 0 || asked.length > 15) throw invalid('MetricQueries must hold 1 to 15 queries.');
  return asked.map((query) => {
    const metric = optionalText(query, 'Metric');
    if (metric === undefined || !METRICS.includes(metric)) {
      throw invalid(`The metric ${metric ?? ''} is not simulated: ask for ${METRICS.join(' or ')}.`);
    }
    const groupBy = nested(query, 'GroupBy');
    const limit = groupBy['Limit'] ?? 10;
    if (typeof limit !== 'number' || limit < 1 || limit > 25) throw invalid('GroupBy.Limit must be 1 to 25.');
    return { metric, group: optionalText(groupBy, 'Group'), limit };
  });
}

/** The whole, and after it the keys of the group with the most load, that first. */
function answer(load: DatabaseLoad, query: Query, span: Span, now: Millis): AwsRecord[] {
  const whole = { Key: { Metric: query.metric }, DataPoints: points(span, now, load, () => 1) };
  if (query.group === undefined) return [whole];
  const keys = load.keys(query.group);
  if (!keys) throw invalid(`The group ${query.group} is not valid for this engine.`);
  const answered = keys.map((key) => ({
    Key: { Metric: query.metric, Dimensions: key.dimensions },
    DataPoints: points(span, now, load, (at) => share(key, at)),
  }));
  const total = ({ DataPoints }: { DataPoints: { Value: number }[] }) =>
    DataPoints.reduce((sum, { Value }) => sum + Value, 0);
  return [whole, ...answered.sort((a, b) => total(b) - total(a)).slice(0, query.limit)];
}

function share(key: LoadKey, at: Millis): number {
  return key.share(at);
}

/** The mean of each period's minutes, stamped with its end. */
function points(
  { from, to, periodMs }: Span,
  now: Millis,
  load: DatabaseLoad,
  part: (at: Millis) => number,
): { Timestamp: Date; Value: number }[] {
  const found: { Timestamp: Date; Value: number }[] = [];
  for (let start = from; start < to; start += periodMs) {
    const values: number[] = [];
    const first = Math.floor(start / MINUTE) * MINUTE;
    for (let at = first; at < start + periodMs && at + MINUTE <= now; at += MINUTE) {
      const total = at < now - KEPT_MS ? undefined : load.total(at);
      if (total !== undefined) values.push(total * part(at));
    }
    if (values.length === 0) continue;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    found.push({ Timestamp: new Date(start + periodMs), Value: mean });
  }
  return found;
}

function pageOf(call: Call, all: AwsRecord[]): { items: AwsRecord[]; token?: string } {
  const size = call.params.integer('MaxResults', 0, 25) ?? 25;
  const { NextToken: _token, ...asked } = call.input;
  const context = `GetResourceMetrics ${JSON.stringify(asked)}`;
  const token = call.params.string('NextToken');
  const start =
    token === undefined ? 0 : Number(openToken(token, context, () => invalid('NextToken is not valid.'))[0]);
  const end = start + (size === 0 ? 25 : size);
  return {
    items: all.slice(start, end),
    token: end < all.length ? sealToken(context, [String(end)]) : undefined,
  };
}
