import { Injectable } from '@nestjs/common';
import {
  renderBoth,
  sayReview,
  weekName,
  type IsoWeek,
  type ReviewFacts,
  type ReviewWindow,
} from '@danji/analysis';
import type { Context, Localised } from '@danji/shared';
import { ReadMetrics } from '../metrics/index.js';
import { HoursReader } from './hours-reader.js';
import { OutcomeRepository } from './outcome.repository.js';
import { readClusters } from './review-clusters.js';
import { readDatabases } from './review-databases.js';
import { decisionFacts } from './review-decisions.js';
import { readHosts } from './review-hosts.js';
import { deploymentFacts, stopFacts } from './review-outcomes.js';
import { ScalingReview } from './review-scaling.js';
import { readServices } from './review-services.js';
import { nextReviewAt, reviewWindow } from './review-window.js';
import { ReviewRepository, type SubjectRow } from './review.repository.js';

const DAY_MS = 86_400_000;
/** A review that is computed later than this after its week says so. */
const LATE_MS = 2 * DAY_MS;

/** Everything that the review of a week says, from what is stored now. */
@Injectable()
export class ComputeReview {
  constructor(
    private readonly review: ReviewRepository,
    private readonly outcomes: OutcomeRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  /** `now`: epoch ms. */
  async run(ctx: Context, week: IsoWeek, now: number, timeZone: string): Promise<ReviewFacts> {
    const window = reviewWindow(week, now, timeZone);
    const [, , last, own] = window.weeks;
    const weeks = { lastFrom: last.from, from: own.from, to: window.asOf };
    const [subjects, extent, decisions, stops, rollouts] = await Promise.all([
      this.review.subjects(ctx, own.from),
      this.review.extent(),
      this.review.decisions(ctx),
      this.outcomes.stops(ctx, weeks),
      this.outcomes.rollouts(ctx, weeks),
    ]);
    const services = subjects.filter(({ kind }) => kind === 'ecs_service');
    const lastWeekKnown = extent.watchedFrom !== null && extent.watchedFrom <= last.from;
    const { rows, scaling } = await this.measure(ctx, subjects, window);
    return {
      week: weekName(week),
      zone: timeZone,
      from: iso(own.from),
      to: iso(own.to),
      asOf: iso(window.asOf),
      hours: Math.round((own.to - own.from) / 3_600_000),
      nextReviewAt: iso(nextReviewAt(week, now, timeZone)),
      computedAt: iso(now),
      notes: notesOf(extent, window, now),
      watchedFrom: extent.watchedFrom === null ? null : iso(extent.watchedFrom),
      lastWeekKnown,
      rows,
      decisions: decisionFacts(decisions, timeZone),
      stops: stopFacts(stops, lastWeekKnown),
      deployments: deploymentFacts(rollouts, services, { from: own.from, lastWeekKnown }),
      scaling,
    };
  }

  /** One kind after the other, so that the hours of a part of the fleet are in memory at a time. */
  private async measure(
    ctx: Context,
    subjects: readonly SubjectRow[],
    window: ReviewWindow,
  ): Promise<Pick<ReviewFacts, 'rows' | 'scaling'>> {
    const of = (kind: string): SubjectRow[] => subjects.filter((subject) => subject.kind === kind);
    const reader = new HoursReader(this.readMetrics, ctx, window);
    const [, , last] = window.weeks;
    const weeks = { lastFrom: last.from, from: window.weeks[3].from, to: window.asOf };
    const scaled = of('ecs_service')
      .filter(({ attributes }) => attributes['scaling'] != null)
      .map(({ id }) => id);
    const scaling = new ScalingReview(
      await this.outcomes.scalings(scaled, weeks),
      await this.outcomes.desired(scaled, weeks),
      window,
    );
    const { rows: services, together } = await readServices(of('ecs_service'), reader, window, (service) =>
      scaling.add(service),
    );
    const parts = { reader, window, together };
    const clusters = await readClusters(of('ecs_cluster'), services, parts);
    const hosts = of('ec2_instance');
    const agent = await this.review.agentSeries(hosts.map(({ id }) => id));
    const databases = of('rds_instance');
    const ids = databases.map(({ id }) => id);
    const allocations = await this.review.allocations(ids, window.weeks[0].from);
    return {
      rows: [
        ...clusters,
        ...services,
        ...(await readHosts(hosts, agent, parts)),
        ...(await readDatabases(databases, allocations, parts)),
      ],
      scaling: scaling.rows,
    };
  }
}

/** What was not there. */
function notesOf(
  { metricsFrom, watchedFrom }: { metricsFrom: number | null; watchedFrom: number | null },
  { weeks, asOf, timeZone }: ReviewWindow,
  now: number,
): Localised[] {
  const [first, , , own] = weeks;
  const notes = [];
  if (metricsFrom === null || metricsFrom >= asOf) notes.push(sayReview('review.note_nothing'));
  else if (metricsFrom > own.from) notes.push(sayReview('review.note_part', { from: metricsFrom }));
  else if (metricsFrom > first.from) notes.push(sayReview('review.note_past', { from: metricsFrom }));
  if (watchedFrom !== null && watchedFrom > own.from) {
    notes.push(sayReview('review.note_tasks', { from: watchedFrom }));
  }
  if (now > own.to + LATE_MS) notes.push(sayReview('review.note_late', { at: now }));
  return notes.map((note) => renderBoth(note, timeZone));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
