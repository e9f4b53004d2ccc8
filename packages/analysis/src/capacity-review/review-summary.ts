import type { CapacityReview } from '@danji/shared';
import type { Message } from '../message/message.js';
import { causeLabel } from '../task-flow/task-flow.js';
import { sayReview } from './review-texts.js';

/** What a review says in sentences, the most important first. */
export function reviewSummary(
  review: Pick<
    CapacityReview,
    | 'runsOut'
    | 'stops'
    | 'deployments'
    | 'scaling'
    | 'totals'
    | 'nextReviewAt'
    | 'from'
    | 'asOf'
    | 'watchedFrom'
  > & {
    openDecisions: number;
    /** Databases of which it is recommended to raise the storage before it is full. */
    storageDecisions: number;
  },
): Message[] {
  return [
    runsOut(review),
    stops(review),
    deployments(review),
    ...scaling(review),
    ...sizes(review),
    ...saving(review),
  ];
}

/** A trend of weeks does not see what began to fill hours ago; the recommendation of the day does. */
function runsOut({
  runsOut: all,
  nextReviewAt,
  storageDecisions: count,
}: Pick<CapacityReview, 'runsOut' | 'nextReviewAt'> & { storageDecisions: number }): Message {
  const next = Date.parse(nextReviewAt);
  const before = all.filter((item) => item.beforeNextReview);
  const [first] = before;
  if (first === undefined && count > 0) return sayReview('review.runs_out_since', { next, count });
  if (first === undefined) return sayReview('review.nothing_runs_out', { next });
  return sayReview('review.runs_out', {
    count: before.length,
    next,
    name: first.resource.name,
    dimension: sayReview(`review.${first.dimension}`),
    at: Date.parse(first.full.at),
  });
}

type Watched = Pick<CapacityReview, 'from' | 'asOf' | 'watchedFrom'>;

/** None is only said of what somebody watched. */
function noStops({ from, asOf, watchedFrom }: Watched): Message {
  // ISO instants in UTC sort as text.
  if (watchedFrom === null || watchedFrom >= asOf) return sayReview('review.stops_unwatched');
  return watchedFrom <= from
    ? sayReview('review.no_stops')
    : sayReview('review.no_stops_since', { from: Date.parse(watchedFrom) });
}

function stops({ stops: all, ...watched }: Pick<CapacityReview, 'stops'> & Watched): Message {
  const abnormal = all.filter((stop) => stop.abnormal);
  const count = abnormal.reduce((sum, stop) => sum + stop.count, 0);
  const [most] = abnormal.toSorted((a, b) => b.count - a.count);
  if (most === undefined || count === 0) return noStops(watched);
  const cause = causeLabel(most.class);
  const known = abnormal.every((stop) => stop.lastWeek !== null);
  const before = abnormal.reduce((sum, stop) => sum + (stop.lastWeek ?? 0), 0);
  return known
    ? sayReview('review.stops', { count, before, cause })
    : sayReview('review.stops_alone', { count, cause });
}

function deployments({ deployments: { total, lastWeek } }: Pick<CapacityReview, 'deployments'>): Message {
  const { count, failed } = total;
  if (count === 0) return sayReview('review.no_deployments');
  if (lastWeek === null) return sayReview('review.deployments_alone', { count, failed });
  return sayReview('review.deployments', {
    count,
    failed,
    before: lastWeek.count,
    beforeFailed: lastWeek.failed,
  });
}

function scaling({ scaling: all }: Pick<CapacityReview, 'scaling'>): Message[] {
  const short = all
    .flatMap((row) => (row.minutesAboveTarget === null ? [] : [{ ...row, minutes: row.minutesAboveTarget }]))
    .filter(({ minutes }) => minutes > 0)
    .toSorted((a, b) => b.minutes - a.minutes);
  const [longest] = short;
  if (longest === undefined) return [];
  const params = { count: short.length, name: longest.name, seconds: longest.minutes * 60 };
  return [sayReview('review.scaling', params)];
}

function sizes({ totals: { all } }: Pick<CapacityReview, 'totals'>): Message[] {
  const { services, hosts, databases, hot, idle, unknown } = all;
  if (services + hosts + databases === 0) return [];
  const said = sayReview('review.sizes', { services, hosts, databases, hot, idle });
  return unknown === 0 ? [said] : [said, sayReview('review.unknown', { count: unknown })];
}

function saving({
  totals: { all },
  openDecisions: count,
}: Pick<CapacityReview, 'totals'> & { openDecisions: number }): Message[] {
  const usd = all.monthlySavingUsd;
  return usd === null || usd <= 0 ? [] : [sayReview('review.saving', { count, usd })];
}
