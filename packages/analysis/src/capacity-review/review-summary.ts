import type { CapacityReview } from '@danji/shared';
import type { Message } from '../message/message.js';
import { causeLabel } from '../task-flow/task-flow.js';
import { sayReview } from './review-texts.js';

/** What a review says in sentences, the most important first. */
export function reviewSummary(
  review: Pick<
    CapacityReview,
    'runsOut' | 'stops' | 'deployments' | 'scaling' | 'totals' | 'nextReviewAt'
  > & { openDecisions: number },
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

function runsOut({ runsOut: all, nextReviewAt }: Pick<CapacityReview, 'runsOut' | 'nextReviewAt'>): Message {
  const next = Date.parse(nextReviewAt);
  const before = all.filter((item) => item.beforeNextReview);
  const [first] = before;
  if (first === undefined) return sayReview('review.nothing_runs_out', { next });
  return sayReview('review.runs_out', {
    count: before.length,
    next,
    name: first.resource.name,
    dimension: sayReview(`review.${first.dimension}`),
    at: Date.parse(first.full.at),
  });
}

function stops({ stops: all }: Pick<CapacityReview, 'stops'>): Message {
  const abnormal = all.filter((stop) => stop.abnormal);
  const count = abnormal.reduce((sum, stop) => sum + stop.count, 0);
  const [most] = abnormal.toSorted((a, b) => b.count - a.count);
  if (most === undefined || count === 0) return sayReview('review.no_stops');
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
